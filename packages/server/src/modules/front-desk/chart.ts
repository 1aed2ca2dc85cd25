import { MOST_NIGHTS_PER_STAY, type Chart, type ChartRoom, type ChartStay } from '@hostelry/contracts';
import { sql } from 'kysely';
import { addDays } from '../../platform/clock.ts';
import { found } from '../../platform/errors.ts';
import type { Tx } from '../../platform/transaction.ts';
import { GUEST_CARDS } from '../guests/index.ts';
import { calendarOf } from '../rooms/index.ts';
import { findOutlet } from '../outlets/index.ts';
import { guestOfStay } from '../reservations/index.ts';
import { housePosition, type HouseNight } from './rules.ts';

/**
 * Every stay that touches the days from `from` up to `to`, the days of leaving included. Each status is looked for in the
 * index that holds few others of it, so that the years behind a house do not slow down its present.
 */
export function staysBetween(outlet_id: string, from: string, to: string) {
  const columns = sql`tenant_id, id, booking_id, outlet_id, room_type_id, room_id, status, start_date, end_date, adults, children,
    guest_id, guest_name, is_room_locked, is_overbooked, preferences, version`;
  return sql`
    select ${columns} from reservations.reservations
    where outlet_id = ${outlet_id} and status in ('CONFIRMED', 'OPTIONAL')
      and start_date >= ${addDays(from, -MOST_NIGHTS_PER_STAY)}::date and start_date < ${to}::date and end_date >= ${from}::date
    union all
    select ${columns} from reservations.reservations
    where outlet_id = ${outlet_id} and status = 'IN_HOUSE' and end_date >= ${from}::date and start_date < ${to}::date
    union all
    select ${columns} from reservations.reservations
    where outlet_id = ${outlet_id} and status = 'CHECKED_OUT' and end_date >= ${from}::date
      and end_date < ${addDays(to, MOST_NIGHTS_PER_STAY)}::date and start_date < ${to}::date`;
}

/** The tape chart of some days: rooms, who sleeps where, who has no room yet, what is out of order, how the house stands. */
export async function chartOf(tx: Tx, outlet_id: string, from: string, to: string): Promise<Chart> {
  const outlet = found(await findOutlet(tx, outlet_id));
  const [rooms, stays, outages, calendar] = [
    await roomsOf(tx, outlet_id),
    await staysOf(tx, outlet_id, from, to),
    await outagesOf(tx, outlet_id, from, to),
    await calendarOf(tx, outlet_id, from, to),
  ];
  return {
    outlet_id,
    business_date: outlet.business_date,
    currency: outlet.currency,
    from,
    to,
    room_types: await typesOf(tx, outlet_id),
    rooms,
    outages,
    stays: stays.filter((stay) => stay.end_date > from),
    house: housePosition(stays, houseNights(calendar), from, to),
  };
}

/** The types that are sold, and those that are not any more but still have rooms. */
async function typesOf(tx: Tx, outlet_id: string): Promise<Chart['room_types']> {
  const { rows } = await sql<Chart['room_types'][number]>`
    select t.id, t.code, t.name from rooms.room_types t
    where t.outlet_id = ${outlet_id} and (t.is_active or exists (
      select 1 from rooms.rooms m where m.tenant_id = t.tenant_id and m.room_type_id = t.id and m.is_active))
    order by t.sort_order, t.code`.execute(tx.db);
  return rows;
}

async function roomsOf(tx: Tx, outlet_id: string): Promise<ChartRoom[]> {
  const { rows } = await sql<ChartRoom>`
    select id, number, floor, room_type_id, housekeeping_status, is_accessible, is_smoking, view, features
    from rooms.rooms where outlet_id = ${outlet_id} and is_active order by floor, number`.execute(tx.db);
  return rows;
}

async function staysOf(tx: Tx, outlet_id: string, from: string, to: string): Promise<ChartStay[]> {
  const { rows } = await sql<ChartStay>`
    with stays as materialized (${staysBetween(outlet_id, from, to)})
    select s.id, s.booking_id, b.confirmation_code, coalesce(s.guest_name, b.guest_name) as guest_name, s.status, s.room_type_id,
      s.start_date, s.end_date, s.adults, s.children, b.rooms, coalesce(g.vip_level, 0) as vip_level,
      s.is_room_locked, s.is_overbooked or b.is_overbooked as is_overbooked, s.version,
      coalesce((select json_agg(json_build_object('room_id', o.room_id, 'start_date', lower(o.nights), 'end_date', upper(o.nights))
                                order by lower(o.nights))
                from rooms.occupancies o where o.tenant_id = s.tenant_id and o.subject_id = s.id), '[]') as stretches
    from stays s
    join reservations.bookings b on b.tenant_id = s.tenant_id and b.id = s.booking_id
    left join ${sql.raw(GUEST_CARDS)} g on g.id = ${sql.raw(guestOfStay('s'))}
    where s.end_date > s.start_date
    order by s.start_date, s.id`.execute(tx.db);
  return rows;
}

async function outagesOf(tx: Tx, outlet_id: string, from: string, to: string): Promise<Chart['outages']> {
  const { rows } = await sql<Chart['outages'][number]>`
    select subject_id as id, room_id, start_date, end_date from rooms.occupancies
    where outlet_id = ${outlet_id} and kind = 'OUT_OF_ORDER' and end_date > ${from}::date and start_date < ${to}::date
    order by room_id, start_date`.execute(tx.db);
  return rows;
}

/** The calendar of all types added up. A type that is closed or oversold takes nothing from what the others can sell. */
function houseNights(calendar: Awaited<ReturnType<typeof calendarOf>>): HouseNight[] {
  const nights = new Map<string, HouseNight & { limit: number | null }>();
  for (const { nights: own } of calendar) {
    for (const { date, physical, out_of_order, sold, available, house_available } of own) {
      const sum = nights.get(date) ?? { date, rooms: 0, sold: 0, available: 0, limit: null };
      sum.rooms += physical - out_of_order;
      sum.sold += sold;
      sum.available += Math.max(0, available);
      sum.limit = house_available ?? sum.limit;
      nights.set(date, sum);
    }
  }
  return [...nights.values()].map(({ limit, ...night }) => ({
    ...night,
    available: limit === null ? night.available : Math.min(night.available, Math.max(0, limit)),
  }));
}
