import type { OnlineCheckIn } from '@hostelry/contracts';
import { sql } from 'kysely';
import { nightsOf } from '../../../platform/clock.ts';
import { badField, DomainError, found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { openFolio, postCharge, refundToGuest } from '../../folios/index.ts';
import { changeGuest, findGuest } from '../../guests/index.ts';
import {
  addTrace,
  cancelBooking,
  changeStay,
  describeBooking,
  findBooking,
  lockBooking,
  lockStaysOfBooking,
  previewChange,
} from '../../reservations/index.ts';
import { cardPaymentsOf, showBooking } from '../my-booking.ts';
import { findExtra } from '../queries.ts';
import { chosenExtra } from '../rules.ts';
import { expectStock } from './keep-stock.ts';

interface Dates {
  start_date: string;
  end_date: string;
}

/** The one stay of a booking that its guest may change; several rooms are changed by the hotel. */
async function onlyStay(tx: Tx, booking_id: string) {
  const stays = (await lockStaysOfBooking(tx, booking_id)).filter(({ status }) => status !== 'CANCELLED');
  if (stays.length !== 1)
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'SEVERAL_ROOMS' },
      'The hotel changes bookings of several rooms for you.',
    );
  if (stays[0]!.status !== 'CONFIRMED')
    throw new DomainError('RULE_VIOLATION', { rule: 'NOT_CHANGEABLE' }, 'This stay cannot be changed any more.');
  return stays[0]!;
}

/** What other dates would cost, without changing anything. */
export async function priceOtherDates(tx: Tx, booking_id: string, dates: Dates) {
  const stay = await onlyStay(tx, booking_id);
  const { nights } = await previewChange(tx, stay, dates);
  const after_minor = nights.reduce((sum, night) => sum + night.price_minor + night.tax_minor, 0);
  const before_minor = stay.total_minor;
  return { before_minor, after_minor, difference_minor: after_minor - before_minor, currency: stay.currency };
}

/** Moves a stay to other dates at the price of its nights. */
export async function moveDates(tx: Tx, booking_id: string, dates: Dates): Promise<void> {
  await changeStay(tx, await onlyStay(tx, booking_id), dates);
}

/**
 * Cancels a booking for its guest. The fee is what the guest was shown, or nothing happens; what was paid by card beyond
 * it goes back (M6).
 */
export async function cancelForGuest(tx: Tx, booking_id: string, shown_fee_minor: number): Promise<void> {
  const locked = found(await lockBooking(tx, booking_id));
  if (locked.status === 'CANCELLED') return;
  const { cancellation, guest_name } = await showBooking(tx, booking_id);
  if (!cancellation.is_possible)
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'NOT_CANCELLABLE' },
      'This stay cannot be cancelled here any more.',
    );
  if (cancellation.fee_minor !== shown_fee_minor)
    throw new DomainError(
      'AMOUNT_MISMATCH',
      { fee_minor: cancellation.fee_minor },
      'The fee is another one by now; look again.',
    );
  const booking = found(await findBooking(tx, booking_id));
  // The page charges the fee that the guest was shown; the booking's own would come on top of it.
  await cancelBooking(tx, locked, { reason: 'By the guest, on the booking page', waive_fee: true });
  await sql`
    update booking_page.booked_extras set cancelled_at = ${tx.now} where booking_id = ${booking_id} and cancelled_at is null`.execute(
    tx.db,
  );
  if (cancellation.fee_minor > 0) {
    const folio = await openFolio(tx, {
      outlet_id: booking.outlet_id,
      kind: 'GUEST',
      name: guest_name ?? booking.confirmation_code,
      reservation_id: booking.reservations[0]!.id,
      booking_id,
      guest_id: booking.guest_id,
    });
    await postCharge(tx, {
      folio_id: folio.id,
      charge_code: 'CANCELLATION',
      amount_minor: cancellation.fee_minor,
      source: 'booking_page',
      source_key: `cancellation:${booking_id}`,
    });
  }
  let left_minor = cancellation.refund_minor;
  for (const payment of await cardPaymentsOf(tx, booking_id)) {
    const amount_minor = Math.min(left_minor, payment.left_minor);
    if (amount_minor === 0) break;
    const { folio_id, payment_id } = payment;
    await refundToGuest(tx, { folio_id, payment_id, amount_minor, reason: 'Cancelled by the guest' });
    left_minor -= amount_minor;
  }
}

/** Adds something to a stay that is booked; it goes on the bill. */
export async function addExtraForGuest(tx: Tx, booking_id: string, extra_id: string, quantity: number): Promise<void> {
  const locked = found(await lockBooking(tx, booking_id));
  const extra = await findExtra(tx, extra_id);
  if (!extra || !extra.is_active || extra.outlet_id !== locked.outlet_id) throw badField('extra_id', 'is not offered');
  if (locked.status !== 'CONFIRMED')
    throw new DomainError('RULE_VIOLATION', { rule: 'NOT_CHANGEABLE' }, 'This stay cannot be changed any more.');
  const booking = found(await findBooking(tx, booking_id));
  await expectStock(tx, extra, quantity, booking);
  const nights = nightsOf(booking.start_date, booking.end_date).length;
  const chosen = chosenExtra(extra, quantity, { nights, people: booking.adults + booking.children });
  const id = newId();
  await tx.db
    .insertInto('booking_page.booked_extras')
    .values({
      tenant_id: tx.tenant_id,
      id,
      outlet_id: booking.outlet_id,
      booking_id,
      ...chosen,
      start_date: booking.start_date,
      end_date: booking.end_date,
      created_at: tx.now.toISOString(),
    })
    .execute();
  audit(tx, {
    action: 'booking_page.add_to_booking',
    entity_type: 'booking',
    entity_id: booking_id,
    outlet_id: booking.outlet_id,
    after: { ...chosen },
  });
}

/** The guest fills in the registration card at home; the profile has it from then on, and the desk is told. */
export async function checkInOnline(tx: Tx, booking_id: string, card: OnlineCheckIn): Promise<void> {
  const locked = found(await lockBooking(tx, booking_id));
  if (locked.status !== 'CONFIRMED')
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'NOT_EXPECTED' },
      'Only a confirmed stay that is to come is checked in online.',
    );
  const { birth_date, nationality, document_type, document_number, address, arrival_time, preferences, signature } =
    card;
  if (birth_date >= locked.business_date) throw badField('birth_date', 'must be in the past');
  const details = { birth_date, nationality, document_type, document_number, address };
  const { rows } = await sql`
    insert into booking_page.check_ins (tenant_id, booking_id, outlet_id, details, signature, submitted_at)
    values (${tx.tenant_id}, ${booking_id}, ${locked.outlet_id}, ${JSON.stringify(details)}::jsonb, ${signature}, ${tx.now})
    on conflict do nothing returning booking_id`.execute(tx.db);
  if (rows.length === 0) throw new DomainError('DUPLICATE', undefined, 'You have checked in already.');
  const booking = found(await findBooking(tx, booking_id));
  const guest = booking.guest_id ? await findGuest(tx, booking.guest_id) : undefined;
  const known = new Set(preferences ?? []);
  if (guest)
    await changeGuest(tx, guest, {
      ...details,
      ...(known.size > 0 ? { preferences: [...new Set([...guest.preferences, ...known])] as never } : {}),
    });
  await describeBooking(tx, booking, { arrival_time });
  await addTrace(tx, booking, {
    date: booking.start_date,
    department: 'FRONT_DESK',
    text: `Checked in online${arrival_time ? `, arrives at ${arrival_time}` : ''}: the signed card is with the booking.`,
  });
}
