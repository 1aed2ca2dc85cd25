import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkStatus, payableId, settleWithCash, taxComponents } from './rules.ts';

const codeOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'accepted';
};

describe('cash over the counter', () => {
  it.each([
    [5_800, {}, { amount_minor: 5_800, tendered_minor: 5_800 }],
    [5_800, { tendered_minor: 10_000 }, { amount_minor: 5_800, tendered_minor: 10_000 }],
    [5_800, { amount_minor: 800 }, { amount_minor: 800, tendered_minor: 800 }],
    [5_800, { amount_minor: 800, tendered_minor: 1_000 }, { amount_minor: 800, tendered_minor: 1_000 }],
  ])('of %i due with %j settles %j', (due, asked, settled) => {
    expect(settleWithCash(due, asked)).toEqual(settled);
  });

  it.each([
    [0, {}, 'ORDER_SETTLED'],
    [100, { amount_minor: 101 }, 'AMOUNT_MISMATCH'],
    [100, { tendered_minor: 99 }, 'AMOUNT_MISMATCH'],
    [100, { amount_minor: 50, tendered_minor: 49 }, 'AMOUNT_MISMATCH'],
  ])('of %i due with %j is refused with %s', (due, asked, code) =>
    expect(codeOf(() => settleWithCash(due, asked))).toBe(code),
  );

  it('M6 never takes more than is due nor gives back more than was handed over', () => {
    const amount = fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: undefined });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), amount, amount, (due, amount_minor, tendered_minor) => {
        if (codeOf(() => settleWithCash(due, { amount_minor, tendered_minor })) !== 'accepted') return true;
        const settled = settleWithCash(due, { amount_minor, tendered_minor });
        return (
          settled.amount_minor <= due && settled.amount_minor > 0 && settled.tendered_minor >= settled.amount_minor
        );
      }),
    );
  });
});

describe('a bill', () => {
  it('is named by its order or by itself', () => {
    expect(payableId({ order_id: 'a' })).toBe('a');
    expect(payableId({ check_id: 'a' })).toBe('a');
    expect(codeOf(() => payableId({}))).toBe('BAD_INPUT');
    expect(codeOf(() => payableId({ order_id: 'a', check_id: 'b' }))).toBe('BAD_INPUT');
  });

  it.each([
    ['PLACED', 0, 100, 'OPEN'],
    ['SERVED', 40, 60, 'PARTIALLY_PAID'],
    ['COMPLETED', 100, 0, 'PAID'],
    ['CANCELLED', 0, 0, 'VOIDED'],
  ] as const)('of a %s order with %i paid and %i due is %s', (status, paid, due, expected) => {
    expect(checkStatus(status, paid, due)).toBe(expected);
  });

  it('M4 sums its taxes by rate without losing a cent', () => {
    const line = fc.record({
      status: fc.constantFrom('SENT' as const, 'SERVED' as const),
      tax_rate_bp: fc.constantFrom(600, 1_300, 2_300),
      is_tax_inclusive: fc.boolean(),
      net_minor: fc.nat(100_000),
      tax_minor: fc.nat(20_000),
    });
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const components = taxComponents(lines);
        const sum = (rows: readonly { tax_minor: number }[]) => rows.reduce((total, row) => total + row.tax_minor, 0);
        return sum(components) === sum(lines) && components.length <= 6;
      }),
    );
  });
});
