import { nameConstraint } from '../../platform/database/constraints.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Module } from '../../platform/module.ts';
import { provideCompanyReferences, provideGuestReferences } from '../guests/index.ts';
import { provideRelease } from '../rooms/index.ts';
import { releaseOverdueBlocks } from './commands/step-block.ts';
import { groupTasks } from './jobs.ts';
import { keepBlocks } from './reactions.ts';
import { companyBlocks, roomingReferences } from './references.ts';
import { roomingRoutes } from './rooming-routes.ts';
import { blockRoutes } from './routes.ts';

export { addBlock } from './commands/keep-blocks.ts';
export { addRoomingEntries } from './commands/keep-rooming-list.ts';
export { pickUp } from './commands/pick-up.ts';
export { stepBlock } from './commands/step-block.ts';
export { findBlock, lockBlock } from './queries.ts';

// The last line of defence: a block never gives out a room that it has not (R10).
nameConstraint('allotments_never_overpicked', () => new DomainError('SOLD_OUT', { rule: 'BLOCK' }));
nameConstraint(
  'blocks_code_unique',
  () => new DomainError('DUPLICATE', { fields: [{ field: 'code', message: 'is the code of another group' }] }),
);
provideGuestReferences(roomingReferences);
provideCompanyReferences(companyBlocks);
provideRelease(async (tx, nights) => (await releaseOverdueBlocks(tx, nights)) > 0);

/** Groups and their blocks of rooms: allotment, pickup, cutoff, rooming list. */
export const groupsModule: Module = {
  name: 'groups',
  routes: [...blockRoutes, ...roomingRoutes],
  reactions: [keepBlocks],
  tasks: groupTasks,
};
