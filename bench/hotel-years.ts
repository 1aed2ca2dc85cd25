import type pg from 'pg';
import { addDays } from './reservations.ts';

/** Properties to fill, and how far their books reach back and ahead of the first night. */
export interface HotelYears {
  tenant_id: string;
  outlet_ids: readonly string[];
  first_night: string;
  days_back: number;
  days_ahead: number;
}

export interface Filled {
  reservations: number;
  nights: number;
}

/**
 * Fills every room of the properties with one stay after another, short ones and long ones with a free night here and
 * there, as a hotel's books look after years: bookings, reservations, nights, who was in which room, and the calendar's
 * counters. Written by the owner past triggers and foreign keys, because it is the table sizes that matter and not how
 * they came about; the counters are a recount, so the invariants hold all the same.
 */
export async function fillHotelYears(client: pg.Client, years: HotelYears): Promise<Filled> {
  const from = addDays(years.first_night, -years.days_back);
  const to = addDays(years.first_night, years.days_ahead);
  await client.query('set session_replication_role = replica');
  await client.query('select setseed(0.26)');
  await client.query(STAYS, [years.tenant_id, years.outlet_ids, from, to, years.first_night]);
  for (const statement of [GUESTS, BOOKINGS, RESERVATIONS, NIGHTS, OCCUPANCIES]) await client.query(statement);
  await client.query(CALENDAR, [years.tenant_id, years.outlet_ids, from, to]);
  await client.query(COUNTERS);
  const { rows } = await client.query<Filled>(
    'select count(*)::int as reservations, sum(end_date - start_date)::int as nights from years_stays',
  );
  await client.query('drop table years_stays');
  await client.query('set session_replication_role = origin');
  await client.query('vacuum analyze');
  return rows[0]!;
}

/** Rooms' lives as running sums of stay lengths and gaps: a third of the stays is followed by a free night or two. */
const STAYS = `
  create temporary table years_stays as
  with lives as (
    select r.tenant_id, r.outlet_id, r.id as room_id, r.room_type_id, n, 1 + floor(7 * random())::int as nights,
      greatest(0, floor(4 * random())::int - 1) as gap
    from rooms.rooms r, generate_series(1, ($4::date - $3::date) / 3) as n
    where r.tenant_id = $1 and r.outlet_id = any($2::uuid[])
  ), placed as (
    select *, $3::date + (sum(nights + gap) over (partition by room_id order by n) - nights - gap)::int as start_date from lives
  )
  select gen_random_uuid() as booking_id, gen_random_uuid() as reservation_id, gen_random_uuid() as guest_id, tenant_id, outlet_id, room_id,
    room_type_id, start_date, start_date + nights as end_date,
    case when start_date + nights <= $5::date then 'CHECKED_OUT' when start_date < $5::date then 'IN_HOUSE' else 'CONFIRMED' end as status,
    'Guest ' || (random() * 1e6)::int as guest_name
  from placed where start_date + nights <= $4::date`;

const GUESTS = `
  insert into guests.guests (tenant_id, id, outlet_id, name, email)
  select tenant_id, guest_id, outlet_id, guest_name, replace(lower(guest_name), ' ', '.') || '@example.com' from years_stays`;

const BOOKINGS = `
  insert into reservations.bookings (tenant_id, id, outlet_id, confirmation_code, status, start_date, end_date, rooms, adults, children,
    guest_id, guest_name, total_minor, currency, channel, booked_on)
  select tenant_id, booking_id, outlet_id, upper(replace(booking_id::text, '-', '')), status, start_date, end_date, 1, 2, 0,
    guest_id, guest_name, 12000 * (end_date - start_date), 'EUR', 'Web', start_date - (random() * 90)::int
  from years_stays`;

const RESERVATIONS = `
  insert into reservations.reservations (tenant_id, id, booking_id, outlet_id, room_type_id, room_id, status, start_date, end_date, adults,
    children, total_minor, guest_id, guest_name, checked_in_on, checked_out_on)
  select tenant_id, reservation_id, booking_id, outlet_id, room_type_id, room_id, status, start_date, end_date, 2, 0,
    12000 * (end_date - start_date), guest_id, guest_name,
    case when status <> 'CONFIRMED' then start_date end, case when status = 'CHECKED_OUT' then end_date end
  from years_stays`;

const NIGHTS = `
  insert into reservations.reservation_nights (tenant_id, reservation_id, date, room_type_id, price_minor, claim)
  select tenant_id, reservation_id, start_date + i, room_type_id, 12000, 'SOLD'
  from years_stays, generate_series(0, end_date - start_date - 1) as i`;

const OCCUPANCIES = `
  insert into rooms.occupancies (tenant_id, id, outlet_id, room_id, nights, kind, subject_id)
  select tenant_id, gen_random_uuid(), outlet_id, room_id, daterange(start_date, end_date), 'STAY', reservation_id from years_stays`;

const CALENDAR = `
  insert into rooms.inventory_days (tenant_id, room_type_id, date, physical, sold)
  select t.tenant_id, t.id, day::date, t.total_units, 0
  from rooms.room_types t, generate_series($3::date, $4::date - 1, interval '1 day') as day
  where t.tenant_id = $1 and t.outlet_id = any($2::uuid[])
  on conflict (tenant_id, room_type_id, date) do nothing`;

/** The counters are a recount of the nights that were written past them (R5). */
const COUNTERS = `
  update rooms.inventory_days d set sold = d.sold + n.sold
  from (select tenant_id, room_type_id, start_date + i as date, count(*)::int as sold
        from years_stays, generate_series(0, end_date - start_date - 1) as i group by 1, 2, 3) n
  where d.tenant_id = n.tenant_id and d.room_type_id = n.room_type_id and d.date = n.date`;
