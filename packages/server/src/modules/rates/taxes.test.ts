import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumTaxes, taxesOn, type Taxable, type TaxRule } from './taxes.ts';

const rule = (more: Partial<TaxRule>): TaxRule => ({
  id: more.code ?? 'VAT',
  code: 'VAT',
  name: 'VAT',
  category: 'ROOM',
  kind: 'PERCENT',
  rate_bp: 600,
  amount_minor: 0,
  basis: 'PER_NIGHT',
  is_inclusive: true,
  is_compound: false,
  max_nights: null,
  exempt_under_age: 0,
  sort_order: 0,
  start_date: '2000-01-01',
  end_date: null,
  ...more,
});
const night = (more: Partial<Taxable> = {}): Taxable => ({
  category: 'ROOM',
  amount_minor: 10_600,
  date: '2026-06-15',
  ...more,
});
const cityTax = rule({
  code: 'CITY',
  kind: 'AMOUNT',
  amount_minor: 400,
  basis: 'PER_PERSON_NIGHT',
  is_inclusive: false,
  max_nights: 7,
  exempt_under_age: 13,
});

const anyRule = fc
  .record({
    id: fc.uuid(),
    code: fc.constantFrom('A', 'B', 'C', 'D'),
    kind: fc.constantFrom('PERCENT' as const, 'AMOUNT' as const),
    rate_bp: fc.integer({ min: 0, max: 100_000 }),
    amount_minor: fc.integer({ min: 0, max: 100_000 }),
    basis: fc.constantFrom('PER_NIGHT' as const, 'PER_PERSON_NIGHT' as const, 'PER_STAY' as const),
    is_inclusive: fc.boolean(),
    is_compound: fc.boolean(),
    sort_order: fc.integer({ min: 0, max: 3 }),
  })
  .map(rule);
const anyCharge = fc
  .record({
    amount_minor: fc.integer({ min: -10_000_000, max: 10_000_000 }),
    night: fc.nat(10),
    adults: fc.nat(5),
    child_ages: fc.array(fc.option(fc.nat(17))),
  })
  .map(night);

describe('M4 a charge and its taxes', () => {
  it('net + inclusive taxes = what was quoted, and that + exclusive taxes = gross, whatever the rules', () => {
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 6 }), anyCharge, (rules, charge) => {
        const { net_minor, gross_minor, taxes } = taxesOn(rules, charge);
        const sum = (inclusive: boolean) =>
          taxes.reduce((total, tax) => total + (tax.is_inclusive === inclusive ? tax.amount_minor : 0), 0);
        expect(net_minor + sum(true)).toBe(charge.amount_minor);
        expect(gross_minor).toBe(charge.amount_minor + sum(false));
        expect(taxes.every((tax) => Number.isSafeInteger(tax.amount_minor))).toBe(true);
      }),
    );
  });

  it('M3 several inclusive percentages share one net, and their parts sum exactly', () => {
    const { net_minor, taxes } = taxesOn(
      [rule({ code: 'A', rate_bp: 600 }), rule({ code: 'B', rate_bp: 700 })],
      night({ amount_minor: 10_001 }),
    );
    expect(net_minor).toBe(8_850);
    expect(taxes.map((tax) => tax.amount_minor)).toEqual([531, 620]);
  });

  it('taking a charge back takes back the same taxes', () => {
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 6 }), anyCharge, (rules, charge) => {
        fc.pre(charge.amount_minor !== 0);
        const there = taxesOn(rules, charge);
        const back = taxesOn(rules, { ...charge, amount_minor: -charge.amount_minor });
        expect(back.gross_minor + there.gross_minor).toBe(0);
        expect(back.net_minor + there.net_minor).toBe(0);
      }),
    );
  });
});

describe('which taxes are due', () => {
  it('those of the charge’s category and of all', () => {
    const rules = [rule({ code: 'R' }), rule({ code: 'F', category: 'FOOD' }), rule({ code: 'X', category: 'ALL' })];
    expect(taxesOn(rules, night({ category: 'FOOD' })).taxes.map((tax) => tax.code)).toEqual(['F', 'X']);
  });

  it('those in force on the day, up to and without the end', () => {
    const old = rule({ end_date: '2026-07-01', rate_bp: 600 });
    const next = rule({ start_date: '2026-07-01', rate_bp: 1_300 });
    expect(taxesOn([old, next], night({ date: '2026-06-30' })).net_minor).toBe(10_000);
    expect(taxesOn([old, next], night({ date: '2026-07-01', amount_minor: 11_300 })).net_minor).toBe(10_000);
  });

  it('an amount per person counts adults and children who are old enough, for as many nights as it says', () => {
    const of = (more: Partial<Taxable>) => taxesOn([cityTax], night(more)).taxes[0]?.amount_minor;
    expect(of({ adults: 2, child_ages: [12, 13] })).toBe(1_200);
    expect(of({ adults: 2, child_ages: [null] })).toBe(1_200);
    expect(of({ adults: 2, night: 6 })).toBe(800);
    expect(of({ adults: 2, night: 7 })).toBeUndefined();
  });

  it('an amount per stay is due on the first night', () => {
    const fee = rule({ kind: 'AMOUNT', amount_minor: 1_500, basis: 'PER_STAY', is_inclusive: false });
    expect(taxesOn([fee], night({ night: 0 })).gross_minor).toBe(12_100);
    expect(taxesOn([fee], night({ night: 1 })).gross_minor).toBe(10_600);
  });

  it('a compound percentage is of the net and the exclusive taxes before it', () => {
    const service = rule({ code: 'S', rate_bp: 1_000, is_inclusive: false, sort_order: 1 });
    const compound = rule({ code: 'V', rate_bp: 500, is_inclusive: false, is_compound: true, sort_order: 2 });
    expect(taxesOn([compound, service], night({ amount_minor: 10_000 })).taxes.map((tax) => tax.amount_minor)).toEqual([
      1_000, 550,
    ]);
  });

  it('adds up by tax over several nights', () => {
    const parts = [0, 1].flatMap((index) => taxesOn([cityTax], night({ adults: 1, night: index })).taxes);
    expect(sumTaxes(parts)).toEqual([expect.objectContaining({ code: 'CITY', amount_minor: 800 })]);
  });
});
