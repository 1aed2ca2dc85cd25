import { sql } from 'kysely';
import type { Tx } from '../../../platform/transaction.ts';

/** Writes down what a day came to, so that figures of closed days need not be counted again. */
export async function storeStatistics(tx: Tx, outlet_id: string, date: string): Promise<void> {
  await sql`
    insert into night_audit.day_statistics (tenant_id, outlet_id, date, rooms_available, out_of_order, rooms_sold, room_revenue_minor,
      tax_minor, arrivals, departures, guests, no_shows, cancellations)
    select ${tx.tenant_id}, ${outlet_id}, ${date}::date, coalesce(a.physical, 0), coalesce(a.out_of_order, 0),
      n.sold, n.revenue_minor, n.tax_minor, coalesce(m.arrivals, 0), coalesce(m.departures, 0), n.guests, coalesce(m.no_shows, 0), c.cancelled
    from (select sum(d.physical)::int as physical, sum(d.out_of_order)::int as out_of_order
          from rooms.room_types t join rooms.inventory_days d on d.tenant_id = t.tenant_id and d.room_type_id = t.id
          where t.outlet_id = ${outlet_id} and d.date = ${date}::date) a,
      (select count(*)::int as sold, coalesce(sum(p.price_minor), 0) as revenue_minor, coalesce(sum(p.tax_minor), 0) as tax_minor,
              coalesce(sum(r.adults + r.children), 0)::int as guests
       from night_audit.room_nights p join reservations.reservations r on r.tenant_id = p.tenant_id and r.id = p.reservation_id
       where p.outlet_id = ${outlet_id} and p.business_date = ${date}::date) n,
      (select count(*) filter (where start_date = ${date}::date and status in ('IN_HOUSE', 'CHECKED_OUT'))::int as arrivals,
              count(*) filter (where end_date = ${date}::date and status = 'CHECKED_OUT')::int as departures,
              count(*) filter (where start_date = ${date}::date and status = 'NO_SHOW')::int as no_shows
       from reservations.reservations
       where outlet_id = ${outlet_id} and start_date between ${date}::date - 1000 and ${date}::date and end_date >= ${date}::date) m,
      (select count(*)::int as cancelled from reservations.bookings
       where outlet_id = ${outlet_id} and cancelled_on = ${date}::date and status = 'CANCELLED') c
    on conflict (tenant_id, outlet_id, date) do nothing`.execute(tx.db);
}
