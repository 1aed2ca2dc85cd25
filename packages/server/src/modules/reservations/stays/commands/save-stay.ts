import type { EventType, ReservationStatus } from '@hostelry/contracts';
import { sql } from 'kysely';
import { DomainError } from '../../../../platform/errors.ts';
import { audit, emit, type Tx } from '../../../../platform/transaction.ts';
import {
  emitInventoryChanged,
  lockNights,
  moveCounters,
  nightKey,
  vacateRooms,
  type CounterMove,
} from '../../../rooms/index.ts';
import type { LockedNight, LockedStay } from '../queries.ts';
import { movesBetween, totalsOfNights } from '../rules.ts';

/** What a command changes in a stay's own row. */
export interface StayColumns {
  status?: ReservationStatus;
  room_type_id?: string;
  room_id?: string | null;
  rate_plan_id?: string | null;
  meal_plan?: string | null;
  /** As JSON text. */
  cancellation_terms?: string;
  hold_id?: string | null;
  is_room_locked?: boolean;
  start_date?: string;
  end_date?: string;
  adults?: number;
  children?: number;
  guest_name?: string;
  preferences?: string[];
  arrival_time?: string | null;
  departure_time?: string | null;
  checked_in_at?: string | null;
  checked_in_on?: string | null;
  checked_out_at?: string | null;
  checked_out_on?: string | null;
  cancelled_on?: string | null;
  cancel_reason?: string | null;
}

/** Writes what changed in a stay, and lets its booking follow. */
export async function saveStay(tx: Tx, stay: LockedStay, columns: StayColumns): Promise<void> {
  await updateStay(tx, stay, columns);
  await rollUpBooking(tx, stay.booking_id);
}

async function updateStay(
  tx: Tx,
  stay: LockedStay,
  columns: StayColumns & { total_minor?: number; tax_minor?: number; is_overbooked?: boolean },
) {
  const won = await tx.db
    .updateTable('reservations.reservations')
    .set({ ...columns, version: stay.version + 1, updated_at: tx.now.toISOString() })
    .where('id', '=', stay.id)
    .where('version', '=', stay.version)
    .executeTakeFirst();
  if (won.numUpdatedRows === 0n) throw new DomainError('STALE_VERSION', { expected: stay.version });
}

/** Nights that a stay takes without a unit for it, by `nightKey`: only where a channel sold what was not there (R14). */
type LostNights = ReadonlySet<string>;
const NONE: LostNights = new Set();

/**
 * Puts a stay on other nights: locks what is given back and what is taken together, in key order, refuses where a taken
 * night has no unit, and moves the counters by exactly the difference (R4, R5). Nights that are not claimed move nothing.
 */
export async function saveNights(
  tx: Tx,
  stay: LockedStay,
  after: readonly Omit<LockedNight, 'claim'>[],
  columns: StayColumns,
  claim: 'SOLD' | null = 'SOLD',
  lost: LostNights = NONE,
): Promise<void> {
  const nights = after.map((night) => ({ ...night, claim: lost.has(nightKey(night)) ? null : claim }));
  const moves = movesBetween(
    stay.nights.filter((night) => night.claim === 'SOLD'),
    nights.filter((night) => night.claim === 'SOLD'),
  );
  await lockNights(
    tx,
    moves.map(({ sold, ...night }) => ({ ...night, units: Math.max(0, sold!) })),
  );
  await writeNights(tx, stay.id, nights, moves);
  await updateStay(tx, stay, { ...columns, ...totalsOfNights(after), is_overbooked: lost.size > 0 });
  await rollUpBooking(tx, stay.booking_id);
  announceMoves(tx, stay.outlet_id, moves);
}

