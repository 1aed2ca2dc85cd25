import { describe, expect, it } from 'vitest';
import type { CancellationTerms } from '../../rates/index.ts';
import { feesOf } from './fees.ts';
import type { LockedStay } from './queries.ts';

const terms: CancellationTerms = {
  code: 'FLEX',
  name: 'Flexible',
  free_until_days: 1,
  free_until_hour: 18,
  late_charge: 'FIRST_NIGHT',
  late_charge_bp: 0,
  no_show_charge: 'PERCENT',
  no_show_charge_bp: 8_000,
};
const stay = (change: Partial<LockedStay> = {}) =>
  ({
    status: 'CONFIRMED',
    start_date: '2026-07-02',
    currency: 'EUR',
    timezone: 'Europe/Lisbon',
    cancellation_terms: terms,
    nights: [10_000, 12_345].map((price_minor, day) => ({ date: `2026-07-0${day + 2}`, price_minor })),
    ...change,
  }) as LockedStay;

describe('the fees of a stay', () => {
  it('R16 are free up to an hour on the property’s own clock, whatever the server’s', () => {
    expect(feesOf(stay(), new Date('2026-07-01T17:00:00Z'))).toEqual({
      currency: 'EUR',
      policy_name: 'Flexible',
      free_until: '2026-07-01T18:00',
      cancellation_minor: 0,
      no_show_minor: 17_876,
    });
    expect(feesOf(stay(), new Date('2026-07-01T17:01:00Z')).cancellation_minor).toBe(10_000);
    const inTokyo = stay({ timezone: 'Asia/Tokyo' });
    expect(feesOf(inTokyo, new Date('2026-07-01T09:01:00Z')).cancellation_minor).toBe(10_000);
  });

  it('are owed by confirmed stays only, and by nobody without terms', () => {
    const late = new Date('2026-07-02T00:00:00Z');
    for (const status of ['OPTIONAL', 'INQUIRED', 'CANCELLED', 'IN_HOUSE'] as const)
      expect(feesOf(stay({ status }), late)).toMatchObject({ cancellation_minor: 0, no_show_minor: 0 });
    expect(feesOf(stay({ cancellation_terms: null }), late)).toMatchObject({ cancellation_minor: 0, no_show_minor: 0 });
  });
});
