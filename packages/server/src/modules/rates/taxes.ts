import type { TaxCategory } from '@hostelry/contracts';
import { apportion, assertMinor, scaleHalfUp } from '../../platform/money.ts';

/** A tax or fee as the outlet keeps it. */
export interface TaxRule {
  id: string;
  code: string;
  name: string;
  category: TaxCategory;
  kind: 'PERCENT' | 'AMOUNT';
  rate_bp: number;
  amount_minor: number;
  basis: 'PER_NIGHT' | 'PER_PERSON_NIGHT' | 'PER_STAY';
  is_inclusive: boolean;
  is_compound: boolean;
  max_nights: number | null;
  exempt_under_age: number;
  sort_order: number;
  start_date: string;
  end_date: string | null;
}

/** Something that is charged: a night, a breakfast, a parking space. */
export interface Taxable {
  category: Exclude<TaxCategory, 'ALL'>;
  /** As quoted: inclusive taxes are in it. */
  amount_minor: number;
  date: string;
  /** Which night of the stay it is, from 0; decides taxes for a stay and those with a most of nights. */
  night?: number;
  adults?: number;
  /** Null where nobody said; such a child counts as old enough. */
  child_ages?: readonly (number | null)[];
}

export interface TaxPart {
  tax_id: string;
  code: string;
  name: string;
  amount_minor: number;
  is_inclusive: boolean;
}

/** A charge taken apart: `amount` = net + inclusive taxes, `gross` = amount + exclusive taxes (M4). */
export interface TaxedCharge {
  net_minor: number;
  gross_minor: number;
  taxes: TaxPart[];
}

/**
 * The taxes on a charge. Inclusive ones are taken out of the amount: fixed amounts first, then all percentages of the
 * one net that remains, apportioned by largest remainder so that the parts sum exactly (M3). Exclusive ones are
 * added in `sort_order`: a percentage is of the net, a compound one of the net and the exclusive taxes before it.
 */
export function taxesOn(rules: readonly TaxRule[], charge: Taxable): TaxedCharge {
  assertMinor(charge.amount_minor);
  const due = rules
    .filter((rule) => isDue(rule, charge))
    .sort((a, b) => a.sort_order - b.sort_order || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  const inclusive = takeOut(
    due.filter((rule) => rule.is_inclusive),
    charge,
  );
  const net_minor = charge.amount_minor - sum(inclusive);
  const exclusive = addOn(
    due.filter((rule) => !rule.is_inclusive),
    charge,
    net_minor,
  );
  return {
    net_minor,
    gross_minor: charge.amount_minor + sum(exclusive),
    taxes: [...inclusive, ...exclusive],
  };
}

function isDue(rule: TaxRule, { category, date, night = 0 }: Taxable): boolean {
  return (
    (rule.category === 'ALL' || rule.category === category) &&
    date >= rule.start_date &&
    (rule.end_date === null || date < rule.end_date) &&
    (rule.max_nights === null || night < rule.max_nights) &&
    (rule.basis !== 'PER_STAY' || rule.kind === 'PERCENT' || night === 0)
  );
}

/** How many times a fixed amount is due. */
function times(rule: TaxRule, { adults = 1, child_ages = [] }: Taxable): number {
  if (rule.basis !== 'PER_PERSON_NIGHT') return 1;
  return adults + child_ages.filter((age) => age === null || age >= rule.exempt_under_age).length;
}

function takeOut(rules: readonly TaxRule[], charge: Taxable): TaxPart[] {
  const sign = charge.amount_minor < 0 ? -1 : 1;
  let left = Math.abs(charge.amount_minor);
  const amounts = rules
    .filter((rule) => rule.kind === 'AMOUNT')
    .map((rule) => {
      const amount_minor = Math.min(left, rule.amount_minor * times(rule, charge));
      left -= amount_minor;
      return partOf(rule, sign * amount_minor);
    });
  const percents = rules.filter((rule) => rule.kind === 'PERCENT');
  const all_bp = percents.reduce((total, rule) => total + rule.rate_bp, 0);
  if (all_bp === 0) return [...amounts, ...percents.map((rule) => partOf(rule, 0))];
  const taxes_minor = left - scaleHalfUp(left, 10_000, 10_000 + all_bp);
  const parts = apportion(
    taxes_minor,
    percents.map((rule) => rule.rate_bp),
  );
  return [...amounts, ...percents.map((rule, index) => partOf(rule, sign * parts[index]!))];
}

function addOn(rules: readonly TaxRule[], charge: Taxable, net_minor: number): TaxPart[] {
  // Taking a charge back takes its fixed taxes back as well.
  const sign = charge.amount_minor < 0 ? -1 : 1;
  let before = 0;
  return rules.map((rule) => {
    const amount_minor =
      rule.kind === 'AMOUNT'
        ? sign * rule.amount_minor * times(rule, charge)
        : scaleHalfUp(rule.is_compound ? net_minor + before : net_minor, rule.rate_bp, 10_000);
    before += amount_minor;
    return partOf(rule, amount_minor);
  });
}

const partOf = ({ id, code, name, is_inclusive }: TaxRule, amount_minor: number): TaxPart => ({
  tax_id: id,
  code,
  name,
  // No minus zero: it would not survive JSON.
  amount_minor: assertMinor(amount_minor) || 0,
  is_inclusive,
});

const sum = (parts: readonly TaxPart[]): number => parts.reduce((total, part) => total + part.amount_minor, 0);

/** The parts of several charges, added up by tax, in the order in which they first appear. */
export function sumTaxes(parts: readonly TaxPart[]): TaxPart[] {
  const sums = new Map<string, TaxPart>();
  for (const part of parts) {
    const known = sums.get(part.tax_id);
    if (known) known.amount_minor += part.amount_minor;
    else sums.set(part.tax_id, { ...part });
  }
  return [...sums.values()];
}