async function writeNights(
  tx: Tx,
  reservation_id: string,
  nights: readonly LockedNight[],
  moves: readonly CounterMove[],
): Promise<void> {
  await sql`
    with gone as (
      delete from reservations.reservation_nights
      where reservation_id = ${reservation_id} and date <> all(${nights.map((night) => night.date)}::date[])
    ), written as (
      insert into reservations.reservation_nights (tenant_id, reservation_id, date, room_type_id, price_minor, tax_minor, claim)
      select ${tx.tenant_id}, ${reservation_id}, n.date, n.room_type_id, n.price_minor, n.tax_minor, n.claim
      from unnest(${nights.map((night) => night.date)}::date[], ${nights.map((night) => night.room_type_id)}::uuid[],
                  ${nights.map((night) => night.price_minor)}::bigint[], ${nights.map((night) => night.tax_minor)}::bigint[],
                  ${nights.map((night) => night.claim)}::text[])
        as n(date, room_type_id, price_minor, tax_minor, claim)
      on conflict (tenant_id, reservation_id, date) do update
        set room_type_id = excluded.room_type_id, price_minor = excluded.price_minor, tax_minor = excluded.tax_minor, claim = excluded.claim
    )
    ${moveCounters(moves)}`.execute(tx.db);
}

/** Gives back what a stay still takes off the market from a date on, its rooms too; its nights stay on record (R8). */
export async function giveBackNights(tx: Tx, stay: LockedStay, from_date: string): Promise<void> {
  const claimed = stay.nights.filter((night) => night.claim === 'SOLD' && night.date >= from_date);
  const moves = movesBetween(claimed, []);
  await lockNights(
    tx,
    moves.map((night) => ({ ...night, units: 0 })),
  );
  await sql`
    with freed as (
      update reservations.reservation_nights set claim = null
      where reservation_id = ${stay.id} and date >= ${from_date}::date and claim is not null
    )
    ${moveCounters(moves)}`.execute(tx.db);
  await vacateRooms(tx, stay.id, from_date);
  announceMoves(tx, stay.outlet_id, moves);
}

/** Tells which stretch of which type's calendar moved. */
export function announceMoves(tx: Tx, outlet_id: string, moves: readonly CounterMove[]): void {
  for (const room_type_id of new Set(moves.map((move) => move.room_type_id))) {
    const dates = moves.filter((move) => move.room_type_id === room_type_id).map((move) => move.date);
    emitInventoryChanged(tx, { room_type_id, outlet_id, start_date: dates[0]!, end_date: dates.at(-1)! });
  }
}

/** A booking is what its rooms are: its status, dates, party and money follow from those that are not cancelled. */
export async function rollUpBooking(tx: Tx, booking_id: string): Promise<void> {
  await sql`
    with rooms as (
      select *, (status <> 'CANCELLED' or bool_and(status = 'CANCELLED') over ()) as counts
      from reservations.reservations where booking_id = ${booking_id}
    ), sums as (
      select count(*)::int as rooms, min(start_date) as start_date, max(end_date) as end_date, sum(adults)::int as adults,
        sum(children)::int as children, sum(total_minor) as total_minor, sum(tax_minor) as tax_minor, array_agg(status) as statuses,
        max(cancelled_on) as cancelled_on, bool_or(is_overbooked) as is_overbooked
      from rooms where counts
    )
    update reservations.bookings b set
      rooms = s.rooms, start_date = s.start_date, end_date = s.end_date, adults = s.adults, children = s.children,
      total_minor = s.total_minor, tax_minor = s.tax_minor, is_overbooked = s.is_overbooked,
      status = (select status from unnest(array['IN_HOUSE', 'CONFIRMED', 'OPTIONAL', 'WAITLISTED', 'INQUIRED', 'CHECKED_OUT', 'NO_SHOW', 'CANCELLED'])
                  with ordinality as o(status, rank) where status = any(s.statuses) order by rank limit 1),
      cancelled_on = case when s.statuses <@ array['CANCELLED'] then s.cancelled_on end,
      version = b.version + 1, updated_at = ${tx.now}
    from sums s where b.id = ${booking_id}`.execute(tx.db);
}

/** Tells everybody, and the audit log, what happened to a stay. */
export function announceStay(
  tx: Tx,
  stay: LockedStay,
  news: { type: EventType; action: string; before: object; after: object },
): void {
  const { booking_id: id, outlet_id, confirmation_code, guest_name } = stay;
  emit(tx, {
    type: news.type,
    aggregate_type: 'booking',
    aggregate_id: id,
    outlet_id,
    data: { id, reservation_id: stay.id, confirmation_code, guest_name, ...news.after },
  });
  audit(tx, {
    action: news.action,
    entity_type: 'reservation',
    entity_id: stay.id,
    outlet_id,
    before: news.before,
    after: news.after,
  });
}
