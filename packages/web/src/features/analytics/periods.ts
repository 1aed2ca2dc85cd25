const DAY_MS = 86_400_000;

/** A civil date moved by whole days. */
export const movedBy = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

export interface Period {
  from: string;
  to: string;
}

export type Comparison = 'none' | 'before' | 'year';

/** The period to compare with: the same length just before, or the same weekdays a year before. */
export function comparedWith({ from, to }: Period, comparison: Comparison): Period | null {
  if (comparison === 'none') return null;
  const length = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  const back = comparison === 'year' ? -364 : -length;
  return { from: movedBy(from, back), to: movedBy(to, back) };
}
