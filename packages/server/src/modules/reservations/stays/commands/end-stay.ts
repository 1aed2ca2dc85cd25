import { nightsOf } from '../../../../platform/clock.ts';
import { badField, DomainError, expectVersion } from '../../../../platform/errors.ts';
import type { Tx } from '../../../../platform/transaction.ts';
import { releaseHold } from '../../../rooms/index.ts';
import { feesOf } from '../fees.ts';
import type { LockedStay } from '../queries.ts';
import { expectStep } from '../rules.ts';
import { chargeFee, takeFeesBack, type FeeWish } from './charge-fee.ts';
import { announceStay, giveBackNights, saveNights, saveStay } from './save-stay.ts';

/** Cancels one room of a booking, gives its nights back and charges what that costs. Cancelling twice is cancelling once (R8). */
export async function cancelStay(
  tx: Tx,
  stay: LockedStay,
  { version, ...wish }: FeeWish & { version?: number },
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
    cancel_reason: wish.reason ?? null,
  });
  const { cancellation_minor: amount_minor } = feesOf(stay, tx.now);
  const fee_minor = await chargeFee(tx, stay, { charge_code: 'CANCELLATION', amount_minor }, wish);
  announceStay(tx, stay, {
    type: 'reservation.changed',
    action: 'reservations.cancel_room',
    before: { status: stay.status },
    after: { status: 'CANCELLED', reason: wish.reason ?? null, fee_minor, waived_minor: amount_minor - fee_minor },
  });
}

/** A guest who was expected up to now has not come; the nights go back on sale, and what that costs is charged. */
export async function markNoShow(
  tx: Tx,
  stay: LockedStay,
  { version, ...wish }: FeeWish & { version?: number },
): Promise<void> {
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
  const { no_show_minor: amount_minor } = feesOf(stay, tx.now);
  const fee_minor = await chargeFee(tx, stay, { charge_code: 'NO_SHOW', amount_minor }, wish);
  announceStay(tx, stay, {
    type: 'reservation.no_show',
    action: 'reservations.no_show',
    before: { status: stay.status },
    after: { status: 'NO_SHOW', start_date: stay.start_date, fee_minor, waived_minor: amount_minor - fee_minor },
  });
}

/** Takes a cancellation or a no-show back, and its fee: the stay must win its nights again, from the business date on. */
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
  await takeFeesBack(tx, stay);
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
