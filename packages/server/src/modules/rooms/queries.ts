import { sql, type RawBuilder } from 'kysely';
import { nightsOf } from '../../platform/clock.ts';
import { found } from '../../platform/errors.ts';
import type { Tx } from '../../platform/transaction.ts';
import { availableUnits, type NightCounters } from './rules.ts';

/** What each night of each type can still sell by its own counters, for a higher module to join. */
export const FREE_NIGHTS = `(select tenant_id, room_type_id, date, case when is_closed then 0
  else physical + sell_limit - out_of_order - sold - blocked - held end as available from rooms.inventory_days)`;

/** Room types as a subquery, for a higher module to join in its own statement. */
export const ROOM_TYPE_TERMS =
  '(select id, outlet_id, code, name, base_occupancy, max_occupancy, is_active from rooms.room_types)';

/** Rooms as a subquery, for a higher module to join in its own statement. */
export const ROOM_CARDS =
  '(select id, outlet_id, room_type_id, number, floor, housekeeping_status, is_active from rooms.rooms)';

/** The same with their type's code and their version. */
export const ROOMS_WITH_TYPES = `(select r.id, r.outlet_id, r.room_type_id, t.code as room_type_code, r.number, r.floor, r.housekeeping_status,
  r.is_active, r.version from rooms.rooms r join rooms.room_types t on t.tenant_id = r.tenant_id and t.id = r.room_type_id)`;

/** Which reservation sleeps in which room when, as a subquery for a higher module. */
export const STAY_STRETCHES = `(
  select o.subject_id as reservation_id, o.room_id, r.number as room_number, lower(o.nights) as start_date, upper(o.nights) as end_date
  from rooms.occupancies o join rooms.rooms r on r.tenant_id = o.tenant_id and r.id = o.room_id where o.kind = 'STAY')`;

export type RoomTypeRow = NonNullable<Awaited<ReturnType<typeof findRoomType>>>;
export type RoomClassRow = NonNullable<Awaited<ReturnType<typeof findRoomClass>>>;
export type SellLimitRow = NonNullable<Awaited<ReturnType<typeof findSellLimit>>>;
export type RoomRow = NonNullable<Awaited<ReturnType<typeof findRoom>>>;

/** A room type, if the tenant has it. */
export async function findRoomType(tx: Tx, id: string) {
  return tx.db.selectFrom('rooms.room_types').selectAll().where('id', '=', id).executeTakeFirst();
}

/** A class of room types, if the tenant has it. */
export async function findRoomClass(tx: Tx, id: string) {
  return tx.db.selectFrom('rooms.room_classes').selectAll().where('id', '=', id).executeTakeFirst();
}

