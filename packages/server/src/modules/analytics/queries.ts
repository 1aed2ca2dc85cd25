import type { FigureDimension, FigureSettings, PaceRow, PickupRow } from '@hostelry/contracts';
import { sql, type RawBuilder } from 'kysely';
import { addDays } from '../../platform/clock.ts';
import type { Tx } from '../../platform/transaction.ts';
import type { Counts } from './rules.ts';

/** Figures only read: they look over the stays and the calendar of the modules below. */

export interface Period {
  outlet_id: string;
  from: string;
  /** The last day, itself included. */
  to: string;
}

/** The same week days a year before. */
export const YEAR_DAYS = 364;

/** What a row is told apart by: of a night sold, of an arrival, and of a room that could be sold (null: the whole house). */
const KEYS: Record<FigureDimension, { night: string; arrival: string; available: string | null }> = {
  none: { night: `''`, arrival: `''`, available: `''` },
  day: { night: 'n.date::text', arrival: 'r.start_date::text', available: 'd.date::text' },
  month: {
    night: `to_char(n.date, 'YYYY-MM')`,
    arrival: `to_char(r.start_date, 'YYYY-MM')`,
    available: `to_char(d.date, 'YYYY-MM')`,
  },
  room_type: { night: 't.code', arrival: 't.code', available: 't.code' },
  rate_plan: { night: `coalesce(p.code, '')`, arrival: `coalesce(p.code, '')`, available: null },
  channel: { night: `coalesce(b.channel, '')`, arrival: `coalesce(b.channel, '')`, available: null },
  segment: { night: `coalesce(b.market_segment, '')`, arrival: `coalesce(b.market_segment, '')`, available: null },
};

const WITH_PLAN =
  'left join rates.rate_plans p on p.tenant_id = r.tenant_id and p.id = coalesce(r.rate_plan_id, b.rate_plan_id)';

/** The counts of a period by one dimension, in one statement; a dimension of the guests is seen against the whole house. */
export async function countsBy(
  tx: Tx,
  { outlet_id, from, to }: Period,
  dimension: FigureDimension,
  settings: FigureSettings,
): Promise<(Counts & { key: string })[]> {
  const keys = KEYS[dimension];
  const plan = sql.raw(dimension === 'rate_plan' ? WITH_PLAN : '');
  const { rows } = await sql<Counts & { key: string }>`
    with types as materialized (select tenant_id, id, code from rooms.room_types where outlet_id = ${outlet_id}),
    sold as (
      select ${sql.raw(keys.night)} as key, count(*) as rooms_sold, sum(n.price_minor) as room_revenue_minor
      from types t
      join reservations.reservation_nights n on n.tenant_id = t.tenant_id and n.room_type_id = t.id
        and n.date between ${from}::date and ${to}::date and n.claim = 'SOLD'
        and (${settings.include_complimentary} or n.price_minor <> 0)
      join reservations.reservations r on r.tenant_id = n.tenant_id and r.id = n.reservation_id
        and r.status in ('CONFIRMED', 'IN_HOUSE', 'CHECKED_OUT')
      join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id ${plan}
      group by 1
    ), arriving as (
      select ${sql.raw(keys.arrival)} as key, count(*) as bookings,
        count(*) filter (where r.status = 'CANCELLED') as cancelled,
        count(*) filter (where r.status = 'NO_SHOW') as no_shows,
        count(*) filter (where r.status in ('CONFIRMED', 'IN_HOUSE', 'CHECKED_OUT')) as stays,
        coalesce(sum(r.end_date - r.start_date) filter (where r.status in ('CONFIRMED', 'IN_HOUSE', 'CHECKED_OUT')), 0) as stay_nights,
        sum(r.start_date - b.booked_on) as lead_days,
        percentile_cont(0.5) within group (order by r.start_date - b.booked_on) as lead_time_median
      from reservations.reservations r
      join types t on t.tenant_id = r.tenant_id and t.id = r.room_type_id
      join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id ${plan}
      where r.outlet_id = ${outlet_id} and r.start_date between ${from}::date and ${to}::date
        and r.status in ('CONFIRMED', 'IN_HOUSE', 'CHECKED_OUT', 'CANCELLED', 'NO_SHOW')
      group by 1
    ), available as (
      select ${sql.raw(keys.available ?? `''`)} as key,
        sum(d.physical - case when ${settings.deduct_out_of_order} then d.out_of_order else 0 end) as rooms_available
      from types t join rooms.inventory_days d on d.tenant_id = t.tenant_id and d.room_type_id = t.id
        and d.date between ${from}::date and ${to}::date
      group by 1
    )
    select key, ${roomsAvailable(keys.available !== null)} as rooms_available,
      coalesce(rooms_sold, 0)::int as rooms_sold, coalesce(room_revenue_minor, 0)::bigint as room_revenue_minor,
      coalesce(bookings, 0)::int as bookings, coalesce(cancelled, 0)::int as cancelled, coalesce(no_shows, 0)::int as no_shows,
      coalesce(stays, 0)::int as stays, coalesce(stay_nights, 0)::int as stay_nights, coalesce(lead_days, 0)::int as lead_days,
      lead_time_median::float8 as lead_time_median
    from sold full join arriving using (key)
      ${sql.raw(keys.available === null ? '' : 'full join available using (key)')}
    order by key`.execute(tx.db);
  return rows;
}

