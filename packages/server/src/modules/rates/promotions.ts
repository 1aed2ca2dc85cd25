import { scaleHalfUp } from '../../platform/money.ts';
import { stayTotal } from './rules.ts';

export interface PromotionRule {
  id: string;
  code: string | null;
  name: string;
  kind: 'PERCENT' | 'AMOUNT' | 'FREE_NIGHT';
  value: number;
  min_nights: number;
  book_from: string | null;
  book_to: string | null;
  stay_from: string | null;
  stay_to: string | null;
  rate_plan_id: string | null;
  usage_limit: number | null;
  used_count: number;
}

export interface PromotedStay {
  rate_plan_id: string | null;
  booked_on: string;
  nights: readonly { date: string; price_minor: number }[];
}

/** Whether a promotion is for this stay: its booking window, its arrival, its length, its plan, and some are left. */
export function promotionApplies(promotion: PromotionRule, stay: PromotedStay): boolean {
  const arrival = stay.nights[0]?.date ?? stay.booked_on;
  return (
    within(stay.booked_on, promotion.book_from, promotion.book_to) &&
    within(arrival, promotion.stay_from, promotion.stay_to) &&
    stay.nights.length >= promotion.min_nights &&
    (promotion.rate_plan_id === null || promotion.rate_plan_id === stay.rate_plan_id) &&
    (promotion.usage_limit === null || promotion.used_count < promotion.usage_limit)
  );
}

const within = (date: string, from: string | null, to: string | null): boolean =>
  (from === null || date >= from) && (to === null || date <= to);

/** The nightly prices under a promotion; none falls below nothing (M7). */
export function promotedPrices(promotion: PromotionRule, nights: PromotedStay['nights']): number[] {
  return nights.map(({ price_minor, date }, index) => {
    if (!within(date, promotion.stay_from, promotion.stay_to)) return price_minor;
    switch (promotion.kind) {
      case 'PERCENT':
        return price_minor - scaleHalfUp(price_minor, promotion.value, 10_000);
      case 'AMOUNT':
        return Math.max(0, price_minor - promotion.value);
      case 'FREE_NIGHT':
        return (index + 1) % promotion.value === 0 ? 0 : price_minor;
    }
  });
}

/**
 * The one promotion that saves the guest most; promotions are not added up. A code that was said goes before those
 * that apply by themselves, so that a guest with a voucher is never told that it does not count.
 */
export function bestPromotion(
  promotions: readonly PromotionRule[],
  stay: PromotedStay,
  code?: string,
): { promotion: PromotionRule; prices_minor: number[] } | null {
  const said = code && promotions.find((one) => one.code?.toLowerCase() === code.toLowerCase());
  if (said && promotionApplies(said, stay)) return { promotion: said, prices_minor: promotedPrices(said, stay.nights) };
  let best: { promotion: PromotionRule; prices_minor: number[] } | null = null;
  let least = stayTotal(stay.nights.map((night) => night.price_minor));
  for (const promotion of promotions) {
    if (promotion.code !== null || !promotionApplies(promotion, stay)) continue;
    const prices_minor = promotedPrices(promotion, stay.nights);
    const total = stayTotal(prices_minor);
    if (total < least) [best, least] = [{ promotion, prices_minor }, total];
  }
  return best;
}
