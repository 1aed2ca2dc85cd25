import type { BusinessDayDetails, DayStatistics, Obstacle } from '@hostelry/contracts';
import { sql } from 'kysely';
import { found } from '../../platform/errors.ts';
import type { List } from '../../platform/http/list.ts';
import type { Tx } from '../../platform/transaction.ts';
import { allowedObstacles, type Allowed } from './rules.ts';

const STATISTICS = `
  case when s.date is null then null else jsonb_build_object('rooms_available', s.rooms_available, 'out_of_order', s.out_of_order,
    'rooms_sold', s.rooms_sold, 'room_revenue_minor', s.room_revenue_minor, 'tax_minor', s.tax_minor, 'arrivals', s.arrivals,
    'departures', s.departures, 'guests', s.guests, 'no_shows', s.no_shows, 'cancellations', s.cancellations) end as statistics`;
const COLUMNS = `d.outlet_id, d.date, d.status, d.opened_at, d.closed_at, d.closed_by_name, ${STATISTICS}`;
const FROM = `outlets.business_days d
  left join night_audit.day_statistics s on s.tenant_id = d.tenant_id and s.outlet_id = d.outlet_id and s.date = d.date`;

export const dayList: List = {
  select: COLUMNS,
  from: FROM,
  id: `(d.outlet_id::text || d.date::text)`,
  outlet: 'd.outlet_id',
  sort: { date: 'd.date' },
  default_sort: '-date',
};

/** One business day with its audit; what stands in the way only while it is not closed. Refuses with NOT_FOUND. */
export async function findDay(tx: Tx, outlet_id: string, date: string): Promise<BusinessDayDetails> {
  const { rows } = await sql<BusinessDayDetails>`
    select ${sql.raw(COLUMNS)}, o.currency,
      (select jsonb_build_object('status', a.status, 'steps', a.steps) from night_audit.audits a
       where a.outlet_id = d.outlet_id and a.date = d.date) as audit
    from ${sql.raw(FROM)} join outlets.outlets o on o.tenant_id = d.tenant_id and o.id = d.outlet_id
    where d.outlet_id = ${outlet_id} and d.date = ${date}::date`.execute(tx.db);
  const day = found(rows[0]);
  return { ...day, obstacles: day.status === 'CLOSED' ? [] : await obstaclesTo(tx, outlet_id, date, {}) };
}

/** What stands in the way of closing a day, but for what the person has decided to let be. */
export async function obstaclesTo(tx: Tx, outlet_id: string, date: string, allowed: Allowed): Promise<Obstacle[]> {
  const { rows } = await sql<Obstacle>`
    select * from (
      select 'ARRIVALS_DUE' as kind, b.id, concat_ws(' · ', b.confirmation_code, b.guest_name) as label, r.start_date as date
      from reservations.reservations r join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id
      where r.outlet_id = ${outlet_id} and r.status = 'CONFIRMED' and r.start_date <= ${date}::date
      union all
      select 'DEPARTURES_DUE', b.id, concat_ws(' · ', b.confirmation_code, b.guest_name), r.end_date
      from reservations.reservations r join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id
      where r.outlet_id = ${outlet_id} and r.status = 'IN_HOUSE' and r.end_date <= ${date}::date
      union all
      select 'OPEN_ORDERS', o.id, concat_ws(' · ', '#' || o.number, o.node_name), o.business_date
      from orders.orders o
      where o.outlet_id = ${outlet_id} and o.business_date <= ${date}::date and o.status not in ('DRAFT', 'COMPLETED', 'CANCELLED')
    ) as obstacles
    where kind <> all(${allowedObstacles(allowed)}::text[])
    order by kind, date, label limit 200`.execute(tx.db);
  return rows;
}

/** A day's figures, and those of its month and year so far. */
export async function statisticsTo(tx: Tx, outlet_id: string, date: string) {
  const sums = (of: string) => sql`
    select ${of}::text as span, sum(rooms_available)::int as rooms_available, sum(out_of_order)::int as out_of_order,
      sum(rooms_sold)::int as rooms_sold, sum(room_revenue_minor)::bigint as room_revenue_minor, sum(tax_minor)::bigint as tax_minor,
      sum(arrivals)::int as arrivals, sum(departures)::int as departures, sum(guests)::int as guests,
      sum(no_shows)::int as no_shows, sum(cancellations)::int as cancellations
    from night_audit.day_statistics
    where outlet_id = ${outlet_id} and date <= ${date}::date
      and date >= date_trunc(${of}, ${date}::date)`;
  const { rows } = await sql<DayStatistics & { span: 'day' | 'month' | 'year' }>`
    ${sums('day')} union all ${sums('month')} union all ${sums('year')}`.execute(tx.db);
  return rows;
}
