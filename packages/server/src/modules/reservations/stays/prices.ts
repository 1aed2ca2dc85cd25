import { found, unknownReference } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { expectPriced, expectUnrestricted, priceType, type CancellationTerms } from '../../rates/index.ts';
import { saleTermsOf } from '../queries.ts';
import { expectParty } from '../rules.ts';
import type { PricedNight, WantedStay } from './rules.ts';

/** What else is sold with the nights: what is eaten, and what giving them up costs. */
export interface StaySale {
  meal_plan: string | null;
  cancellation_terms: CancellationTerms | null;
}

/** Prices the nights of a stay as they would be sold now; refuses what may not be sold, unless that is overridden. */
export async function priceNights(
  tx: Tx,
  wanted: WantedStay,
  options: { override: boolean },
): Promise<StaySale & { outlet_id: string; rate_plan_id: string | null; nights: PricedNight[] }> {
  const terms = found(await saleTermsOf(tx, wanted.room_type_id, wanted.rate_plan_id, wanted));
  expectParty({ rooms: 1, adults: wanted.adults, children: wanted.children }, terms.max_occupancy);
  if (wanted.rate_plan_id && !terms.rate_plan_id) throw unknownReference('rate_plan_id');
  if (!options.override) expectUnrestricted({ ...wanted, booked_on: terms.business_date }, terms.restrictions);
  const price = found(priceType(terms.facts, wanted.room_type_id, wanted.rate_plan_id, { ...wanted, rooms: 1 }));
  expectPriced(price);
  const { rate_plan_id, meal_plan, cancellation_terms, nights } = price;
  return { outlet_id: terms.outlet_id, rate_plan_id, meal_plan, cancellation_terms, nights };
}
