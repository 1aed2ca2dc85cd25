import { ORDER_LINE_STATUSES } from '@hostelry/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion } from '../../platform/money.ts';
import type { OrderableItem } from '../menu/index.ts';
import { priceLines, rollUp, taxed, totalsOf } from './rules.ts';

const OUTLET = '01890000-0000-7000-8000-000000000001';
const price = fc.integer({ min: 0, max: 1_000_000 });
const rate = fc.integer({ min: 0, max: 10_000 });

const item = (over: Partial<OrderableItem> = {}): OrderableItem => ({
  id: 'item',
  outlet_id: OUTLET,
  name: 'Steak',
  price_minor: 1_000,
  station_id: null,
  is_available: true,
  tax_rate_bp: 1_300,
  is_tax_inclusive: true,
  groups: [],
  ...over,
});
const withSides = (max_choices: number, min_choices = 0) =>
  item({
    groups: [
      {
        id: 'g',
        name: 'Sides',
        min_choices,
        max_choices,
        modifiers: [
          { id: 'chips', name: 'Chips', price_minor: 300, is_available: true },
          { id: 'rice', name: 'Rice', price_minor: 250, is_available: false },
        ],
      },
    ],
  });

describe('M1 money is whole minor units', () => {
  it('gives integers for every price, rate and quantity', () => {
    fc.assert(
      fc.property(
        price,
        rate,
        fc.boolean(),
        fc.integer({ min: 1, max: 999 }),
        (price_minor, tax_rate_bp, is_tax_inclusive, quantity) => {
          const [line] = priceLines(
            [{ menu_item_id: 'item', quantity }],
            [item({ price_minor, tax_rate_bp, is_tax_inclusive })],
            OUTLET,
          );
          return [line!.net_minor, line!.tax_minor, line!.gross_minor].every(
            (amount) => Number.isSafeInteger(amount) && amount >= 0,
          );
        },
      ),
    );
  });

  it('refuses an amount that is not whole', () => {
    expect(() => taxed(10.5, 1_300, true)).toThrow(RangeError);
  });
});

describe('M2 unit price and modifiers, times the quantity, then the tax', () => {
  it('adds the modifiers to the unit before it multiplies', () => {
    const [line] = priceLines(
      [{ menu_item_id: 'item', quantity: 3, modifiers: ['chips', 'chips'] }],
      [withSides(2)],
      OUTLET,
    );
    expect(line).toMatchObject({
      unit_price_minor: 1_000,
      modifiers_minor: 600,
      gross_minor: 4_800,
      net_minor: 4_248,
      tax_minor: 552,
    });
  });

  it('taxes the line once instead of every unit, so rounding does not pile up', () => {
    const [line] = priceLines(
      [{ menu_item_id: 'item', quantity: 100 }],
      [item({ price_minor: 1, tax_rate_bp: 1_300, is_tax_inclusive: false })],
      OUTLET,
    );
    expect(line).toMatchObject({ net_minor: 100, tax_minor: 13, gross_minor: 113 });
  });
});

describe('M3 parts of an amount sum exactly', () => {
  it('shares any amount by any weights without losing or making a cent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 30 }),
        (amount, weights) => {
          const parts = apportion(amount, weights);
          const whole = weights.reduce((sum, weight) => sum + weight, 0);
          return (
            parts.reduce((sum, part) => sum + part, 0) === amount &&
            parts.every((part, index) => Math.abs(part - (amount * weights[index]!) / whole) < 1 + 1e-6)
          );
        },
      ),
    );
  });
});

