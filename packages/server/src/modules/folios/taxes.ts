import type { PostedTax } from '@hostelry/contracts';
import { taxesOn, type TaxRule } from '../rates/index.ts';

/** A night that was sold: which of the stay it is, who sleeps there, and what it was sold with on top of its price. */
export interface SoldNight {
  /** From 0. */
  index: number;
  adults: number;
  children: number;
  tax_minor: number;
}

const OF_CATEGORY = { ROOM: 'ROOM', FOOD: 'FOOD', BEVERAGE: 'BEVERAGE', SERVICE: 'SERVICE' } as const;

/**
 * The taxes on a charge, by what its code counts as. Fixed amounts are taxes of nights, so only a night owes them. What a
 * night was sold with stays what it owes on top, also when the rules have changed since (R13).
 */
export function taxesOfCharge(
  rules: readonly TaxRule[],
  charge: { category: string; amount_minor: number; date: string; night?: SoldNight | undefined },
): PostedTax[] {
  const { amount_minor, date, night } = charge;
  const category = OF_CATEGORY[charge.category as keyof typeof OF_CATEGORY] ?? 'OTHER';
  const due = night ? rules : rules.filter((rule) => rule.kind === 'PERCENT');
  const taxable = { category, amount_minor, date };
  const { taxes } = taxesOn(
    due,
    night
      ? { ...taxable, night: night.index, adults: night.adults, child_ages: Array<null>(night.children).fill(null) }
      : taxable,
  );
  const parts = taxes
    .filter((part) => part.amount_minor !== 0)
    .map(({ code, name, amount_minor: minor, is_inclusive }) => ({ code, name, amount_minor: minor, is_inclusive }));
  if (!night) return parts;
  const on_top = parts.reduce((sum, part) => sum + (part.is_inclusive ? 0 : part.amount_minor), 0);
  if (on_top === night.tax_minor) return parts;
  const inside = parts.filter((part) => part.is_inclusive);
  return night.tax_minor === 0
    ? inside
    : [...inside, { code: 'TAX', name: 'Taxes and fees', amount_minor: night.tax_minor, is_inclusive: false }];
}
