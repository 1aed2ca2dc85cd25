import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cancellationFee, freeUntil, noShowFee, type CancellationTerms } from './policies.ts';
import { bestPromotion, promotedPrices, type PromotionRule } from './promotions.ts';
import { changePrice, derivePrice, fullestRoom, occupancyPrice, roundTo, stayTotal } from './rules.ts';

describe('M1 a stay costs the exact sum of its nights', () => {
  it('for any whole prices', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000_000 })), (prices) => {
        expect(BigInt(stayTotal(prices))).toBe(prices.reduce((sum, price) => sum + BigInt(price), 0n));
      }),
    );
  });

  it('and refuses fractions', () => {
    expect(() => stayTotal([100, 99.5])).toThrow(RangeError);
  });
});

describe('R13 a derived price', () => {
  const price = fc.record({
    price_minor: fc.nat(1_000_000),
    single_minor: fc.option(fc.nat(1_000_000)),
    extra_adult_minor: fc.option(fc.nat(100_000)),
  });
  const formula = fc.oneof(
    fc.record({
      derivation: fc.constant('PERCENT' as const),
      derivation_value: fc.integer({ min: -10_000, max: 20_000 }),
      rounding_minor: fc.integer({ min: 1, max: 500 }),
    }),
    fc.record({
      derivation: fc.constant('AMOUNT' as const),
      derivation_value: fc.integer({ min: -100_000, max: 100_000 }),
      rounding_minor: fc.integer({ min: 1, max: 500 }),
    }),
  );

  it('is whole, never negative, a multiple of its rounding, and the same whenever it is asked', () => {
    fc.assert(
      fc.property(price, formula, (root, rule) => {
        const derived = derivePrice(root, rule);
        expect(derived).toEqual(derivePrice({ ...root }, { ...rule }));
        expect(Number.isSafeInteger(derived.price_minor) && derived.price_minor >= 0).toBe(true);
        expect(derived.price_minor % rule.rounding_minor).toBe(0);
      }),
    );
  });

  it('never falls when its root rises', () => {
    fc.assert(
      fc.property(price, fc.nat(100_000), formula, (root, more, rule) => {
        const dearer = { ...root, price_minor: root.price_minor + more };
        expect(derivePrice(dearer, rule).price_minor).toBeGreaterThanOrEqual(derivePrice(root, rule).price_minor);
      }),
    );
  });

  it.each([
    ['ten per cent off', 'PERCENT', -1_000, 1, 11_610],
    ['ten per cent off to whole euros', 'PERCENT', -1_000, 100, 11_600],
    ['eighteen euros more', 'AMOUNT', 1_800, 1, 14_700],
    ['more off than there is', 'AMOUNT', -99_999, 1, 0],
  ] as const)('%s', (_, derivation, derivation_value, rounding_minor, expected) => {
    const root = { price_minor: 12_900, single_minor: null, extra_adult_minor: 3_000 };
    expect(derivePrice(root, { derivation, derivation_value, rounding_minor }).price_minor).toBe(expected);
  });
});

describe('the price of a room by who sleeps in it', () => {
  const night = { price_minor: 12_900, single_minor: 10_900, extra_adult_minor: 3_000 };
  const bands = [
    { from_age: 0, to_age: 3, price_minor: 0 },
    { from_age: 4, to_age: 12, price_minor: 1_500 },
  ];
  it.each([
    ['two, who are included', 2, [], 12_900],
    ['one alone', 1, [], 10_900],
    ['a third adult', 3, [], 15_900],
    ['a baby', 2, [2], 12_900],
    ['a child of eight', 2, [8], 14_400],
    ['a child whose age nobody said pays the dearest band', 2, [null], 14_400],
    ['a child older than every band is an adult', 2, [15], 15_900],
    ['one alone with a child', 1, [8], 12_400],
  ])('%s', (_, adults, child_ages, expected) => {
    expect(occupancyPrice(night, { adults, child_ages }, 2, bands)).toBe(expected);
  });

  it('without bands children pay nothing', () => {
    expect(occupancyPrice(night, { adults: 2, child_ages: [8, null] }, 2, [])).toBe(12_900);
  });

  it('is that of the fullest room when a party is spread', () => {
    expect(fullestRoom({ rooms: 2, adults: 3, children: 3, child_ages: [4, 9] })).toEqual({
      adults: 2,
      child_ages: [9, 4],
    });
  });
});

