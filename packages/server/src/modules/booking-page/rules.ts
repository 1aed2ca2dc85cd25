import type { CartExtra, Extra } from '@hostelry/contracts';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { addDays } from '../../platform/clock.ts';
import { badField } from '../../platform/errors.ts';
import { scaleHalfUp } from '../../platform/money.ts';

/** What a page promised about cancelling, frozen in the booking. */
export interface PageTerms {
  free_cancel_days: number;
  late_cancel_bp: number;
}

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

/** The last day on which cancelling is free. */
export function freeUntil(terms: PageTerms, start_date: string): string {
  return addDays(start_date, -terms.free_cancel_days);
}

/** What cancelling costs on a business day: nothing up to the last free day, then the agreed share of the stay. */
export function cancellationFee(
  terms: PageTerms,
  stay: { start_date: string; total_minor: number },
  business_date: string,
): number {
  return business_date <= freeUntil(terms, stay.start_date)
    ? 0
    : scaleHalfUp(stay.total_minor, terms.late_cancel_bp, 10_000);
}

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
