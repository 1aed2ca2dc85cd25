import { nextStatuses, RESERVATION, type ReservationStatus, type Stay } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/transaction.ts';
import { OUTLET_TERMS } from '../../outlets/index.ts';
import type { CancellationTerms } from '../../rates/index.ts';
import { ROOM_CARDS, ROOM_TYPE_TERMS, STAY_STRETCHES } from '../../rooms/index.ts';

export interface LockedNight {
  date: string;
  room_type_id: string;
  price_minor: number;
  tax_minor: number;
  claim: 'SOLD' | 'HELD' | null;
}

/** A reservation as its commands see it, with what they need of its booking and its property. */
export interface LockedStay {
  id: string;
  booking_id: string;
  outlet_id: string;
  room_type_id: string;
  room_id: string | null;
  status: ReservationStatus;
  version: number;
  start_date: string;
  end_date: string;
  adults: number;
  children: number;
  guest_id: string | null;
  guest_name: string | null;
  rate_plan_id: string | null;
  hold_id: string | null;
  is_room_locked: boolean;
  is_overbooked: boolean;
  checked_in_on: string | null;
  checked_out_on: string | null;
  total_minor: number;
  tax_minor: number;
  confirmation_code: string;
  currency: string;
  company_id: string | null;
  cancellation_terms: CancellationTerms | null;
  option_expires_at: string | null;
  business_date: string;
  timezone: string;
  nights: LockedNight[];
}

const LOCKED_COLUMNS = `r.id, r.booking_id, r.outlet_id, r.room_type_id, r.room_id, r.status, r.version, r.start_date, r.end_date, r.adults,
  r.children, coalesce(r.guest_id, b.guest_id) as guest_id, coalesce(r.guest_name, b.guest_name) as guest_name,
  coalesce(r.rate_plan_id, b.rate_plan_id) as rate_plan_id, r.hold_id, r.is_room_locked, r.is_overbooked, r.checked_in_on, r.checked_out_on, r.total_minor,
  r.tax_minor, b.confirmation_code, b.currency, b.company_id, coalesce(r.cancellation_terms, b.cancellation_terms) as cancellation_terms, b.option_expires_at, o.business_date, o.timezone,
  coalesce((select json_agg(json_build_object('date', n.date, 'room_type_id', n.room_type_id, 'price_minor', n.price_minor,
      'tax_minor', n.tax_minor, 'claim', n.claim) order by n.date)
    from reservations.reservation_nights n where n.tenant_id = r.tenant_id and n.reservation_id = r.id), '[]') as nights`;

const LOCKED_FROM = `reservations.reservations r
  join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id
  join ${OUTLET_TERMS} o on o.id = r.outlet_id`;

/**
 * A stay, held against others who want to change it or its booking until the transaction ends. The booking is locked
 * first, as everybody does, and in a statement of its own, so that what is read after waiting is what was committed.
 */
export async function lockStay(tx: Tx, id: string): Promise<LockedStay | undefined> {
  const [stay] = await lockStays(tx, sql`r.id = ${id}`);
  return stay;
}

/** Every stay of a booking, locked like one. */
export async function lockStaysOfBooking(tx: Tx, booking_id: string): Promise<LockedStay[]> {
  return lockStays(tx, sql`r.booking_id = ${booking_id}`);
}

/** A stay as its commands would see it, for a preview that changes nothing. */
export async function readStay(tx: Tx, id: string): Promise<LockedStay | undefined> {
  const { rows } = await sql<LockedStay>`
    select ${sql.raw(LOCKED_COLUMNS)} from ${sql.raw(LOCKED_FROM)} where r.id = ${id}`.execute(tx.db);
  return rows[0];
}

/** The stays that a condition on `reservations r` chooses, locked in the order of their bookings. */
export async function lockStays(tx: Tx, which: ReturnType<typeof sql>): Promise<LockedStay[]> {
  await sql`
    select b.id from reservations.bookings b
    where b.id in (select r.booking_id from reservations.reservations r where ${which}) order by b.id for update`.execute(
    tx.db,
  );
  const { rows } = await sql<LockedStay>`
    select ${sql.raw(LOCKED_COLUMNS)} from ${sql.raw(LOCKED_FROM)}
    where ${which} order by r.id for update of r`.execute(tx.db);
  return rows;
}

/** A stay as the API shows it. */
export async function findStay(tx: Tx, id: string): Promise<Stay | undefined> {
  const [stay] = await showStays(tx, sql`r.id = ${id}`);
  return stay;
}

/** Every stay of a booking as the API shows it, in the order in which they were booked. */
export const staysOfBooking = (tx: Tx, booking_id: string): Promise<Stay[]> =>
  showStays(tx, sql`r.booking_id = ${booking_id}`);

async function showStays(tx: Tx, which: ReturnType<typeof sql>): Promise<Stay[]> {
  const { rows } = await sql<Omit<Stay, 'allowed'>>`
    select r.id, r.booking_id, r.outlet_id, b.confirmation_code, r.status, r.version, r.room_type_id, t.code as room_type_code,
      t.name as room_type_name, r.room_id, m.number as room_number, r.is_room_locked, r.start_date, r.end_date, r.adults, r.children,
      coalesce(r.guest_id, b.guest_id) as guest_id, coalesce(r.guest_name, b.guest_name) as guest_name,
      coalesce(r.rate_plan_id, b.rate_plan_id) as rate_plan_id, coalesce(r.meal_plan, b.meal_plan) as meal_plan, r.preferences,
      to_char(r.arrival_time, 'HH24:MI') as arrival_time, to_char(r.departure_time, 'HH24:MI') as departure_time,
      r.checked_in_at, r.checked_out_at, r.checked_in_on, r.checked_out_on, r.total_minor, r.tax_minor, b.currency,
      coalesce((select json_agg(json_build_object('date', n.date, 'room_type_id', n.room_type_id, 'price_minor', n.price_minor,
          'tax_minor', n.tax_minor) order by n.date)
        from reservations.reservation_nights n where n.tenant_id = r.tenant_id and n.reservation_id = r.id), '[]') as nights,
      coalesce((select json_agg(json_build_object('room_id', s.room_id, 'room_number', s.room_number, 'start_date', s.start_date,
          'end_date', s.end_date) order by s.start_date)
        from ${sql.raw(STAY_STRETCHES)} s where s.reservation_id = r.id), '[]') as rooms
    from reservations.reservations r
    join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id
    join ${sql.raw(ROOM_TYPE_TERMS)} t on t.id = r.room_type_id
    left join ${sql.raw(ROOM_CARDS)} m on m.id = r.room_id
    where ${which} order by r.id`.execute(tx.db);
  return rows.map((stay) => ({ ...stay, allowed: [...nextStatuses(RESERVATION, stay.status)] }));
}

/** The stay that a path means: a reservation's own id, or the id of a booking with one room that is not over. */
export async function staysMeantBy(tx: Tx, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from reservations.reservations where id = ${id}
    union all
    select id from reservations.reservations where booking_id = ${id}
    order by id`.execute(tx.db);
  return rows.map((row) => row.id);
}
