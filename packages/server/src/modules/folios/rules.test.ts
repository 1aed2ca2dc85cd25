import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TaxRule } from '../rates/index.ts';
import { taxesOfCharge } from './taxes.ts';
import { cut, opposite, routeOf, type Money, type Rule } from './rules.ts';

const money = fc
  .record({
    net: fc.integer({ min: -1e9, max: 1e9 }),
    tax: fc.array(fc.integer({ min: -1e8, max: 1e8 }), { maxLength: 4 }),
  })
  .map(({ net, tax }): Money => {
    const taxes = tax.map((amount_minor, index) => ({
      code: `T${index}`,
      name: 'Tax',
      amount_minor,
      is_inclusive: true,
    }));
    const tax_minor = tax.reduce((sum, each) => sum + each, 0);
    return { net_minor: net, tax_minor, amount_minor: net + tax_minor, taxes };
  });

const tax = (change: Partial<TaxRule>): TaxRule => ({
  id: 'id',
  code: 'VAT',
  name: 'VAT',
  category: 'ALL',
  kind: 'PERCENT',
  rate_bp: 600,
  amount_minor: 0,
  basis: 'PER_NIGHT',
  is_inclusive: true,
  is_compound: false,
  max_nights: null,
  exempt_under_age: 0,
  sort_order: 0,
  start_date: '2020-01-01',
  end_date: null,
  ...change,
});

describe('the taxes of a charge', () => {
  const vat = tax({});
  const food = tax({ id: 'food', code: 'FOOD_VAT', category: 'FOOD', rate_bp: 1_300, is_inclusive: false });
  const city = tax({
    id: 'city',
    code: 'CITY',
    category: 'ROOM',
    kind: 'AMOUNT',
    amount_minor: 400,
    basis: 'PER_PERSON_NIGHT',
    is_inclusive: false,
  });
  const codesOf = (parts: readonly { code: string; amount_minor: number }[]) =>
    parts.map(({ code, amount_minor }) => [code, amount_minor]);

  it('M4 are those inside and those on top of what it counts as; a fixed amount is of nights only', () => {
    const day = { amount_minor: 10_600, date: '2026-06-15' };
    expect(codesOf(taxesOfCharge([vat, food, city], { category: 'ROOM', ...day }))).toEqual([['VAT', 600]]);
    expect(codesOf(taxesOfCharge([vat, food, city], { category: 'FOOD', ...day }))).toEqual([
      ['VAT', 600],
      ['FOOD_VAT', 1_300],
    ]);
    const night = { index: 0, adults: 2, children: 0, tax_minor: 800 };
    expect(codesOf(taxesOfCharge([vat, food, city], { category: 'ROOM', ...day, night }))).toEqual([
      ['VAT', 600],
      ['CITY', 800],
    ]);
  });

  it('R13 of a night are on top what it was sold with, though the rules changed', () => {
    const night = { index: 0, adults: 2, children: 0, tax_minor: 500 };
    const parts = taxesOfCharge([vat, city], { category: 'ROOM', amount_minor: 10_600, date: '2026-06-15', night });
    expect(codesOf(parts)).toEqual([
      ['VAT', 600],
      ['TAX', 500],
    ]);
  });

  it('M4 any charge under any rules is net and the taxes inside it, and gross with those on top', () => {
    const anyRule = fc
      .record({
        rate_bp: fc.integer({ min: 0, max: 3_000 }),
        is_inclusive: fc.boolean(),
        category: fc.constantFrom('ALL' as const, 'FOOD' as const),
      })
      .map(tax);
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 4 }), fc.integer({ min: -1e8, max: 1e8 }), (some, amount_minor) => {
        const rules = some.map((rule, index) => ({ ...rule, id: String(index), code: `T${index}` }));
        const parts = taxesOfCharge(rules, { category: 'FOOD', amount_minor, date: '2026-06-15' });
        const sum = (inside: boolean) =>
          parts.reduce((total, part) => total + (part.is_inclusive === inside ? part.amount_minor : 0), 0);
        const net = amount_minor - sum(true);
        expect(net + sum(true) + sum(false)).toBe(amount_minor + sum(false));
        expect(Math.sign(net) === Math.sign(amount_minor) || net === 0).toBe(true);
        for (const part of parts) expect(Number.isSafeInteger(part.amount_minor)).toBe(true);
      }),
    );
  });
});

describe('the rules of folios', () => {
  it('M3 M5 any split conserves net, every tax and the total, and M4 each part is its net and taxes', () => {
    fc.assert(
      fc.property(
        money,
        fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 1, maxLength: 9 }),
        (whole, weights) => {
          const parts = cut(whole, weights);
          const sum = (of: (part: Money) => number) => parts.reduce((total, part) => total + of(part), 0);
          expect(sum((part) => part.net_minor)).toBe(whole.net_minor);
          expect(sum((part) => part.amount_minor)).toBe(whole.amount_minor);
          whole.taxes.forEach((tax, index) =>
            expect(sum((part) => part.taxes[index]!.amount_minor)).toBe(tax.amount_minor),
          );
          for (const part of parts) {
            expect(part.amount_minor).toBe(part.net_minor + part.tax_minor);
            expect(Number.isSafeInteger(part.amount_minor)).toBe(true);
          }
        },
      ),
    );
  });

  it('M11 a posting and its opposite cancel out to the last tax', () => {
    fc.assert(
      fc.property(money, (whole) => {
        const back = opposite(whole);
        expect(whole.amount_minor + back.amount_minor).toBe(0);
        expect(whole.net_minor + back.net_minor).toBe(0);
        whole.taxes.forEach((tax, index) => expect(tax.amount_minor + back.taxes[index]!.amount_minor).toBe(0));
      }),
    );
  });

  it('M1 refuses half a cent', () => {
    expect(() => cut({ net_minor: 0.5, amount_minor: 0.5, tax_minor: 0, taxes: [] }, [1, 1])).toThrow(RangeError);
  });

  it('routes a charge by the first rule that fits its code or category and its date', () => {
    const rule = (change: Partial<Rule>): Rule => ({
      charge_codes: null,
      categories: null,
      start_date: null,
      end_date: null,
      to_folio_id: 'any',
      to_window: 1,
      ...change,
    });
    const rules = [
      rule({ charge_codes: ['ROOM'], start_date: '2026-06-10', end_date: '2026-06-12', to_folio_id: 'room' }),
      rule({ charge_codes: ['SPA'], to_folio_id: 'spa' }),
    ];
    const to = (code: string, category: string, date: string, more: Rule[] = []) =>
      routeOf([...rules, ...more], { code, category }, date)?.to_folio_id;
    expect(to('ROOM', 'ROOM', '2026-06-11')).toBe('room');
    expect(to('ROOM', 'ROOM', '2026-06-12')).toBeUndefined();
    expect(to('SPA', 'SERVICE', '2026-06-12')).toBe('spa');
    expect(to('FOOD', 'FOOD', '2026-06-12', [rule({})])).toBe('any');
    const meals = rule({ categories: ['FOOD', 'BEVERAGE'], to_folio_id: 'meals' });
    expect([to('MINIBAR', 'BEVERAGE', '2026-06-12', [meals]), to('LAUNDRY', 'SERVICE', '2026-06-12', [meals])]).toEqual(
      ['meals', undefined],
    );
  });
});