/** A sell limit, if the tenant has it. */
export async function findSellLimit(tx: Tx, id: string) {
  return tx.db.selectFrom('rooms.sell_limits').selectAll().where('id', '=', id).executeTakeFirst();
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

/**
 * Nights of the calendar as they are for sale at an instant, as a subquery: a hold whose time has run out counts for
 * nothing, whether or not it was swept (R9). The condition is on `rooms.inventory_days d`.
 */
export function countedNights(now: Date, condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    with overdue as materialized (
      select h.outlet_id, h.room_type_id, night::date as date, sum(h.units)::int as units
      from rooms.holds h, generate_series(h.start_date, h.end_date - 1, interval '1 day') as night
      where h.released_at is null and h.expires_at <= ${now}
      group by 1, 2, 3)
    select t.outlet_id, d.room_type_id, d.date, d.physical, d.out_of_order, d.sold, d.blocked, d.held - coalesce(o.units, 0) as held,
      d.sell_limit, d.is_closed,
      l.most_units - l.taken + coalesce(
        (select sum(x.units)::int from overdue x where x.outlet_id = l.outlet_id and x.date = l.date), 0) as house_available
    from rooms.inventory_days d
    join rooms.room_types t on t.tenant_id = d.tenant_id and t.id = d.room_type_id
    left join rooms.house_days l
      on d.is_house_limited and l.tenant_id = d.tenant_id and l.outlet_id = t.outlet_id and l.date = d.date
    left join overdue o on o.room_type_id = d.room_type_id and o.date = d.date
    where d.tenant_id = platform.current_tenant() and ${condition}`;
}

/** The loaded nights of one type in order of date, from `start_date` up to and without `end_date`. */
export async function nightsOfType(
  tx: Tx,
  room_type_id: string,
  start_date: string,
  end_date: string,
): Promise<(NightCounters & { available: number })[]> {
  const condition = sql`d.room_type_id = ${room_type_id} and d.date >= ${start_date}::date and d.date < ${end_date}::date`;
  const { rows } = await sql<NightCounters>`
    select date, physical, out_of_order, sold, blocked, held, sell_limit, is_closed, house_available
    from (${countedNights(tx.now, condition)}) d order by date`.execute(tx.db);
  return rows.map((row) => ({ ...row, available: availableUnits(row) }));
}

export const DEFAULT_HORIZON_NIGHTS = 400;

/** How many nights ahead a hotel keeps its calendar open. */
export async function horizonOf(tx: Tx, outlet_id: string): Promise<number> {
  const row = await tx.db
    .selectFrom('rooms.horizons')
    .select('nights')
    .where('outlet_id', '=', outlet_id)
    .executeTakeFirst();
  return row?.nights ?? DEFAULT_HORIZON_NIGHTS;
}

export interface HouseNightRow {
  date: string;
  most_units: number;
  taken: number;
  available: number;
}

/** The nights on which the house is limited as a whole, an overdue hold counting for nothing (R9). */
export async function houseNightsOf(tx: Tx, outlet_id: string, from: string, to: string): Promise<HouseNightRow[]> {
  const { rows } = await sql<Omit<HouseNightRow, 'available'>>`
    select l.date, l.most_units, l.taken - coalesce((
      select sum(h.units)::int from rooms.holds h
      where h.outlet_id = l.outlet_id and h.released_at is null and h.expires_at <= ${tx.now}
        and h.start_date <= l.date and h.end_date > l.date), 0) as taken
    from rooms.house_days l
    where l.outlet_id = ${outlet_id} and l.date >= ${from}::date and l.date < ${to}::date order by l.date`.execute(
    tx.db,
  );
  return rows.map((row) => ({ ...row, available: row.most_units - row.taken }));
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
  const types = sql`(select t.id from rooms.room_types t where t.outlet_id = ${outlet_id} and t.is_active)`;
  const condition = sql`d.room_type_id in ${types} and d.date >= ${from}::date and d.date < ${to}::date`;
  const { rows } = await sql<CalendarRow & { nights: NightCounters[] }>`
    select t.id, t.code, t.name, t.total_units, t.max_occupancy, coalesce(n.nights, '[]') as nights
    from rooms.room_types t
    left join (
      select d.room_type_id,
        json_agg(json_build_object('date', d.date, 'physical', d.physical, 'out_of_order', d.out_of_order, 'sold', d.sold,
                                   'blocked', d.blocked, 'held', d.held, 'sell_limit', d.sell_limit, 'is_closed', d.is_closed,
                                   'house_available', d.house_available) order by d.date) as nights
      from (${countedNights(tx.now, condition)}) d group by d.room_type_id
    ) n on n.room_type_id = t.id
    where t.outlet_id = ${outlet_id} and t.is_active
    order by t.sort_order, t.code`.execute(tx.db);
  return rows.map((row) => ({
    ...row,
    nights: row.nights.map((night) => ({ ...night, available: availableUnits(night) })),
  }));
}

/** The room type, or a refusal. */
export async function expectRoomType(tx: Tx, id: string) {
  return found(await findRoomType(tx, id));
}

export interface FreeStay {
  room_type_id: string;
  /** The least over the nights; 0 where one is not loaded. */
  units: number;
  /** The night with the least units, and whether the property closed it; or the first that was never loaded. */
  tightest: { date: string; rule: 'AVAILABILITY' | 'CLOSED' | 'NOT_LOADED' };
}

/** How many units every type on sale of some outlets has free on all nights of a stay, in one statement. */
export async function freeOverStay(
  tx: Tx,
  outlet_ids: readonly string[],
  start_date: string,
  end_date: string,
): Promise<Map<string, FreeStay>> {
  const types = sql`(select t.id from rooms.room_types t where t.outlet_id = any(${[...outlet_ids]}::uuid[]) and t.is_active)`;
  const condition = sql`d.room_type_id in ${types} and d.date >= ${start_date}::date and d.date < ${end_date}::date`;
  const { rows } = await sql<{ room_type_id: string; nights: NightCounters[] }>`
    select d.room_type_id, json_agg(d order by d.date) as nights
    from (${countedNights(tx.now, condition)}) d group by d.room_type_id`.execute(tx.db);
  const dates = nightsOf(start_date, end_date);
  return new Map(rows.map(({ room_type_id, nights }) => [room_type_id, leastOf(room_type_id, nights, dates)]));
}

function leastOf(room_type_id: string, nights: readonly NightCounters[], dates: readonly string[]): FreeStay {
  const loaded = new Set(nights.map((night) => night.date));
  const missing = dates.find((date) => !loaded.has(date));
  if (missing) return { room_type_id, units: 0, tightest: { date: missing, rule: 'NOT_LOADED' } };
  const least = nights.reduce((tight, night) => (availableUnits(night) < availableUnits(tight) ? night : tight));
  const rule = least.is_closed ? 'CLOSED' : 'AVAILABILITY';
  return { room_type_id, units: Math.max(0, availableUnits(least)), tightest: { date: least.date, rule } };
}
