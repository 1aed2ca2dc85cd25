import { nightsOf } from '../../../../platform/clock.ts';
import { badField, DomainError, expectVersion } from '../../../../platform/errors.ts';
import type { Tx } from '../../../../platform/transaction.ts';
import { releaseHold } from '../../../rooms/index.ts';
import type { LockedStay } from '../queries.ts';
import { expectStep } from '../rules.ts';
import { announceStay, giveBackNights, saveNights, saveStay } from './save-stay.ts';

/** Cancels one room of a booking and gives its nights back. Cancelling twice is cancelling once (R8). */
export async function cancelStay(
  tx: Tx,
  stay: LockedStay,
  { reason, version }: { reason?: string; version?: number },
): Promise<void> {
  if (stay.status === 'CANCELLED') return;
  expectVersion(stay.version, version);
  expectStep(stay, 'CANCELLED');
  await letGo(tx, stay);
  await saveStay(tx, stay, {
    status: 'CANCELLED',
    room_id: null,
    hold_id: null,
    cancelled_on: stay.business_date,
    cancel_reason: reason ?? null,
  });
  announceStay(tx, stay, {
    type: 'reservation.changed',
    action: 'reservations.cancel_room',
    before: { status: stay.status },
    after: { status: 'CANCELLED', reason: reason ?? null },
  });
}

/** A guest who was expected up to now has not come; the nights go back on sale. */
export async function markNoShow(tx: Tx, stay: LockedStay, { version }: { version?: number }): Promise<void> {
  if (stay.status === 'NO_SHOW') return;
  expectVersion(stay.version, version);
  expectStep(stay, 'NO_SHOW');
  if (stay.start_date > stay.business_date)
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'NOT_DUE', start_date: stay.start_date },
      'The guest is not expected before the day of arrival.',
    );
  await letGo(tx, stay);
  await saveStay(tx, stay, { status: 'NO_SHOW', room_id: null });
  announceStay(tx, stay, {
    type: 'reservation.no_show',
    action: 'reservations.no_show',
    before: { status: stay.status },
    after: { status: 'NO_SHOW', start_date: stay.start_date },
  });
}

/** Takes a cancellation or a no-show back: the stay must win its nights again, from the business date on. */
export async function reinstateStay(tx: Tx, stay: LockedStay, { version }: { version?: number }): Promise<void> {
  expectVersion(stay.version, version);
  if (stay.status !== 'CANCELLED' && stay.status !== 'NO_SHOW') expectStep(stay, 'CONFIRMED');
  const start_date = stay.start_date < stay.business_date ? stay.business_date : stay.start_date;
  if (start_date >= stay.end_date)
    throw new DomainError('STAY_IN_PAST', { end_date: stay.end_date, business_date: stay.business_date });
  const dates = new Set(nightsOf(start_date, stay.end_date));
  const nights = stay.nights.filter((night) => dates.has(night.date));
  if (nights.length !== dates.size) throw badField('id', 'has not kept its nights and must be booked anew');
  await saveNights(tx, stay, nights, { status: 'CONFIRMED', start_date, cancelled_on: null, cancel_reason: null });
  announceStay(tx, stay, {
    type: 'reservation.reinstated',
    action: 'reservations.reinstate',
    before: { status: stay.status },
    after: { status: 'CONFIRMED', start_date },
  });
}

/** Everything a stay takes off the market goes back: nights that are sold, a hold, rooms. */
export async function letGo(tx: Tx, stay: LockedStay): Promise<void> {
  if (stay.hold_id) await releaseHold(tx, stay.hold_id);
  await giveBackNights(tx, stay, stay.start_date);
}