describe('M4 net and tax make gross', () => {
  it('keeps an inclusive price as the gross, and an exclusive one as the net', () => {
    fc.assert(
      fc.property(price, rate, (amount, rate_bp) => {
        const inclusive = taxed(amount, rate_bp, true);
        const exclusive = taxed(amount, rate_bp, false);
        return (
          inclusive.gross_minor === amount &&
          inclusive.net_minor + inclusive.tax_minor === amount &&
          exclusive.net_minor === amount &&
          exclusive.net_minor + exclusive.tax_minor === exclusive.gross_minor
        );
      }),
    );
  });

  it('finds the net again from the gross it made, to within a cent', () => {
    fc.assert(
      fc.property(
        price,
        rate,
        (amount, rate_bp) =>
          Math.abs(taxed(taxed(amount, rate_bp, false).gross_minor, rate_bp, true).net_minor - amount) <= 1,
      ),
    );
  });

  it('adds up over the whole order, without what was voided', () => {
    const line = fc
      .record({
        amount: price,
        rate_bp: rate,
        is_inclusive: fc.boolean(),
        status: fc.constantFrom(...ORDER_LINE_STATUSES),
      })
      .map(({ amount, rate_bp, is_inclusive, status }) => ({ status, ...taxed(amount, rate_bp, is_inclusive) }));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const totals = totalsOf(lines);
        const counted = lines.filter(({ status }) => status !== 'VOIDED');
        return (
          totals.net_minor + totals.tax_minor === totals.total_minor &&
          totals.total_minor === counted.reduce((sum, { gross_minor }) => sum + gross_minor, 0)
        );
      }),
    );
  });

  it.each([
    [1_130, 1_300, 1_000, 130],
    [520, 2_300, 423, 97],
    [1, 1_300, 1, 0],
    [0, 2_300, 0, 0],
    [999, 0, 999, 0],
  ])('splits %i at %i bp into %i and %i', (gross, rate_bp, net_minor, tax_minor) => {
    expect(taxed(gross, rate_bp, true)).toEqual({ net_minor, tax_minor, gross_minor: gross });
  });
});

describe('what may be ordered', () => {
  const refusal = (act: () => unknown) => {
    try {
      act();
    } catch (error) {
      return error as { code: string; details: any; message: string };
    }
    throw new Error('nothing was refused');
  };

  it('names every line that is not available, also for a modifier that has run out', () => {
    const menu = [item({ id: 'gone', name: 'Clams', is_available: false }), withSides(2)];
    const error = refusal(() =>
      priceLines(
        [
          { menu_item_id: 'gone', quantity: 1 },
          { menu_item_id: 'item', quantity: 1 },
          { menu_item_id: 'item', quantity: 1, modifiers: ['rice'] },
        ],
        menu,
        OUTLET,
      ),
    );
    expect(error.code).toBe('ITEM_UNAVAILABLE');
    expect(error.details.lines.map((line: { index: number }) => line.index)).toEqual([0, 2]);
    expect(error.message).toContain('Clams');
  });

  it('knows nothing of another outlet’s menu', () => {
    const error = refusal(() =>
      priceLines([{ menu_item_id: 'item', quantity: 1 }], [item({ outlet_id: 'elsewhere' })], OUTLET),
    );
    expect(error).toMatchObject({
      code: 'REFERENCE_NOT_FOUND',
      details: { fields: [{ field: 'lines[0].menu_item_id' }] },
    });
  });

  it.each([
    [['chips', 'chips', 'chips'], 'needs 1 to 2'],
    [[], 'needs 1 to 2'],
    [['ketchup'], 'not offered'],
  ])('refuses the choice %j', (modifiers, message) => {
    const error = refusal(() =>
      priceLines([{ menu_item_id: 'item', quantity: 1, modifiers }], [withSides(2, 1)], OUTLET),
    );
    expect(error.code).toBe('RULE_VIOLATION');
    expect(error.details.fields[0]).toMatchObject({
      field: 'lines[0].modifiers',
      message: expect.stringContaining(message),
    });
  });
});

describe('an order rolls up from its lines', () => {
  const of = (...statuses: (typeof ORDER_LINE_STATUSES)[number][]) => rollUp(statuses.map((status) => ({ status })));

  it.each([
    ['PLACED', ['SENT', 'SENT']],
    ['PREPARING', ['SENT', 'PREPARING']],
    ['PREPARING', ['READY', 'SENT']],
    ['READY', ['READY', 'READY']],
    ['READY', ['READY', 'SERVED']],
    ['SERVED', ['SERVED', 'VOIDED']],
    ['PLACED', ['SERVED', 'SENT']],
    ['CANCELLED', ['VOIDED', 'VOIDED']],
  ] as const)('is %s with %j', (status, lines) => {
    expect(of(...lines)).toBe(status);
  });

  it('does not depend on the order of the lines', () => {
    const statuses = fc.array(fc.constantFrom(...ORDER_LINE_STATUSES), { minLength: 1 });
    fc.assert(
      fc.property(
        statuses.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => of(...all) === of(...shuffled),
      ),
    );
  });
});