describe('prices changed on the grid', () => {
  it.each([
    ['SET', 15_000, 1, 15_000],
    ['AMOUNT', -2_000, 1, 10_900],
    ['PERCENT', 1_550, 100, 14_900],
    ['PERCENT', -20_000, 1, 0],
    ['AMOUNT', -20_000, 1, 0],
  ] as const)('%s %i rounded to %i is %i', (change, value, rounding, expected) => {
    expect(changePrice(12_900, change, value, rounding)).toBe(expected);
  });

  it('rounds half up to the step', () => {
    expect([roundTo(149, 100), roundTo(150, 100), roundTo(-150, 100)]).toEqual([100, 200, -200]);
  });
});

const promotion = (more: Partial<PromotionRule>): PromotionRule => ({
  id: '1',
  code: null,
  name: 'P',
  kind: 'PERCENT',
  value: 1_000,
  min_nights: 1,
  book_from: null,
  book_to: null,
  stay_from: null,
  stay_to: null,
  rate_plan_id: null,
  usage_limit: null,
  used_count: 0,
  ...more,
});
const stay = {
  rate_plan_id: 'plan',
  booked_on: '2026-06-01',
  nights: ['2026-07-01', '2026-07-02', '2026-07-03', '2026-07-04'].map((date) => ({ date, price_minor: 10_000 })),
};

describe('promotions', () => {
  it('M7 take nothing below nothing and never make a night dearer', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('PERCENT' as const, 'AMOUNT' as const, 'FREE_NIGHT' as const),
        fc.integer({ min: 2, max: 10_000 }),
        fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 14 }),
        (kind, value, prices) => {
          const nights = prices.map((price_minor) => ({ date: '2026-07-01', price_minor }));
          promotedPrices(promotion({ kind, value }), nights).forEach((price, index) => {
            expect(price >= 0 && price <= prices[index]! && Number.isSafeInteger(price)).toBe(true);
          });
        },
      ),
    );
  });

  it('makes every fourth night free', () => {
    expect(promotedPrices(promotion({ kind: 'FREE_NIGHT', value: 4 }), stay.nights)).toEqual([
      10_000, 10_000, 10_000, 0,
    ]);
  });

  it('counts only nights of its season', () => {
    const summer = promotion({ stay_from: '2026-07-01', stay_to: '2026-07-02' });
    expect(promotedPrices(summer, stay.nights)).toEqual([9_000, 9_000, 10_000, 10_000]);
  });

  it.each([
    ['too short a stay', { min_nights: 5 }],
    ['booked too late', { book_to: '2026-05-31' }],
    ['arriving out of season', { stay_from: '2026-07-02' }],
    ['another plan', { rate_plan_id: 'other' }],
    ['used up', { usage_limit: 3, used_count: 3 }],
  ])('does not apply to %s', (_, more) => {
    expect(bestPromotion([promotion(more)], stay)).toBeNull();
  });

  it('the best of those that apply by themselves counts, and a code that was said goes before them', () => {
    const [ten, twenty, code] = [
      promotion({ id: 'a' }),
      promotion({ id: 'b', value: 2_000 }),
      promotion({ id: 'c', code: 'Hello' }),
    ];
    expect(bestPromotion([ten, twenty, code], stay)?.promotion.id).toBe('b');
    expect(bestPromotion([ten, twenty, code], stay, 'HELLO')?.promotion.id).toBe('c');
  });
});

describe('terms of cancellation', () => {
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
  const booked = { start_date: '2026-07-10', nightly_minor: [12_000, 10_000] };

  it('are free up to and with the hour of the property’s day, then cost what they say', () => {
    expect(freeUntil(terms, '2026-07-10')).toBe('2026-07-09T18:00');
    expect(cancellationFee(terms, booked, '2026-07-09T18:00')).toBe(0);
    expect(cancellationFee(terms, booked, '2026-07-09T18:01')).toBe(12_000);
    expect(noShowFee(terms, booked.nightly_minor)).toBe(17_600);
  });

  it('are never free where there is no day for it, and cost nothing where there are none', () => {
    const strict = { ...terms, free_until_days: null, late_charge: 'ALL' as const };
    expect(cancellationFee(strict, booked, '2026-01-01T00:00')).toBe(22_000);
    expect(cancellationFee(null, booked, '2026-07-09T18:01')).toBe(0);
    expect(noShowFee(null, booked.nightly_minor)).toBe(0);
  });
});
