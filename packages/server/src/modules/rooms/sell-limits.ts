import { addDays, daysBetween } from '../../platform/clock.ts';
import { DomainError } from '../../platform/errors.ts';

/** A decision to sell beyond the physical units, for a range of dates. */
export interface SellLimitRule {
  id: string;
  level: 'HOUSE' | 'CLASS' | 'TYPE';
  class_id: string | null;
  room_type_id: string | null;
  start_date: string;
  end_date: string;
  weekdays: readonly number[];
  kind: 'FLAT' | 'PERCENT';
  value: number;
}

/** A night of a type as far as sell limits care. */
export interface LimitedNight {
  room_type_id: string;
  class_id: string | null;
  date: string;
  physical: number;
  taken: number;
  sell_limit: number;
}

const RANK = { HOUSE: 0, CLASS: 1, TYPE: 2 } as const;
const A_MONDAY = '2024-01-01';

/** Monday is 1, Sunday 7; civil dates know no time zone (R16). */
export function weekdayOf(date: string): number {
  return (((daysBetween(A_MONDAY, date) % 7) + 7) % 7) + 1;
}

function applies(rule: SellLimitRule, night: LimitedNight): boolean {
  if (night.date < rule.start_date || night.date >= rule.end_date) return false;
  if (!rule.weekdays.includes(weekdayOf(night.date))) return false;
  if (rule.level === 'TYPE') return rule.room_type_id === night.room_type_id;
  return rule.level === 'HOUSE' || rule.class_id === night.class_id;
}

/** How many units a night may be sold beyond its physical ones: type over class over house, and of two equals the newer rule. */
export function sellLimitOf(night: LimitedNight, rules: readonly SellLimitRule[]): number {
  const [counts] = rules
    .filter((rule) => applies(rule, night))
    .sort((a, b) => RANK[b.level] - RANK[a.level] || (a.id < b.id ? 1 : -1));
  if (!counts) return 0;
  return counts.kind === 'FLAT' ? counts.value : Math.floor((night.physical * counts.value) / 100);
}

/** The nights whose limit changes, with the new one; refuses, naming the first night (R12), where more is taken already. */
export function changedLimits(
  nights: readonly LimitedNight[],
  rules: readonly SellLimitRule[],
): { room_type_id: string; date: string; sell_limit: number }[] {
  return nights.flatMap((night) => {
    const sell_limit = sellLimitOf(night, rules);
    if (sell_limit === night.sell_limit) return [];
    const { room_type_id, date, taken, physical } = night;
    if (taken > physical + sell_limit)
      throw new DomainError(
        'RULE_VIOLATION',
        { rule: 'UNITS_ALREADY_TAKEN', date, room_type_id, taken, most: physical + sell_limit },
        `On ${date} ${taken} units are taken already, so the limit cannot be ${physical + sell_limit}.`,
      );
    return [{ room_type_id, date, sell_limit }];
  });
}

/** The stretch that changed nights span, for listeners. */
export function stretchOf(dates: readonly string[]): { start_date: string; end_date: string } {
  const sorted = [...dates].sort();
  return { start_date: sorted[0]!, end_date: addDays(sorted.at(-1)!, 1) };
}
