import {
  AllotmentChange,
  Block,
  BLOCK_STATUSES,
  BlockChange,
  BlockRow,
  BlockStep,
  CivilDate,
  Id,
  IdParams,
  NewBlock,
  OneOf,
  PickedUp,
  Pickup,
} from '@hostelry/contracts';
import { authorize } from '../../platform/actor.ts';
import { found, unknownReference } from '../../platform/errors.ts';
import { atLeast, atMost, equals, listRoute } from '../../platform/http/list.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/transaction.ts';
import { findOutlet } from '../outlets/index.ts';
import { addBlock, changeBlock } from './commands/keep-blocks.ts';
import { pickUp } from './commands/pick-up.ts';
import { setAllotments } from './commands/set-allotments.ts';
import { stepBlock } from './commands/step-block.ts';
import { BLOCK_COLUMNS, BLOCKS, findBlock, lockBlock } from './queries.ts';

export const blockRoutes: readonly Route[] = [
  listRoute({
    path: '/blocks',
    summary: 'List groups',
    permission: 'reservations.read',
    item: BlockRow,
    list: {
      select: BLOCK_COLUMNS,
      from: BLOCKS,
      id: 'k.id',
      outlet: 'k.outlet_id',
      search: ['k.code', 'k.name', 'k.contact_name'],
      sort: {
        start_date: 'k.start_date',
        name: 'k.name',
        created_at: 'k.id',
        cutoff_date: "coalesce(k.cutoff_date, 'infinity')",
      },
      default_sort: 'start_date',
      filters: {
        outlet_id: equals('k.outlet_id', Id, '::uuid'),
        status: equals('k.status', OneOf(BLOCK_STATUSES)),
        company_id: equals('k.company_id', Id, '::uuid'),
        from: atLeast('k.end_date', CivilDate, '::date'),
        to: atMost('k.start_date', CivilDate, '::date'),
      },
    },
  }),
  act({
    method: 'POST',
    path: '/blocks',
    summary: 'Note a group’s wish for rooms',
    description: 'An inquiry keeps no rooms; make it OPTIONAL or CONFIRMED for that.',
    permission: 'groups.manage',
    body: NewBlock,
    reply: Block,
    status: 201,
    run: async ({ tx, body }) => {
      const outlet = await findOutlet(tx, body.outlet_id);
      if (!outlet) throw unknownReference('outlet_id');
      authorize(tx.actor, 'groups.manage', outlet.id);
      return shown(tx, await addBlock(tx, outlet, body));
    },
  }),
  read({
    path: '/blocks/:id',
    summary: 'Show a group with its nights and its rooming list',
    permission: 'reservations.read',
    params: IdParams,
    reply: Block,
    run: async ({ tx, params }) => {
      const block = found(await findBlock(tx, params.id));
      authorize(tx.actor, 'reservations.read', block.outlet_id);
      return block;
    },
  }),
  act({
    method: 'PATCH',
    path: '/blocks/:id',
    summary: 'Change what is written about a group',
    permission: 'groups.manage',
    params: IdParams,
    body: BlockChange,
    reply: Block,
    run: async ({ tx, params, body }) => {
      const block = await blockFor(tx, params.id);
      await changeBlock(tx, block, body);
      return shown(tx, block.id);
    },
  }),
  act({
    method: 'POST',
    path: '/blocks/:id/status',
    summary: 'Take a group a step along its lifecycle',
    description: 'OPTIONAL and CONFIRMED keep the rooms; RELEASED and CANCELLED give back what was not picked up.',
    permission: 'groups.manage',
    params: IdParams,
    body: BlockStep,
    reply: Block,
    run: async ({ tx, params, body }) => {
      const block = await blockFor(tx, params.id);
      await stepBlock(tx, block, body);
      return shown(tx, block.id);
    },
  }),
  act({
    method: 'PUT',
    path: '/blocks/:id/allotments',
    summary: 'Give a group more rooms or fewer, night by night',
    permission: 'groups.manage',
    params: IdParams,
    body: AllotmentChange,
    reply: Block,
    run: async ({ tx, params, body }) => {
      const block = await blockFor(tx, params.id);
      await setAllotments(tx, block, body);
      return shown(tx, block.id);
    },
  }),
  act({
    method: 'POST',
    path: '/blocks/:id/pickup',
    summary: 'Book guests of the rooming list out of the group’s rooms',
    description: 'All of them or none. Only a confirmed block can be picked up from.',
    permission: 'reservations.create',
    params: IdParams,
    body: Pickup,
    reply: PickedUp,
    run: async ({ tx, params, body }) => {
      const block = found(await lockBlock(tx, params.id));
      authorize(tx.actor, 'reservations.create', block.outlet_id);
      return { bookings: await pickUp(tx, block, body.entry_ids ?? null) };
    },
  }),
];

async function blockFor(tx: Tx, id: string) {
  const block = found(await lockBlock(tx, id));
  authorize(tx.actor, 'groups.manage', block.outlet_id);
  return block;
}

const shown = async (tx: Tx, id: string) => found(await findBlock(tx, id));