function roomsAvailable(by_key: boolean): RawBuilder<unknown> {
  return by_key
    ? sql`coalesce(rooms_available, 0)::int`
    : sql`(select coalesce(sum(rooms_available), 0)::int from available)`;
}

interface OnTheBooks {
  date: string;
  rooms: number;
  revenue_minor: number;
}

/** What was on the books at the end of a civil day, for each night of the period. */
function onTheBooks({ outlet_id, from, to }: Period, as_of: string): RawBuilder<OnTheBooks> {
  return sql<OnTheBooks>`
    select n.date, count(*)::int as rooms, sum(n.price_minor)::bigint as revenue_minor
    from rooms.room_types t
    join reservations.reservation_nights n on n.tenant_id = t.tenant_id and n.room_type_id = t.id
      and n.date between ${from}::date and ${to}::date
    join reservations.reservations r on r.tenant_id = n.tenant_id and r.id = n.reservation_id
    join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id
    where t.outlet_id = ${outlet_id} and b.booked_on <= ${as_of}::date
      and case r.status
        when 'CANCELLED' then coalesce(r.cancelled_on, b.cancelled_on) > ${as_of}::date
        when 'NO_SHOW' then r.start_date > ${as_of}::date
        else r.status in ('CONFIRMED', 'IN_HOUSE', 'CHECKED_OUT') and n.claim = 'SOLD'
      end
    group by n.date`;
}

const days = ({ from, to }: Period) =>
  sql`(select day::date as date from generate_series(${from}::date, ${to}::date, interval '1 day') as day) as days`;

/** How the books of each night changed from the end of one day to the end of another. */
export async function pickupOf(tx: Tx, period: Period, since: string, until: string): Promise<PickupRow[]> {
  const { rows } = await sql<PickupRow>`
    select days.date::text as date, coalesce(a.rooms, 0) as rooms_before, coalesce(z.rooms, 0) as rooms_after,
      coalesce(z.rooms, 0) - coalesce(a.rooms, 0) as rooms_pickup,
      coalesce(a.revenue_minor, 0) as revenue_before_minor, coalesce(z.revenue_minor, 0) as revenue_after_minor,
      coalesce(z.revenue_minor, 0) - coalesce(a.revenue_minor, 0) as revenue_pickup_minor
    from ${days(period)}
    left join (${onTheBooks(period, since)}) a using (date) left join (${onTheBooks(period, until)}) z using (date)
    order by date`.execute(tx.db);
  return rows;
}

/** The books of each night beside those of the same weekday a year before, seen equally early. */
export async function paceOf(tx: Tx, period: Period, as_of: string): Promise<PaceRow[]> {
  const before = { ...period, from: addDays(period.from, -YEAR_DAYS), to: addDays(period.to, -YEAR_DAYS) };
  const { rows } = await sql<PaceRow>`
    select days.date::text as date, coalesce(z.rooms, 0) as rooms, coalesce(z.revenue_minor, 0) as revenue_minor,
      coalesce(a.rooms, 0) as rooms_last_year, coalesce(a.revenue_minor, 0) as revenue_last_year_minor
    from ${days(period)}
    left join (${onTheBooks(period, as_of)}) z using (date)
    left join (${onTheBooks(before, addDays(as_of, -YEAR_DAYS))}) a on a.date = days.date - ${YEAR_DAYS}::int
    order by date`.execute(tx.db);
  return rows;
}
