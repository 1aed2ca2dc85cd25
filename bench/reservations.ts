import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { loadHttp } from './http.ts';
import { perSecond, rawClients, type BenchHouse, type Figure } from './support.ts';

const TYPES = 8;
const CONNECTIONS = 16;
const HORIZON = 300;

interface Hotel {
  outlet_id: string;
  room_type_ids: string[];
  first_night: string;
}

/** Bookings per second over HTTP with everything on, beside the same rows written by hand-made SQL. */
export async function benchReservations(house: BenchHouse): Promise<Figure[]> {
  const hotel = await openHotel(house);
  const http = await loadHttp(house, {
    method: 'POST',
    path: '/reservations',
    connections: CONNECTIONS,
    body: () => bookingBody(hotel),
  });
  if (http.refused > 0)
    throw new Error(`${http.refused} bookings were refused, so the figure would not be of bookings`);
  const ceiling = await rawBookings(house, hotel);
  return [
    {
      what: 'create a reservation (3 nights)',
      unit: '/s',
      figure: http.per_second,
      ceiling,
      ceiling_is: 'the same rows by prepared SQL, five round trips',
      limited_by: 'one Node thread: HTTP, JSON, statement round trips',
    },
  ];
}

export async function openHotel(house: BenchHouse): Promise<Hotel> {
  const brand = await house.api('POST', '/brands', { name: 'Bench Hotels', corporate_id: `BENCH-${randomUUID()}` });
  const outlet = await house.api('POST', '/outlets', {
    brand_id: brand.id,
    name: 'Bench Hotel',
    kind: 'HOTEL',
    timezone: 'UTC',
    currency: 'EUR',
    city: 'Lisbon',
    seating_capacity: 0,
  });
  const first_night = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const room_type_ids: string[] = [];
  const prices: { room_type_id: string; price_minor: number }[] = [];
  for (let n = 0; n < TYPES; n += 1) {
    const type = await house.api('POST', '/room-types', {
      outlet_id: outlet.id,
      code: `T${n}`,
      name: `Type ${n}`,
      total_units: 50_000,
      base_occupancy: 2,
      max_occupancy: 4,
    });
    await house.api('POST', '/inventory/preload', {
      room_type_id: type.id,
      start_date: first_night,
      end_date: addDays(first_night, HORIZON + 7),
    });
    room_type_ids.push(type.id);
    prices.push({ room_type_id: type.id, price_minor: 12_000 });
  }
  await house.api('POST', '/rate-plans', {
    outlet_id: outlet.id,
    code: 'BAR',
    name: 'Flexible',
    is_default: true,
    prices,
  });
  return { outlet_id: outlet.id, room_type_ids, first_night };
}

function bookingBody(hotel: Hotel) {
  const { room_type_id, start_date } = randomStay(hotel);
  return {
    room_type_id,
    start_date,
    end_date: addDays(start_date, 3),
    quantity: 1,
    guest: { name: 'Bench Guest', email: 'guest@example.com' },
  };
}

function randomStay(hotel: Hotel): { room_type_id: string; start_date: string } {
  return {
    room_type_id: hotel.room_type_ids[Math.floor(Math.random() * TYPES)]!,
    start_date: addDays(hotel.first_night, Math.floor(Math.random() * HORIZON)),
  };
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The least a careful hand could do: lock, write everything in one statement, log it, commit. No tenant policies. */
async function rawBookings(house: BenchHouse, hotel: Hotel): Promise<number> {
  const clients = await rawClients(house.admin_url, CONNECTIONS);
  const rate = await perSecond(CONNECTIONS, 6, (worker) => rawBooking(clients[worker]!, house.tenant_id, hotel));
  await Promise.all(clients.map((client) => client.end()));
  return rate;
}

async function rawBooking(client: pg.Client, tenant_id: string, hotel: Hotel): Promise<void> {
  const { room_type_id, start_date } = randomStay(hotel);
  const [booking, reservation, guest] = [randomUUID(), randomUUID(), randomUUID()];
  for (;;) {
    try {
      await client.query('begin');
      await client.query({
        name: 'lock',
        text: `select date, physical - sold - held - blocked - out_of_order as available from rooms.inventory_days
        where tenant_id = $1 and room_type_id = $2 and date >= $3::date and date < $3::date + 3 order by date for update nowait`,
        values: [tenant_id, room_type_id, start_date],
      });
      await client.query({
        name: 'book',
        text: RAW_BOOKING,
        values: [tenant_id, booking, reservation, guest, hotel.outlet_id, room_type_id, start_date, booking.slice(-10)],
      });
      await client.query({
        name: 'log',
        text: RAW_LOG,
        values: [tenant_id, booking, randomUUID(), hotel.outlet_id, JSON.stringify({ id: booking, start_date })],
      });
      await client.query('commit');
      return;
    } catch (error) {
      await client.query('rollback');
      if ((error as { code?: string }).code !== '55P03') throw error;
    }
  }
}

const RAW_BOOKING = `
  with g as (insert into guests.guests (tenant_id, id, outlet_id, name, email) values ($1, $4, $5, 'Bench Guest', 'guest@example.com')),
  b as (insert into reservations.bookings (tenant_id, id, outlet_id, confirmation_code, status, start_date, end_date, rooms, adults, children, guest_id, guest_name, total_minor, currency, booked_on)
    values ($1, $2, $5, $8, 'CONFIRMED', $7::date, $7::date + 3, 1, 1, 0, $4, 'Bench Guest', 36000, 'EUR', $7::date)),
  r as (insert into reservations.reservations (tenant_id, id, booking_id, outlet_id, room_type_id, status, start_date, end_date, adults, children, total_minor)
    values ($1, $3, $2, $5, $6, 'CONFIRMED', $7::date, $7::date + 3, 1, 0, 36000)),
  n as (insert into reservations.reservation_nights (tenant_id, reservation_id, date, room_type_id, price_minor, claim)
    select $1, $3, $7::date + i, $6, 12000, 'SOLD' from generate_series(0, 2) as i)
  update rooms.inventory_days set sold = sold + 1 where tenant_id = $1 and room_type_id = $6 and date >= $7::date and date < $7::date + 3`;

const RAW_LOG = `
  with e as (insert into platform.events (tenant_id, outlet_id, type, aggregate_type, aggregate_id, data, actor, occurred_at)
    select $1, $4, t, 'booking', $2, $5::jsonb, '{}', now() from unnest(array['reservation.created', 'inventory.changed']) as t)
  insert into platform.audit_entries (tenant_id, id, outlet_id, action, entity_type, entity_id, after, actor_kind, actor_id, actor_name, occurred_at)
  values ($1, $3, $4, 'reservations.book', 'booking', $2, $5::jsonb, 'user', $2, 'Bench', now())`;
