import { sql } from 'kysely';
import type { Tx } from '../../platform/transaction.ts';

export interface GuestLine {
  list: 'arrivals' | 'departures' | 'in_house' | 'no_shows' | 'cancellations';
  confirmation_code: string;
  guest_name: string | null;
  room: string | null;
  room_type: string;
  start_date: string;
  end_date: string;
  guests: number;
}

const STAY = sql`
  b.confirmation_code, coalesce(r.guest_name, b.guest_name) as guest_name, ro.number as room, t.code as room_type,
  r.start_date, r.end_date, r.adults + r.children as guests
  from reservations.reservations r
  join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id
  join rooms.room_types t on t.tenant_id = r.tenant_id and t.id = r.room_type_id
  left join rooms.rooms ro on ro.tenant_id = r.tenant_id and ro.id = r.room_id`;

/** Who came, left, slept here, did not come or cancelled on a business day. */
export async function guestLines(tx: Tx, outlet_id: string, date: string): Promise<GuestLine[]> {
  const at = sql`r.outlet_id = ${outlet_id}`;
  const { rows } = await sql<GuestLine>`
    select * from (
      select 'arrivals' as list, ${STAY} where ${at} and r.start_date = ${date}::date and r.status in ('IN_HOUSE', 'CHECKED_OUT')
      union all
      select 'departures', ${STAY} where ${at} and r.end_date = ${date}::date and r.status = 'CHECKED_OUT'
      union all
      select 'in_house', ${STAY} where r.id in (
        select reservation_id from night_audit.room_nights where outlet_id = ${outlet_id} and business_date = ${date}::date)
      union all
      select 'no_shows', ${STAY} where ${at} and r.start_date = ${date}::date and r.status = 'NO_SHOW'
      union all
      select 'cancellations', ${STAY} where b.outlet_id = ${outlet_id} and b.cancelled_on = ${date}::date and r.status = 'CANCELLED'
    ) as lines order by list, room, confirmation_code`.execute(tx.db);
  return rows;
}

/** What each room type earned on a business day, and how its rooms stand with housekeeping. */
export async function typeLines(tx: Tx, outlet_id: string, date: string) {
  const { rows } = await sql<{
    code: string;
    nights: number;
    price_minor: number;
    tax_minor: number;
    dirty: number;
    rooms: number;
  }>`
    select t.code, coalesce(p.nights, 0)::int as nights, coalesce(p.price_minor, 0)::bigint as price_minor,
      coalesce(p.tax_minor, 0)::bigint as tax_minor, coalesce(h.dirty, 0)::int as dirty, coalesce(h.rooms, 0)::int as rooms
    from rooms.room_types t
    left join (select room_type_id, count(*) as nights, sum(price_minor) as price_minor, sum(tax_minor) as tax_minor
               from night_audit.room_nights where outlet_id = ${outlet_id} and business_date = ${date}::date group by 1) p on p.room_type_id = t.id
    left join (select room_type_id, count(*) as rooms, count(*) filter (where housekeeping_status in ('DIRTY', 'PICKUP')) as dirty
               from rooms.rooms where outlet_id = ${outlet_id} group by 1) h on h.room_type_id = t.id
    where t.outlet_id = ${outlet_id} order by t.code`.execute(tx.db);
  return rows;
}

/** The stored pack of a day, if it was made. */
export async function findPack(tx: Tx, outlet_id: string, date: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ content: Buffer }>`
    select content from reports.packs where outlet_id = ${outlet_id} and date = ${date}::date`.execute(tx.db);
  return rows[0]?.content;
}
