import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
