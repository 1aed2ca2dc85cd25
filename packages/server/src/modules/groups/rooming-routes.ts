import {
  Block,
  Id,
  IdParams,
  NewRoomingEntry,
  RoomingEntryChange,
  RoomingImport,
  RoomingImported,
} from '@hostelry/contracts';
import { Type } from 'typebox';
import { authorize } from '../../platform/actor.ts';
import { found } from '../../platform/errors.ts';
import { act, type Route } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/transaction.ts';
import {
  addRoomingEntries,
  changeRoomingEntry,
  importRoomingList,
  removeRoomingEntry,
} from './commands/keep-rooming-list.ts';
import { entriesOf, findBlock, lockBlock } from './queries.ts';

const EntryParams = Type.Object({ id: Id, entry_id: Id });

export const roomingRoutes: readonly Route[] = [
  act({
    method: 'POST',
    path: '/blocks/:id/rooming-list',
    summary: 'Put a guest on a group’s rooming list',
    permission: 'reservations.create',
    params: IdParams,
    body: NewRoomingEntry,
    reply: Block,
    status: 201,
    run: async ({ tx, params, body }) => {
      const block = await blockFor(tx, params.id);
      await addRoomingEntries(tx, block, [body]);
      return shown(tx, block.id);
    },
  }),
  act({
    method: 'POST',
    path: '/blocks/:id/rooming-list/import',
    summary: 'Read a rooming list in CSV',
    description:
      'Columns guest_name, room_type (its code), start_date, end_date and, if wanted, guest_email, guest_phone, adults, children, note. While one row is wrong nothing is imported.',
    permission: 'reservations.create',
    params: IdParams,
    body: RoomingImport,
    reply: RoomingImported,
    run: async ({ tx, params, body }) => importRoomingList(tx, await blockFor(tx, params.id), body),
  }),
  act({
    method: 'PATCH',
    path: '/blocks/:id/rooming-list/:entry_id',
    summary: 'Change a guest on the rooming list',
    permission: 'reservations.create',
    params: EntryParams,
    body: RoomingEntryChange,
    reply: Block,
    run: async ({ tx, params, body }) => {
      const block = await blockFor(tx, params.id);
      const [entry] = await entriesOf(tx, block.id, [params.entry_id]);
      await changeRoomingEntry(tx, block, found(entry), body);
      return shown(tx, block.id);
    },
  }),
  act({
    method: 'DELETE',
    path: '/blocks/:id/rooming-list/:entry_id',
    summary: 'Take a guest off the rooming list',
    permission: 'reservations.create',
    params: EntryParams,
    reply: Block,
    run: async ({ tx, params }) => {
      const block = await blockFor(tx, params.id);
      const [entry] = await entriesOf(tx, block.id, [params.entry_id]);
      await removeRoomingEntry(tx, block, found(entry));
      return shown(tx, block.id);
    },
  }),
];

async function blockFor(tx: Tx, id: string) {
  const block = found(await lockBlock(tx, id));
  authorize(tx.actor, 'reservations.create', block.outlet_id);
  return block;
}

const shown = async (tx: Tx, id: string) => found(await findBlock(tx, id));
