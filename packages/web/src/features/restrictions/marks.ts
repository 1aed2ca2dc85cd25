/** Which restrictions a cell of the grid shows. The server decides what refuses a stay; this says what stands there. */
import { RESTRICTION_RULES, type Restriction, type RestrictionRule } from '@hostelry/contracts/restrictions';
import type { Static } from 'typebox';

export type RestrictionRow = Static<typeof Restriction>;

/** What the grid is looking at: a row's type, and the chosen plan and channel; null stands for "all of them". */
export interface Scope {
  room_type_id: string | null;
  rate_plan_id: string | null;
  channel: string | null;
}

export interface Mark {
  rule: RestrictionRule;
  /** 0: lifted here, although a broader level restricts. */
  value: number;
  /** Set for exactly this scope; otherwise it comes from a broader one. */
  own: boolean;
}

const specificity = (row: Scope): number =>
  (row.rate_plan_id ? 4 : 0) + (row.room_type_id ? 2 : 0) + (row.channel ? 1 : 0);

/** The row that stands in the grid's first line: the house as a whole. */
export const HOUSE = 'house';

/** Restrictions by date, so that a cell looks at its own day only. */
export function byDate(rows: readonly RestrictionRow[]): Map<string, RestrictionRow[]> {
  const days = new Map<string, RestrictionRow[]>();
  for (const row of rows) days.set(row.date, [...(days.get(row.date) ?? []), row]);
  return days;
}

/** What counts for the scope on a date, rule by rule: the most specific row, like the server's own rules. */
export function marksOf(day: readonly RestrictionRow[] | undefined, scope: Scope): Mark[] {
  if (!day) return [];
  const applying = day.filter(
    (row) =>
      (row.room_type_id === null || row.room_type_id === scope.room_type_id) &&
      (row.rate_plan_id === null || row.rate_plan_id === scope.rate_plan_id) &&
      (row.channel === null || row.channel === scope.channel),
  );
  return RESTRICTION_RULES.flatMap((rule) => {
    const [counts] = applying
      .filter((row) => row.rule === rule)
      .sort((one, other) => specificity(other) - specificity(one));
    if (!counts) return [];
    const own = specificity(counts) === specificity(scope);
    return counts.value === 0 && !own ? [] : [{ rule, value: counts.value, own }];
  });
}
