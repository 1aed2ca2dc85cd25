import type { FolioKind, Ledger, PostedTax, Posting } from '@hostelry/contracts';
import { apportion } from '../../platform/money.ts';

export interface Rule {
  charge_codes: string[] | null;
  categories: string[] | null;
  start_date: string | null;
  end_date: string | null;
  to_folio_id: string;
  to_window: number;
}

/** Where a charge goes: the first rule that fits it, in the order in which they were made. */
export function routeOf(
  rules: readonly Rule[],
  { code, category }: { code: string; category: string },
  date: string,
): Rule | undefined {
  return rules.find(
    (rule) =>
      (rule.charge_codes === null || rule.charge_codes.includes(code)) &&
      (rule.categories === null || rule.categories.includes(category)) &&
      (rule.start_date === null || rule.start_date <= date) &&
      (rule.end_date === null || date < rule.end_date),
  );
}

/** In which ledger of the trial balance a folio's postings stand, unless they are deposits. */
export const ledgerOf = (kind: FolioKind): Ledger => (kind === 'COMPANY' ? 'CITY' : 'GUEST');

export interface Money {
  amount_minor: number;
  net_minor: number;
  tax_minor: number;
  taxes: PostedTax[];
}

/** The opposite of a posting, to the last tax (M11). */
export const opposite = ({ amount_minor, net_minor, tax_minor, taxes }: Money): Money => ({
  amount_minor: 0 - amount_minor,
  net_minor: 0 - net_minor,
  tax_minor: 0 - tax_minor,
  taxes: taxes.map((tax) => ({ ...tax, amount_minor: 0 - tax.amount_minor })),
});

/** Cuts a posting by weights; net and every tax are apportioned on their own, so each of them is conserved (M3, M5). */
export function cut({ net_minor, taxes }: Money, weights: readonly number[]): Money[] {
  const nets = apportion(net_minor, weights);
  const cuts = taxes.map((tax) => apportion(tax.amount_minor, weights));
  return weights.map((_, part) => {
    const own = taxes.map((tax, index) => ({ ...tax, amount_minor: cuts[index]![part]! }));
    const tax_minor = own.reduce((sum, tax) => sum + tax.amount_minor, 0);
    return { amount_minor: nets[part]! + tax_minor, net_minor: nets[part]!, tax_minor, taxes: own };
  });
}

/** The taxes of several postings, added up by code. */
export function sumTaxes(postings: readonly Pick<Posting, 'taxes'>[]): PostedTax[] {
  const sums = new Map<string, PostedTax>();
  for (const tax of postings.flatMap((posting) => posting.taxes)) {
    const known = sums.get(tax.code);
    if (known) known.amount_minor += tax.amount_minor;
    else sums.set(tax.code, { ...tax });
  }
  return [...sums.values()];
}
