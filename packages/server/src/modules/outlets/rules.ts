import { badField, DomainError } from '../../platform/errors.ts';

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** Whether the name is an IANA time zone; bare offsets such as "+01:00" know no summer time and do not count. */
export function isTimezone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Refuses a place that no clock or no bank knows. */
export function expectRealPlace(place: { timezone?: string; currency?: string }): void {
  if (place.timezone !== undefined && !isTimezone(place.timezone))
    throw badField('timezone', 'is not a known IANA time zone, such as Europe/Lisbon');
  if (place.currency !== undefined && !CURRENCIES.has(place.currency))
    throw badField('currency', 'is not a known ISO 4217 currency, such as EUR');
}

/** Refuses another currency: prices, orders and takings of the outlet are amounts in the one it was opened with. */
export function expectSameCurrency(outlet: { currency: string }, currency: string = outlet.currency): void {
  if (currency === outlet.currency) return;
  const message = `stays ${outlet.currency}, the currency of its prices and takings; open another outlet for ${currency}`;
  throw new DomainError(
    'RULE_VIOLATION',
    { rule: 'CURRENCY_FIXED', fields: [{ field: 'currency', message }] },
    `The currency ${message}.`,
  );
}
