import { sql } from 'kysely';
import { DomainError, expectVersion } from '../../../../platform/errors.ts';
import { audit, emit, type Tx } from '../../../../platform/transaction.ts';
import { releaseHold } from '../../../rooms/index.ts';
import type { LockedBooking } from '../../queries.ts';
import { lockStays, lockStaysOfBooking, type LockedStay } from '../queries.ts';
import { expectStep } from '../rules.ts';
import { letGo } from './end-stay.ts';
import { rollUpBooking, saveNights, saveStay } from './save-stay.ts';

/**
 * Turns an option, an inquiry or a waiting booking into a sale. The units that an option holds become sold ones in the
 * same transaction; where its time had run out, the rooms must still be there, else HOLD_EXPIRED (R9).
 */
export async function confirmBooking(tx: Tx, booking: LockedBooking, { version }: { version?: number }): Promise<void> {
  if (booking.status === 'CONFIRMED') return;
  expectVersion(booking.version, version);
  expectStep(booking, 'CONFIRMED');
  for (const stay of await lockStaysOfBooking(tx, booking.id)) if (stay.status !== 'CANCELLED') await sell(tx, stay);
  await sql`update reservations.bookings set option_expires_at = null where id = ${booking.id}`.execute(tx.db);
  await rollUpBooking(tx, booking.id);
  const data = { id: booking.id, status: 'CONFIRMED', confirmation_code: booking.confirmation_code };
  emit(tx, {
    type: 'reservation.confirmed',
    aggregate_type: 'booking',
    aggregate_id: booking.id,
    outlet_id: booking.outlet_id,
    data,
  });
  audit(tx, {
    action: 'reservations.confirm',
    entity_type: 'booking',
    entity_id: booking.id,
    outlet_id: booking.outlet_id,
    before: { status: booking.status },
    after: data,
  });
}

async function sell(tx: Tx, stay: LockedStay): Promise<void> {
  const held = stay.hold_id ? await releaseHold(tx, stay.hold_id) : true;
  try {
    await saveNights(tx, stay, stay.nights, { status: 'CONFIRMED', hold_id: null });
  } catch (error) {
    if (!held && error instanceof DomainError && error.code === 'SOLD_OUT')
      throw new DomainError('HOLD_EXPIRED', { ...error.details, option_expires_at: stay.option_expires_at });
    throw error;
  }
}

/** Cancels the options whose time has run out. Their rooms are free already (R9); this tidies the books. Returns how many stays. */
export async function expireOptions(tx: Tx): Promise<number> {
  const stays = await lockStays(
    tx,
    sql`r.status = 'OPTIONAL' and r.booking_id in (
      select id from reservations.bookings where status = 'OPTIONAL' and option_expires_at <= ${tx.now} order by option_expires_at limit 200)`,
  );
  for (const stay of stays) {
    await letGo(tx, stay);
    await saveStay(tx, stay, {
      status: 'CANCELLED',
      room_id: null,
      hold_id: null,
      cancelled_on: stay.business_date,
      cancel_reason: 'The option ran out',
    });
  }
  for (const stay of new Map(stays.map((one) => [one.booking_id, one])).values()) {
    const { booking_id: id, outlet_id, confirmation_code } = stay;
    const data = { id, confirmation_code, status: 'CANCELLED', option_expires_at: stay.option_expires_at };
    emit(tx, { type: 'reservation.option_expired', aggregate_type: 'booking', aggregate_id: id, outlet_id, data });
    audit(tx, { action: 'reservations.expire_option', entity_type: 'booking', entity_id: id, outlet_id, after: data });
  }
  return stays.length;
}
