import type { StayFees } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { wallClockIn } from '../../../platform/clock.ts';
import { cancellationFee, freeUntil, noShowFee } from '../../rates/index.ts';
import type { LockedStay } from './queries.ts';

/** What cancelling a stay now, or not coming, costs under the terms it was booked under. Only a confirmed stay owes anything. */
export function feesOf(stay: LockedStay, now: Date): Static<typeof StayFees> {
  const { cancellation_terms: terms, start_date, currency } = stay;
  const nightly_minor = stay.nights.map((night) => night.price_minor);
  const local_now = wallClockIn(stay.timezone, now);
  const isDue = stay.status === 'CONFIRMED';
  return {
    currency,
    policy_name: terms?.name ?? null,
    free_until: terms && freeUntil(terms, start_date),
    cancellation_minor: isDue ? cancellationFee(terms, { start_date, nightly_minor }, local_now) : 0,
    no_show_minor: isDue ? noShowFee(terms, nightly_minor) : 0,
  };
}
