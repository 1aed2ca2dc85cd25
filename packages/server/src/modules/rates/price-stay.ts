import type { Guarantee, MealPlan } from '@hostelry/contracts';
import { nightsOf } from '../../platform/clock.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Tx } from '../../platform/transaction.ts';
import { priceFactsOf, type PlanFacts, type PriceFacts, type PricedType } from './facts.ts';
import type { CancellationTerms } from './policies.ts';
import { bestPromotion } from './promotions.ts';
import { derivePrice, fullestRoom, occupancyPrice, stayTotal, type ChildPrice, type NightPrice } from './rules.ts';
import { sumTaxes, taxesOn, type TaxPart } from './taxes.ts';

export interface StayWish {
  start_date: string;
  end_date: string;
  rooms: number;
  adults: number;
  children: number;
  child_ages?: readonly number[] | undefined;
  promotion_code?: string | undefined;
  /** The day that decides about promotions; the outlet's business date unless said. */
  booked_on?: string | undefined;
}

/** Under what terms and at what price one room of a type is sold for a stay. */
export interface PricedStay {
  outlet_id: string;
  room_type_id: string;
  rate_plan_id: string | null;
  rate_plan_code: string | null;
  rate_plan_name: string | null;
  meal_plan: MealPlan | null;
  currency: string;
  business_date: string;
  max_occupancy: number;
  is_active: boolean;
  nights: { date: string; price_minor: number; tax_minor: number }[];
  taxes: TaxPart[];
  room_total_minor: number;
  /** What exclusive taxes and fees add. */
  tax_minor: number;
  total_minor: number;
  cancellation_terms: CancellationTerms | null;
  guarantee: Guarantee;
  deposit_minor: number;
  promotion: { id: string; code: string | null; name: string } | null;
  /** The first night for which the plan has no price; `expectPriced` refuses such a stay. */
  unpriced_on: string | null;
}

/**
 * Prices a stay in the named plan, or in the outlet's default plan; undefined where there is no such room type. A named
 * plan that is not on sale, and a type that no default plan prices, come back without a plan and at 0.
 */
export async function priceStay(
  tx: Tx,
  { room_type_id, rate_plan_id, ...wish }: StayWish & { room_type_id: string; rate_plan_id: string | null },
): Promise<PricedStay | undefined> {
  const [facts] = await priceFactsOf(tx, { of: { room_type_id }, ...wish });
  const type = facts?.room_types[0];
  if (!facts || !type) return undefined;
  const plan = facts.plans.find((one) => one.is_active && (rate_plan_id ? one.id === rate_plan_id : one.is_default));
  const priced = plan && priceInPlan(facts, type, plan, wish);
  // As before there were daily prices: what the default plan knows nothing of is sold at nothing.
  if (!priced || (!rate_plan_id && isUnknownTo(facts, plan))) return withoutPlan(facts, type, wish);
  return priced;
}

/** Refuses a stay that has a night without a price, and a code that nobody gave out. */
export function expectPriced(stay: PricedStay, promotion_code?: string): void {
  if (stay.unpriced_on) throw new DomainError('NO_PRICE', { date: stay.unpriced_on, rate_plan: stay.rate_plan_code });
  if (promotion_code && stay.promotion?.code?.toLowerCase() !== promotion_code.toLowerCase())
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'PROMOTION', fields: [{ field: 'promotion_code', message: 'does not apply to this stay' }] },
      'This promotion code does not apply to the stay.',
    );
}

/** Prices one type in one plan from the facts alone (R13). */
export function priceInPlan(facts: PriceFacts, type: PricedType, plan: PlanFacts, wish: StayWish): PricedStay {
  const party = fullestRoom(wish);
  const bands = bandsOf(facts, plan);
  const dates = nightsOf(wish.start_date, wish.end_date);
  const found = dates.map((date) => nightPriceIn(facts, plan, type.id, date));
  const quoted = dates.map((date, index) => ({
    date,
    price_minor: found[index] ? occupancyPrice(found[index], party, type.base_occupancy, bands) : 0,
  }));
  const booked_on = wish.booked_on ?? facts.business_date;
  const promoted = bestPromotion(offered(facts, wish.promotion_code), {
    rate_plan_id: plan.id,
    booked_on,
    nights: quoted,
  });
  const prices = promoted?.prices_minor ?? quoted.map(({ price_minor }) => price_minor);
  const unpriced = found.findIndex((price) => price === null);
  return {
    ...totals(facts, type, wish, prices),
    rate_plan_id: plan.id,
    rate_plan_code: plan.code,
    rate_plan_name: plan.name,
    meal_plan: plan.meal_plan,
    cancellation_terms: plan.cancellation_terms,
    guarantee: plan.guarantee,
    ...deposit(plan, facts, type, wish, prices),
    promotion: promoted && { id: promoted.promotion.id, code: promoted.promotion.code, name: promoted.promotion.name },
    unpriced_on: unpriced < 0 ? null : dates[unpriced]!,
  };
}
