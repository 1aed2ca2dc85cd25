import { sql } from 'kysely';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { addGuests } from '../../guests/index.ts';
import {
  emitInventoryChanged,
  lockNights,
  moveCounters,
  nightKey,
  placeHold,
  type CounterMove,
} from '../../rooms/index.ts';
import {
  claimsOf,
  claimsRooms,
  draftBooking,
  joinDrafts,
  newConfirmationCode,
  type DraftBooking,
  type StayToBook,
} from '../rules.ts';
import { lockWinnable } from './lock-winnable.ts';

/** Nights that a stay takes without a unit for it, by `nightKey`: only where a channel sold what was not there (R14). */
type LostNights = ReadonlySet<string>;
const NONE: LostNights = new Set();

/**
 * Books stays: one from the API, hundreds from an import. All their nights are locked and counted first, then
 * everything is written in one statement, so either every room of every stay has all its nights or nothing
 * happened (R4), and the number of round trips does not grow with the number of stays.
 */
export async function bookStays(tx: Tx, stays: readonly StayToBook[]): Promise<DraftBooking[]> {
  return writeBookings(
    tx,
    stays.map((stay) => draftBooking(stay, newId, newConfirmationCode())),
  );
}

/** Books stays of several types, plans or dates as one booking of the first one's guest, all of them or none (R4). */
export async function bookTogether(tx: Tx, stays: readonly StayToBook[]): Promise<DraftBooking> {
  const booking = joinDrafts(stays.map((stay) => draftBooking(stay, newId, newConfirmationCode())));
  if (booking.status === 'OPTIONAL') await holdRooms(tx, booking);
  await writeBookings(tx, [booking]);
  return booking;
}

/** An option's rooms are held one by one, so that each can be cancelled or confirmed for itself. */
async function holdRooms(tx: Tx, { outlet_id, reservations, desk }: DraftBooking): Promise<void> {
  const inKeyOrder = reservations.toSorted((a, b) =>
    a.room_type_id === b.room_type_id
      ? a.start_date < b.start_date
        ? -1
        : 1
      : a.room_type_id < b.room_type_id
        ? -1
        : 1,
  );
  for (const room of inKeyOrder) {
    const { room_type_id, start_date, end_date } = room;
    const expires_at = desk?.option_expires_at ?? null;
    room.hold_id = await placeHold(tx, { outlet_id, room_type_id, start_date, end_date, units: 1, expires_at });
  }
}

async function writeBookings(tx: Tx, bookings: DraftBooking[]): Promise<DraftBooking[]> {
  const moves = claimsOf(bookings);
  // What a group's block keeps for it is not asked of the market, only locked.
  await lockNights(
    tx,
    moves.map(({ sold, blocked, ...night }) => ({ ...night, units: sold + blocked })),
  );
  await write(tx, bookings, moves);
  announce(tx, bookings);
  return bookings;
}

/**
 * Books one room that a channel has sold already, whether or not the house has it: each night that can be won is won,
 * and a night that cannot claims nothing, so that no counter ever lies (R1, R14).
 */
export async function bookSoldStay(tx: Tx, stay: StayToBook): Promise<DraftBooking & { is_overbooked: boolean }> {
  if (stay.rooms !== 1) throw new RangeError('a channel’s rooms are booked one by one');
  const booking = draftBooking(stay, newId, newConfirmationCode());
  const moves = claimsOf([booking]);
  const lost = await lockWinnable(tx, moves);
  await write(
    tx,
    [booking],
    moves.filter((move) => !lost.has(nightKey(move))),
    lost,
  );
  announce(tx, [booking]);
  return { ...booking, is_overbooked: lost.size > 0 };
}

