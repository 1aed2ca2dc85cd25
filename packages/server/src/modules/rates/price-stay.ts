import type { Guarantee, MealPlan } from '@hostelry/contracts';
import { nightsOf } from '../../platform/clock.ts';
import { DomainError } from '../../platform/errors.ts';
import { scaleHalfUp } from '../../platform/money.ts';
import type { Tx } from '../../platform/transaction.ts';
import { priceFactsOfType, type PlanFacts, type PriceFacts, type PricedType } from './facts.ts';
import type { CancellationTerms } from './policies.ts';
import { bestPromotion } from './promotions.ts';
import { derivePrice, fullestRoom, occupancyPrice, stayTotal, type NightPrice } from './rules.ts';
import { sumTaxes, taxesOn, type TaxPart } from './taxes.ts';

export interface PriceWish {
  start_date: string;
  end_date: string;
  rooms: number;
  adults: number;
  children: number;
  child_ages?: readonly number[] | undefined;
  promotion_code?: string | undefined;
  /** The day that decides about promotions; the outlet's business date unless said. */
  booked_on?: string | undefined;
  /** Nightly prices that were agreed, as with a group; they go before the plan's, and nothing is taken off them. */
  agreed?: ReadonlyMap<string, number> | undefined;
}

/** Under what terms, and at what price, one room of a type is sold for a stay. */
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

/** Prices a stay in one statement; undefined where the tenant has no such room type. */
export async function priceStay(
  tx: Tx,
  { room_type_id, rate_plan_id, ...wish }: PriceWish & { room_type_id: string; rate_plan_id: string | null },
): Promise<PricedStay | undefined> {
  const facts = await priceFactsOfType(tx, room_type_id, wish);
  return facts && priceType(facts, room_type_id, rate_plan_id, wish);
}

/**
 * Prices a type in the named plan, or in the outlet's default plan, from the facts alone. A named plan that is not on
 * sale, and a type that the default plan has no price for at all, come back without a plan and at 0.
 */
export function priceType(
  facts: PriceFacts,
  room_type_id: string,
  rate_plan_id: string | null,
  wish: PriceWish,
): PricedStay | undefined {
  const type = facts.room_types.find((one) => one.id === room_type_id);
  if (!type) return undefined;
  const plan = facts.plans.find((one) => one.is_active && (rate_plan_id ? one.id === rate_plan_id : one.is_default));
  const dates = nightsOf(wish.start_date, wish.end_date);
  const knows = plan && dates.some((date) => nightPriceIn(facts, plan, type.id, date));
  return plan && (rate_plan_id || knows || dates.length === 0)
    ? priceInPlan(facts, type, plan, wish)
    : priceAt(facts, type, null, wish, { prices_minor: dates.map((date) => wish.agreed?.get(date) ?? 0) });
}

/** Refuses a stay that has a night without a price, and a code that does not count for it. */
export function expectPriced(stay: PricedStay, promotion_code?: string): void {
  if (stay.unpriced_on) throw new DomainError('NO_PRICE', { date: stay.unpriced_on, rate_plan: stay.rate_plan_code });
  if (promotion_code && stay.promotion?.code?.toLowerCase() !== promotion_code.toLowerCase())
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'PROMOTION', fields: [{ field: 'promotion_code', message: 'does not apply to this stay' }] },
      'This promotion code does not apply to the stay.',
    );
}

/** What a type costs in one plan: night by night, for who sleeps there, under the best promotion, with its taxes. */
export function priceInPlan(facts: PriceFacts, type: PricedType, plan: PlanFacts, wish: PriceWish): PricedStay {
  const party = fullestRoom(wish);
  const bands = chainOf(facts, plan).find((one) => one.child_prices.length > 0)?.child_prices ?? [];
  const nights = nightsOf(wish.start_date, wish.end_date).map((date) => {
    const agreed = wish.agreed?.get(date);
    const price = nightPriceIn(facts, plan, type.id, date);
    const price_minor = agreed ?? (price ? occupancyPrice(price, party, type.base_occupancy, bands) : 0);
    return { date, price_minor, is_priced: agreed !== undefined || price !== null };
  });
  const unpriced_on = nights.find(({ is_priced }) => !is_priced)?.date ?? null;
  const booked_on = wish.booked_on ?? facts.business_date;
  const promoted = wish.agreed
    ? null
    : bestPromotion(facts.promotions, { rate_plan_id: plan.id, booked_on, nights }, wish.promotion_code);
  return priceAt(facts, type, plan, wish, {
    prices_minor: promoted?.prices_minor ?? nights.map((night) => night.price_minor),
    promotion: promoted?.promotion ?? null,
    unpriced_on,
  });
}

