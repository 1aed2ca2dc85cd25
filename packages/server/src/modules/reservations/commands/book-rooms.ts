import type { NewBooking } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { DomainError, found, unknownReference } from '../../../platform/errors.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { claimPromotion, expectPriced, expectUnrestricted, priceType, type PricedStay } from '../../rates/index.ts';
import type { SaleTerms } from '../queries.ts';
import { expectBookableDates, expectParty, type DraftBooking } from '../rules.ts';
import { bookStays } from './book-stays.ts';

/** Books rooms of one type for a guest under the terms of sale; the price is frozen night by night. */
export async function bookRooms(tx: Tx, terms: SaleTerms, input: Static<typeof NewBooking>): Promise<DraftBooking> {
  const rooms = input.quantity ?? 1;
  const party = { rooms, adults: input.adults ?? rooms, children: input.children ?? 0 };
  expectBookableDates(input, terms.business_date);
  expectParty(party, terms.max_occupancy);
  if (!terms.is_active)
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'NOT_ON_SALE', room_type_id: terms.room_type_id },
      'This room type is not on sale any more.',
    );
  if (input.rate_plan_id && !terms.rate_plan_id) throw unknownReference('rate_plan_id');
  if (!input.override_restrictions)
    expectUnrestricted({ ...input, booked_on: terms.business_date }, terms.restrictions);
  const price = priceFor(terms, input, party);
  if (price.promotion) await claimPromotion(tx, price.promotion.id);
  const [booking] = await bookStays(tx, [
    {
      ...party,
      outlet_id: terms.outlet_id,
      room_type_id: terms.room_type_id,
      status: 'CONFIRMED',
      start_date: input.start_date,
      end_date: input.end_date,
      guest: { name: input.guest.name.trim(), email: input.guest.email ?? null, phone: input.guest.phone ?? null },
      rate_plan_id: price.rate_plan_id,
      nightly_prices_minor: price.nights.map((night) => night.price_minor),
      nightly_taxes_minor: price.nights.map((night) => night.tax_minor),
      cancellation_terms: price.cancellation_terms,
      guarantee: price.guarantee,
      currency: terms.currency,
      source: 'DIRECT',
      external_key: null,
      channel: null,
      market_segment: null,
      country: null,
      meal_plan: price.meal_plan,
      booked_on: terms.business_date,
      cancelled_on: null,
    },
  ]);
  if (input.override_restrictions && terms.restrictions.length > 0)
    audit(tx, {
      action: 'reservations.override_restrictions',
      entity_type: 'booking',
      entity_id: booking!.id,
      outlet_id: terms.outlet_id,
      after: { restrictions: terms.restrictions },
    });
  return booking!;
}

/** What one room costs the party, night by night; refuses where a night has no price, or the code does not count. */
function priceFor(
  terms: SaleTerms,
  { start_date, end_date, rate_plan_id, child_ages, promotion_code }: Static<typeof NewBooking>,
  party: { rooms: number; adults: number; children: number },
): PricedStay {
  const wish = { start_date, end_date, child_ages, promotion_code, ...party };
  const price = found(priceType(terms.facts, terms.room_type_id, rate_plan_id ?? null, wish));
  expectPriced(price, promotion_code);
  return price;
}
