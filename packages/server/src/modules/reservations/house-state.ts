import type { ReservationStatus } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/transaction.ts';
import { STAY_STRETCHES } from '../rooms/index.ts';

/** One room's stay with its booking's code and its guest, as a subquery for a higher module to join. */
export const STAY_CARDS = `(select r.id, r.booking_id, r.outlet_id, r.room_id, r.room_type_id, r.status, r.start_date, r.end_date, r.is_room_locked,
  coalesce(r.guest_id, b.guest_id) as guest_id, coalesce(r.guest_name, b.guest_name) as guest_name, b.confirmation_code
  from reservations.reservations r join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id)`;

/** Stays that take a room of a type, with the channel that sold them, as a subquery for a higher module. */
export const STAYS_OF_TYPE = `(select r.id, r.room_type_id, r.start_date, r.end_date, b.channel_id
  from reservations.reservations r join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id
  where r.status in ('CONFIRMED', 'IN_HOUSE'))`;

/** A stay that has to do with a room on a day. */
export interface StayOfTheDay {
  reservation_id: string;
  room_id: string;
  /** In the house; to arrive that day; or left that day. */
  status: 'IN_HOUSE' | 'CONFIRMED' | 'OPTIONAL' | 'CHECKED_OUT';
  guest_name: string | null;
  start_date: string;
  end_date: string;
  adults: number;
  children: number;
  arrival_time: string | null;
  departure_time: string | null;
  preferences: string[];
}

/** Who is in which room of a house on a day, who is to arrive into it, and who has left it, in one statement. */
export async function houseStateOf(tx: Tx, outlet_id: string, date: string): Promise<StayOfTheDay[]> {
  const { rows } = await sql<StayOfTheDay>`
    select r.id as reservation_id, r.room_id, r.status, coalesce(r.guest_name, b.guest_name) as guest_name, r.start_date, r.end_date,
      r.adults, r.children, to_char(r.arrival_time, 'HH24:MI') as arrival_time, to_char(r.departure_time, 'HH24:MI') as departure_time, r.preferences
    from reservations.reservations r
    join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id
    where r.outlet_id = ${outlet_id} and r.room_id is not null
      and (r.status = 'IN_HOUSE'
        or (r.status in ('CONFIRMED', 'OPTIONAL') and r.start_date = ${date}::date)
        or (r.status = 'CHECKED_OUT' and r.checked_out_on = ${date}::date))
    order by r.room_id, r.start_date, r.id`.execute(tx.db);
  return rows;
}

/** A stay with a room of its own on some nights. */
export interface StayInRoom {
  reservation_id: string;
  booking_id: string;
  confirmation_code: string;
  guest_name: string | null;
  status: ReservationStatus;
  start_date: string;
  end_date: string;
  is_room_locked: boolean;
}

/** The stays that sleep in a room on a night from `from` up to, and without, `to`. */
export async function staysInRoom(tx: Tx, room_id: string, from: string, to: string): Promise<StayInRoom[]> {
  const { rows } = await sql<StayInRoom>`
    select c.id as reservation_id, c.booking_id, c.confirmation_code, c.guest_name, c.status, c.start_date, c.end_date, c.is_room_locked
    from ${sql.raw(STAY_CARDS)} c
    where c.id in (select s.reservation_id from ${sql.raw(STAY_STRETCHES)} s
                   where s.room_id = ${room_id} and s.start_date < ${to}::date and s.end_date > ${from}::date)
    order by c.start_date, c.id`.execute(tx.db);
  return rows;
}

/** A stay by its id, as far as others need to know it. */
export async function findStayCard(tx: Tx, id: string): Promise<(StayInRoom & { outlet_id: string }) | undefined> {
  const { rows } = await sql<StayInRoom & { outlet_id: string }>`
    select c.id as reservation_id, c.booking_id, c.outlet_id, c.confirmation_code, c.guest_name, c.status, c.start_date, c.end_date, c.is_room_locked
    from ${sql.raw(STAY_CARDS)} c where c.id = ${id}`.execute(tx.db);
  return rows[0];
}