/** The plan's own price of a night, or the one that follows from the plans above it; null where there is none (R13). */
export function nightPriceIn(
  facts: Pick<PriceFacts, 'plans' | 'flat_prices' | 'daily_rates'>,
  plan: PlanFacts,
  room_type_id: string,
  date: string,
): NightPrice | null {
  const chain = chainOf(facts, plan);
  const root = chain.at(-1)!;
  const prices = pricesOf(facts);
  const price = prices.get(`${root.id} ${room_type_id} ${date}`) ?? prices.get(`${root.id} ${room_type_id}`);
  if (!price) return null;
  const { price_minor, single_minor, extra_adult_minor } = price;
  return chain
    .slice(0, -1)
    .reverse()
    .reduce<NightPrice>(
      (above, { derivation, derivation_value, rounding_minor }) =>
        derivePrice(above, { derivation: derivation!, derivation_value: derivation_value!, rounding_minor }),
      { price_minor, single_minor, extra_adult_minor },
    );
}

const indexes = new WeakMap<object, Map<string, NightPrice>>();

/** The facts' own prices by plan, type and date; without a date the flat ones. Made once for as long as the facts live. */
function pricesOf(facts: Pick<PriceFacts, 'flat_prices' | 'daily_rates'>): Map<string, NightPrice> {
  const known = indexes.get(facts);
  if (known) return known;
  const index = new Map<string, NightPrice>();
  for (const price of facts.flat_prices) index.set(`${price.rate_plan_id} ${price.room_type_id}`, price);
  for (const price of facts.daily_rates) index.set(`${price.rate_plan_id} ${price.room_type_id} ${price.date}`, price);
  indexes.set(facts, index);
  return index;
}

/** The plan, the one it is derived from, and so on up to the root; the database keeps it from being a circle. */
function chainOf({ plans }: Pick<PriceFacts, 'plans'>, plan: PlanFacts): PlanFacts[] {
  const chain = [plan];
  for (let above = plan.parent_plan_id; above; above = chain.at(-1)!.parent_plan_id)
    chain.push(plans.find((one) => one.id === above)!);
  return chain;
}

/** A stay at given nightly prices, with taxes and totals. */
function priceAt(
  facts: PriceFacts,
  type: PricedType,
  plan: PlanFacts | null,
  wish: PriceWish,
  price: { prices_minor: readonly number[]; promotion?: PricedStay['promotion']; unpriced_on?: string | null },
): PricedStay {
  const { adults, child_ages } = fullestRoom(wish);
  const taxed = nightsOf(wish.start_date, wish.end_date).map((date, night) => {
    const amount_minor = price.prices_minor[night]!;
    return {
      date,
      amount_minor,
      ...taxesOn(facts.taxes, { category: 'ROOM', amount_minor, date, night, adults, child_ages }),
    };
  });
  const nights = taxed.map(({ date, amount_minor, gross_minor }) => ({
    date,
    price_minor: amount_minor,
    tax_minor: gross_minor - amount_minor,
  }));
  const room_total_minor = stayTotal(nights.map((night) => night.price_minor));
  const tax_minor = stayTotal(nights.map((night) => night.tax_minor));
  const total_minor = room_total_minor + tax_minor;
  const promotion = price.promotion ?? null;
  return {
    outlet_id: facts.outlet_id,
    room_type_id: type.id,
    rate_plan_id: plan?.id ?? null,
    rate_plan_code: plan?.code ?? null,
    rate_plan_name: plan?.name ?? null,
    meal_plan: plan?.meal_plan ?? null,
    currency: facts.currency,
    business_date: facts.business_date,
    max_occupancy: type.max_occupancy,
    is_active: type.is_active,
    nights,
    taxes: sumTaxes(taxed.flatMap(({ taxes }) => taxes)),
    room_total_minor,
    tax_minor,
    total_minor,
    cancellation_terms: plan?.cancellation_terms ?? null,
    guarantee: plan?.guarantee ?? 'NONE',
    deposit_minor: plan?.guarantee === 'DEPOSIT' ? scaleHalfUp(total_minor, plan.deposit_bp, 10_000) : 0,
    promotion: promotion && { id: promotion.id, code: promotion.code, name: promotion.name },
    unpriced_on: price.unpriced_on ?? null,
  };
}
