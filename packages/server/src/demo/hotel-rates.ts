import { addDays } from '../platform/clock.ts';
import { found } from '../platform/errors.ts';
import type { Tx } from '../platform/transaction.ts';
import { makeQuote } from '../modules/offers/index.ts';
import { addTerms, createRatePlan, findRatePlan, setDailyRates } from '../modules/rates/index.ts';

const HORIZON = 400;
/** Friday and Saturday. */
const WEEKEND = [5, 6];

interface PricedType {
  id: string;
  code: string;
  base_occupancy: number;
  price_minor: number;
}

/** The demo hotel's prices: a flexible plan and what follows from it, weekends, a summer, taxes, terms and a promotion. */
export async function priceRooms(
  tx: Tx,
  outlet: { id: string; business_date: string },
  types: readonly PricedType[],
): Promise<void> {
  const outlet_id = outlet.id;
  const { flexible, strict } = await addPolicies(tx, outlet_id);
  await addTaxes(tx, outlet_id);
  const { id: parent_plan_id } = await createRatePlan(tx, {
    outlet_id,
    code: 'FLEX',
    name: 'Flexible rate',
    is_default: true,
    cancellation_policy_id: flexible,
    guarantee: 'CARD',
    prices: types.map(({ id, base_occupancy, price_minor }) => ({
      room_type_id: id,
      price_minor,
      single_minor: base_occupancy > 1 ? price_minor - 2_000 : null,
      extra_adult_minor: 3_500,
    })),
    child_prices: [
      { from_age: 0, to_age: 3, price_minor: 0 },
      { from_age: 4, to_age: 12, price_minor: 1_500 },
    ],
  });
  await createRatePlan(tx, {
    outlet_id,
    code: 'SAVER',
    name: 'Non-refundable',
    parent_plan_id,
    derivation: 'PERCENT',
    derivation_value: -1_000,
    cancellation_policy_id: strict,
    guarantee: 'DEPOSIT',
    deposit_bp: 10_000,
  });
  await createRatePlan(tx, {
    outlet_id,
    code: 'FLEX-BB',
    name: 'Flexible with breakfast',
    parent_plan_id,
    derivation: 'AMOUNT',
    derivation_value: 1_800,
    meal_plan: 'BREAKFAST',
    cancellation_policy_id: flexible,
    guarantee: 'CARD',
  });
  const flex = found(await findRatePlan(tx, parent_plan_id));
  await setDailyRates(tx, flex, {
    rate_plan_id: flex.id,
    room_type_ids: types.map(({ id }) => id),
    start_date: outlet.business_date,
    end_date: addDays(outlet.business_date, HORIZON),
    weekdays: WEEKEND,
    change: 'PERCENT',
    value: 1_500,
    rounding_minor: 100,
  });
  await addTerms(tx, 'promotion', {
    outlet_id,
    code: 'LISBOA',
    name: 'Stay three, save 12 %',
    kind: 'PERCENT',
    value: 1_200,
    min_nights: 3,
    usage_limit: 200,
  } as { outlet_id: string });
}

/** A quote that waits for an answer, so that the list is not empty. */
export async function quoteRooms(
  tx: Tx,
  outlet: { id: string; business_date: string },
  room_type_id: string,
): Promise<void> {
  const start_date = addDays(outlet.business_date, 21);
  await makeQuote(tx, {
    outlet_id: outlet.id,
    guest_name: 'Margarida Lobo',
    guest_email: 'margarida.lobo@example.com',
    expires_in_minutes: 2 * 24 * 60,
    stays: [{ room_type_id, start_date, end_date: addDays(start_date, 4), adults: 2, promotion_code: 'LISBOA' }],
  });
}

async function addPolicies(tx: Tx, outlet_id: string): Promise<{ flexible: string; strict: string }> {
  const flexible = await addTerms(tx, 'cancellation_policy', {
    outlet_id,
    code: 'FLEX',
    name: 'Free until 18:00 the day before',
    free_until_days: 1,
    free_until_hour: 18,
    late_charge: 'FIRST_NIGHT',
    no_show_charge: 'FIRST_NIGHT',
  } as { outlet_id: string });
  const strict = await addTerms(tx, 'cancellation_policy', {
    outlet_id,
    code: 'STRICT',
    name: 'Not refundable',
    free_until_days: null,
    late_charge: 'ALL',
    no_show_charge: 'ALL',
  } as { outlet_id: string });
  return { flexible: flexible.id, strict: strict.id };
}

/** Lisbon's city tax, and the value-added tax at its three rates. */
async function addTaxes(tx: Tx, outlet_id: string): Promise<void> {
  const vat = (category: string, rate_bp: number) => ({
    outlet_id,
    code: 'VAT',
    name: `VAT ${rate_bp / 100} %`,
    category,
    kind: 'PERCENT',
    rate_bp,
    is_inclusive: true,
  });
  const rates = [
    ['ROOM', 600],
    ['FOOD', 1_300],
    ['BEVERAGE', 2_300],
    ['SERVICE', 2_300],
    ['OTHER', 2_300],
  ] as const;
  for (const [category, rate_bp] of rates) await addTerms(tx, 'tax', vat(category, rate_bp));
  await addTerms(tx, 'tax', {
    outlet_id,
    code: 'CITY',
    name: 'City tax',
    category: 'ROOM',
    kind: 'AMOUNT',
    amount_minor: 400,
    basis: 'PER_PERSON_NIGHT',
    is_inclusive: false,
    max_nights: 7,
    exempt_under_age: 13,
    sort_order: 1,
  } as { outlet_id: string });
}
