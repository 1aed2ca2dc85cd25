import type { PublicNight } from '@hostelry/contracts';
import type { LoggedEvent } from '../../platform/events/log.ts';

/** Months that were asked for a moment ago. Events drop them; the time limit is for holds, which run out without one. */
const KEPT_MS = 30_000;
const MOST_MONTHS = 500;
const months = new Map<string, { nights: PublicNight[]; until: number }>();

const keyOf = (outlet_id: string, month: string, adults: number) => `${outlet_id} ${month} ${adults}`;

export function rememberedMonth(
  outlet_id: string,
  month: string,
  adults: number,
  now: Date,
): PublicNight[] | undefined {
  const kept = months.get(keyOf(outlet_id, month, adults));
  return kept && kept.until > now.getTime() ? kept.nights : undefined;
}

export function rememberMonth(
  outlet_id: string,
  month: string,
  adults: number,
  now: Date,
  nights: PublicNight[],
): void {
  if (months.size >= MOST_MONTHS) months.clear();
  months.set(keyOf(outlet_id, month, adults), { nights, until: now.getTime() + KEPT_MS });
}

/** What was sold, closed or priced anew in a hotel makes its months stale. */
export function forgetMonths({ type, outlet_id }: LoggedEvent): void {
  if (!/^(inventory|rates|restrictions|business_day|reservations)\./.test(type) || !outlet_id) return;
  for (const key of months.keys()) if (key.startsWith(outlet_id)) months.delete(key);
}
