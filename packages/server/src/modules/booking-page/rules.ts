import type { BookingPage, CartExtra, Extra } from '@hostelry/contracts';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { badField } from '../../platform/errors.ts';
import { scaleHalfUp } from '../../platform/money.ts';
import { cancellationFee, type CancellationTerms } from '../rates/index.ts';

/** How often an extra counts in a stay. */
export function timesOf(per: Extra['per'], stay: { nights: number; people: number }): number {
  switch (per) {
    case 'STAY':
      return 1;
    case 'NIGHT':
      return stay.nights;
    case 'PERSON':
      return stay.people;
    case 'PERSON_NIGHT':
      return scaleHalfUp(stay.people, stay.nights, 1);
  }
}

/** An extra in a cart: how many, and what that makes. */
export function chosenExtra(
  extra: Pick<Extra, 'id' | 'name' | 'charge_code' | 'per' | 'price_minor'>,
  quantity: number,
  stay: { nights: number; people: number },
): CartExtra {
  return {
    extra_id: extra.id,
    name: extra.name,
    charge_code: extra.charge_code,
    quantity,
    amount_minor: scaleHalfUp(scaleHalfUp(extra.price_minor, timesOf(extra.per, stay), 1), quantity, 1),
  };
}

/** What a card pays at once; never less than one minor unit of a stay that costs something. */
export function dueNow(total_minor: number, prepay_bp: number): number {
  return total_minor === 0 ? 0 : Math.max(1, scaleHalfUp(total_minor, prepay_bp, 10_000));
}

/** What a page promises about cancelling where the plan itself says nothing, in the words of a plan's own terms. */
export function pageTerms(page: Pick<BookingPage, 'free_cancel_days' | 'late_cancel_bp'>): CancellationTerms {
  return {
    code: 'PAGE',
    name: 'Booking page',
    free_until_days: page.free_cancel_days,
    free_until_hour: 23,
    late_charge: 'PERCENT',
    late_charge_bp: page.late_cancel_bp,
    no_show_charge: 'PERCENT',
    no_show_charge_bp: page.late_cancel_bp,
  };
}

/** The property's own wall clock, as `YYYY-MM-DDTHH:MM`. */
export function wallClock(timezone: string, instant: Date): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(instant).replace(' ', 'T');
}

/** What cancelling costs once it is not free any more. */
export const lateFee = (
  terms: CancellationTerms,
  stay: { start_date: string; nightly_minor: readonly number[] },
): number => cancellationFee(terms, stay, '9999-12-31T23:59');

/** A telephone number in the form that every network dials; refuses what is none. */
export function dialable(phone: string): string {
  const parsed = parsePhoneNumberFromString(phone);
  if (!parsed?.isValid())
    throw badField('guest.phone', 'must be a telephone number with its country code, such as +351…');
  return parsed.number;
}

/** What a file really is, by its first bytes; null where it is no picture that a browser may be given. */
export function pictureType(bytes: Buffer): 'image/jpeg' | 'image/png' | 'image/webp' | null {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png';
  if (bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP')
    return 'image/webp';
  return null;
}
