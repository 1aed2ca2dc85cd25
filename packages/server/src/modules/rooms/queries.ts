import { sql } from 'kysely';
import { found } from '../../platform/errors.ts';
import type { Tx } from '../../platform/transaction.ts';
import { availableUnits, type NightCounters } from './rules.ts';

/** Room types as a subquery, for a higher module to join in its own statement. */
export const ROOM_TYPE_TERMS = '(select id, outlet_id, code, name, max_occupancy, is_active from rooms.room_types)';

export type RoomTypeRow = NonNullable<Awaited<ReturnType<typeof findRoomType>>>;
export type RoomRow = NonNullable<Awaited<ReturnType<typeof findRoom>>>;

/** A room type, if the tenant has it. */
export async function findRoomType(tx: Tx, id: string) {
  return tx.db.selectFrom('rooms.room_types').selectAll().where('id', '=', id).executeTakeFirst();
}

/** A room with its type's code, if the tenant has it. */
export async function findRoom(tx: Tx, id: string) {
  return tx.db
    .selectFrom('rooms.rooms as r')
    .innerJoin('rooms.room_types as t', 't.id', 'r.room_type_id')
    .selectAll('r')
    .select('t.code as room_type_code')
    .where('r.id', '=', id)
    .executeTakeFirst();
}

/** The room types of an outlet by code. */
export async function roomTypesOf(
  tx: Tx,
  outlet_id: string,
): Promise<Map<string, { id: string; code: string; total_units: number }>> {
  const rows = await tx.db
    .selectFrom('rooms.room_types')
    .select(['id', 'code', 'total_units'])
    .where('outlet_id', '=', outlet_id)
    .execute();
  return new Map(rows.map((row) => [row.code, row]));
}

/** The loaded nights of one type in order of date, from `start_date` up to and without `end_date`. */
export async function nightsOfType(
  tx: Tx,
  room_type_id: string,
  start_date: string,
  end_date: string,
): Promise<(NightCounters & { available: number })[]> {
  const rows = await tx.db
    .selectFrom('rooms.inventory_days')
    .select(['date', 'physical', 'out_of_order', 'sold', 'blocked', 'held', 'sell_limit'])
    .where('room_type_id', '=', room_type_id)
    .where('date', '>=', start_date)
    .where('date', '<', end_date)
    .orderBy('date')
    .execute();
  return rows.map((row) => ({ ...row, available: availableUnits(row) }));
}

export interface CalendarRow {
  id: string;
  code: string;
  name: string;
  total_units: number;
  max_occupancy: number;
  nights: (NightCounters & { available: number })[];
}

/** Every active type of an outlet with its loaded nights: the availability grid, in one statement. */
export async function calendarOf(tx: Tx, outlet_id: string, from: string, to: string): Promise<CalendarRow[]> {
  const { rows } = await sql<CalendarRow & { nights: NightCounters[] }>`
    select t.id, t.code, t.name, t.total_units, t.max_occupancy, coalesce(n.nights, '[]') as nights
    from rooms.room_types t
    left join lateral (
      select json_agg(json_build_object('date', d.date, 'physical', d.physical, 'out_of_order', d.out_of_order, 'sold', d.sold,
                                        'blocked', d.blocked, 'held', d.held, 'sell_limit', d.sell_limit) order by d.date) as nights
      from rooms.inventory_days d
      where d.room_type_id = t.id and d.date >= ${from}::date and d.date < ${to}::date
    ) n on true
    where t.outlet_id = ${outlet_id} and t.is_active
    order by t.code`.execute(tx.db);
  return rows.map((row) => ({
    ...row,
    nights: row.nights.map((night) => ({ ...night, available: availableUnits(night) })),
  }));
}

/** The room type, or a refusal. */
export async function expectRoomType(tx: Tx, id: string) {
  return found(await findRoomType(tx, id));
}