async function write(
  tx: Tx,
  bookings: readonly DraftBooking[],
  moves: readonly CounterMove[],
  lost: LostNights = NONE,
): Promise<void> {
  const is_overbooked = lost.size > 0;
  const now = tx.now.toISOString();
  const reservations = bookings.flatMap(({ id, outlet_id, reservations: rooms }) =>
    rooms.map((room) => ({ booking_id: id, outlet_id, ...room })),
  );
  const nights = reservations.flatMap((room) =>
    room.nights.map((night) => ({
      reservation_id: room.id,
      room_type_id: room.room_type_id,
      claim: claimsRooms(room.status) && !lost.has(nightKey({ ...room, ...night })) ? 'SOLD' : null,
      ...night,
    })),
  );
  const guests = bookings.flatMap(({ guest, outlet_id }) => (guest ? [{ outlet_id, ...guest }] : []));
  await sql`
    with new_guests as (${addGuests(tx.tenant_id, guests, now)}),
    new_bookings as (
      insert into reservations.bookings (tenant_id, id, outlet_id, confirmation_code, status, start_date, end_date, rooms, adults, children,
        guest_id, guest_name, rate_plan_id, total_minor, tax_minor, cancellation_terms, guarantee, quote_id, currency, source, external_key,
        channel, market_segment, country, meal_plan, block_id, company_id, channel_id, is_overbooked, notes, option_expires_at, booked_on, cancelled_on,
        created_at, updated_at)
      select ${tx.tenant_id}, id, outlet_id, confirmation_code, status, start_date, end_date, rooms, adults, children,
        guest_id, guest_name, rate_plan_id, total_minor, tax_minor, cancellation_terms, guarantee, quote_id, currency, source, external_key,
        channel, market_segment, country, meal_plan, block_id, company_id, channel_id, ${is_overbooked}, notes, option_expires_at, booked_on, cancelled_on,
        ${now}, ${now}
      from json_populate_recordset(null::reservations.bookings, ${JSON.stringify(bookings.map(asRow))}::json)
    ), new_reservations as (
      insert into reservations.reservations (tenant_id, id, booking_id, outlet_id, room_type_id, status, start_date, end_date, adults, children,
        total_minor, tax_minor, rate_plan_id, meal_plan, cancellation_terms, guest_name, arrival_time, hold_id, is_overbooked,
        created_at, updated_at)
      select ${tx.tenant_id}, id, booking_id, outlet_id, room_type_id, status, start_date, end_date, adults, children,
        total_minor, tax_minor, rate_plan_id, meal_plan, cancellation_terms, guest_name, arrival_time, hold_id, ${is_overbooked},
        ${now}, ${now}
      from json_populate_recordset(null::reservations.reservations, ${JSON.stringify(reservations.map(({ nights: _nights, ...room }) => room))}::json)
    ), new_nights as (
      insert into reservations.reservation_nights (tenant_id, reservation_id, date, room_type_id, price_minor, tax_minor, claim)
      select ${tx.tenant_id}, n.* from unnest(
        ${nights.map((night) => night.reservation_id)}::uuid[], ${nights.map((night) => night.date)}::date[],
        ${nights.map((night) => night.room_type_id)}::uuid[], ${nights.map((night) => night.price_minor)}::bigint[],
        ${nights.map((night) => night.tax_minor)}::bigint[], ${nights.map((night) => night.claim)}::text[])
        as n(reservation_id, date, room_type_id, price_minor, tax_minor, claim)
    )
    ${moveCounters(moves)}`.execute(tx.db);
}

function asRow({ reservations: _rooms, guest, block, desk, ...booking }: DraftBooking) {
  return {
    ...booking,
    guarantee: booking.guarantee ?? 'NONE',
    block_id: block?.id ?? null,
    company_id: desk?.company_id ?? block?.company_id ?? null,
    notes: desk?.notes ?? '',
    option_expires_at: desk?.option_expires_at ?? null,
    guest_id: guest?.id ?? null,
    guest_name: guest?.name ?? null,
  };
}

/** A booking made here is news of its own; stays brought in from elsewhere are told as one batch, so that nobody is flooded. */
function announce(tx: Tx, bookings: readonly DraftBooking[]): void {
  for (const booking of bookings) if (booking.source !== 'IMPORT') announceBooking(tx, booking);
  const imported = bookings.filter((booking) => booking.source === 'IMPORT');
  if (imported.length > 0) announceImported(tx, imported);
  for (const change of changedStretches(bookings)) emitInventoryChanged(tx, change);
}

function announceBooking(tx: Tx, booking: DraftBooking): void {
  const { id, outlet_id, status, confirmation_code, start_date, end_date, rooms, total_minor, currency, guest } =
    booking;
  const data = {
    id,
    status,
    confirmation_code,
    start_date,
    end_date,
    rooms,
    guest_name: guest?.name ?? null,
    total_minor,
    currency,
  };
  emit(tx, { type: 'reservation.created', aggregate_type: 'booking', aggregate_id: id, outlet_id, data });
  audit(tx, { action: 'reservations.book', entity_type: 'booking', entity_id: id, outlet_id, after: data });
}

function announceImported(tx: Tx, bookings: readonly DraftBooking[]): void {
  const outlet_id = bookings[0]!.outlet_id;
  const data = { bookings: bookings.length, first_id: bookings[0]!.id, last_id: bookings.at(-1)!.id };
  emit(tx, { type: 'reservations.imported', aggregate_type: 'outlet', aggregate_id: outlet_id, outlet_id, data });
  audit(tx, { action: 'reservations.import', entity_type: 'outlet', entity_id: outlet_id, outlet_id, after: data });
}

/** Per room type, the stretch of the calendar in which counters moved. */
function changedStretches(bookings: readonly DraftBooking[]) {
  const stretches = new Map<
    string,
    { room_type_id: string; outlet_id: string; start_date: string; end_date: string }
  >();
  for (const { outlet_id, reservations } of bookings) {
    for (const { room_type_id, start_date, end_date, status } of reservations) {
      if (!claimsRooms(status)) continue;
      const known = stretches.get(room_type_id);
      if (!known) stretches.set(room_type_id, { room_type_id, outlet_id, start_date, end_date });
      else {
        if (start_date < known.start_date) known.start_date = start_date;
        if (end_date > known.end_date) known.end_date = end_date;
      }
    }
  }
  return stretches.values();
}
