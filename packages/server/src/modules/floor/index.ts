import { nameConstraint } from '../../platform/database/constraints.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Module } from '../../platform/module.ts';
import { routes } from './routes.ts';

export { addFloor, addNode, addNodes, connectNodes, type NodeDraft } from './commands/draw-floor.ts';
export { closeTable, freeAfterOrders, markClean, requestBill } from './commands/free-table.ts';
export { seatByOrder, seatGuests } from './commands/seat-guests.ts';
export { showTableStatuses, type ShownStatus } from './commands/show-table-status.ts';
export { lockedNode, lockNodes, nodesOf, type LockedNode } from './queries.ts';

nameConstraint(
  'table_sessions_one_open',
  () => new DomainError('CONFLICT', undefined, 'Guests sit at this table already.'),
);
nameConstraint(
  'nodes_name_unique',
  () => new DomainError('DUPLICATE', { fields: [{ field: 'name', message: 'is taken in this outlet' }] }),
);
nameConstraint(
  'flows_lead_elsewhere',
  () => new DomainError('BAD_INPUT', { fields: [{ field: 'to_node_id', message: 'must be another node' }] }),
);

/** The drawn floor and who sits where. */
export const floorModule: Module = { name: 'floor', routes };
