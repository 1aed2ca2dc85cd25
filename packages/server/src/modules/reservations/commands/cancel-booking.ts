import type { BookingCancellation } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { expectVersion } from '../../../platform/errors.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import {
  demandPerNight,
  emitInventoryChanged,
  giveBackSold,
  lockNights,
  releaseHold,
  vacateAll,
} from '../../rooms/index.ts';
import type { LockedBooking } from '../queries.ts';
import { expectCancellable } from '../rules.ts';
import { chargeFee, type FeeWish } from '../stays/commands/charge-fee.ts';
import { feesOf } from '../stays/fees.ts';
import { lockStaysOfBooking, type LockedStay } from '../stays/queries.ts';

/** Cancels every room of a booking, gives its nights back and charges what that costs. Cancelling twice is cancelling once (R8). */
export async function cancelBooking(
  tx: Tx,
  booking: LockedBooking,
  { version, ...wish }: Static<typeof BookingCancellation>,
): Promise<void> {
  if (booking.status === 'CANCELLED') return;
  expectVersion(booking.version, version);
  const reason = wish.reason ?? null;
  const rooms = await lockStaysOfBooking(tx, booking.id);
  expectCancellable(rooms.map((room) => room.status));
  // The calendar is locked in its own order before the counters move, as a booking does, so the two cannot deadlock.
  const nights = demandPerNight(rooms.flatMap((room) => room.nights.filter((night) => night.claim !== null)));
  await lockNights(
    tx,
    [...nights.values()].map((night) => ({ ...night, units: 0 })),
  );
  for (const { hold_id } of rooms) if (hold_id) await releaseHold(tx, hold_id);
  await write(
    tx,
    booking,
    rooms.map((room) => room.id),
    reason,
  );
  const fee_minor = await chargeFees(tx, rooms, wish);
  const { id, outlet_id, confirmation_code, business_date } = booking;
  const data = {
    id,
    status: 'CANCELLED',
    confirmation_code,
    start_date: booking.start_date,
    end_date: booking.end_date,
    rooms: rooms.length,
    reason,
    fee_minor,
  };
  emit(tx, { type: 'reservation.cancelled', aggregate_type: 'booking', aggregate_id: id, outlet_id, data });
  for (const room_type_id of new Set([...nights.values()].map((night) => night.room_type_id))) {
    emitInventoryChanged(tx, { room_type_id, outlet_id, start_date: booking.start_date, end_date: booking.end_date });
  }
  audit(tx, {
    action: 'reservations.cancel',
    entity_type: 'booking',
    entity_id: id,
    outlet_id,
    before: { status: booking.status, version: booking.version },
    after: { status: 'CANCELLED', cancelled_on: business_date, reason, fee_minor, fee_waived: wish.waive_fee ?? false },
  });
}

/** What every room costs that was sold, each on its own account; returns the sum. */
async function chargeFees(tx: Tx, rooms: readonly LockedStay[], wish: FeeWish): Promise<number> {
  let fee_minor = 0;
  for (const room of rooms) {
    const { cancellation_minor: amount_minor } = feesOf(room, tx.now);
    fee_minor += await chargeFee(tx, room, { charge_code: 'CANCELLATION', amount_minor }, wish);
  }
  return fee_minor;
}

async function write(
  tx: Tx,
  booking: LockedBooking,
  reservation_ids: readonly string[],
  reason: string | null,
): Promise<void> {
  const now = tx.now.toISOString();
  await sql`
    with freed as (
      update reservations.reservation_nights n set claim = null
      from reservations.reservations r
      where r.tenant_id = ${tx.tenant_id} and r.booking_id = ${booking.id}
        and n.tenant_id = r.tenant_id and n.reservation_id = r.id and n.claim = 'SOLD'
      returning n.room_type_id, n.date
    ), given_back as (${giveBackSold('(select room_type_id, date, count(*)::int as units from freed group by room_type_id, date)')}),
    vacated as (${vacateAll(reservation_ids)}),
    closed as (
      update reservations.reservations
      set status = 'CANCELLED', room_id = null, hold_id = null, cancelled_on = ${booking.business_date}, cancel_reason = ${reason},
        version = version + 1, updated_at = ${now}
      where booking_id = ${booking.id} and status <> 'CANCELLED'
    )
    update reservations.bookings
    set status = 'CANCELLED', cancelled_on = ${booking.business_date}, cancel_reason = ${reason}, version = version + 1, updated_at = ${now}
    where id = ${booking.id}`.execute(tx.db);
}
