import type { FoundItem, FoundItemStatus } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { Tx } from '../../platform/transaction.ts';
import { STAY_CARDS } from '../reservations/index.ts';
import { ROOMS_WITH_TYPES } from '../rooms/index.ts';

export type FoundItemRow = Static<typeof FoundItem>;

export const FOUND_ITEM_COLUMNS = `f.id, f.outlet_id, f.room_id, r.number as room_number, f.place, f.description, f.found_on, f.found_by_name,
  f.stored_at, f.status, f.keep_until, f.reservation_id, c.guest_name, f.handed_to, f.closed_at, f.closed_by_name, f.note, f.version, f.created_at`;
export const FOUND_ITEMS_IN_ROOMS = `housekeeping.found_items f left join ${ROOMS_WITH_TYPES} r on r.id = f.room_id
  left join ${STAY_CARDS} c on c.id = f.reservation_id`;

/** One found item with its room and probable owner, if the tenant has it. */
export async function findFoundItem(tx: Tx, id: string): Promise<FoundItemRow | undefined> {
  const { rows } = await sql<FoundItemRow>`
    select ${sql.raw(FOUND_ITEM_COLUMNS)} from ${sql.raw(FOUND_ITEMS_IN_ROOMS)} where f.id = ${id}`.execute(tx.db);
  return rows[0];
}

export interface LockedFoundItem {
  id: string;
  outlet_id: string;
  status: FoundItemStatus;
  found_on: string;
  keep_until: string;
  version: number;
}

/** A found item, held against others who want to change it until the transaction ends. */
export async function lockFoundItem(tx: Tx, id: string): Promise<LockedFoundItem | undefined> {
  const { rows } = await sql<LockedFoundItem>`
    select id, outlet_id, status, found_on, keep_until, version from housekeeping.found_items where id = ${id} for update`.execute(
    tx.db,
  );
  return rows[0];
}
