import type { NewBooking } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { badField, DomainError, found, unknownReference } from '../../../platform/errors.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { findCompany } from '../../guests/index.ts';
import { claimPromotion, expectPriced, expectUnrestricted, priceType, type PricedStay } from '../../rates/index.ts';
import type { SaleTerms } from '../queries.ts';
import {
  expectBookableDates,
  expectParty,
  lotsOf,
  type DeskNotes,
  type DraftBooking,
  type RoomLot,
  type StayToBook,
} from '../rules.ts';
import { bookTogether } from './book-stays.ts';

type Wish = Static<typeof NewBooking>;

/** Rooms that are asked for, with the terms under which they are sold. */
export type SoldLot = RoomLot & { terms: SaleTerms };

/** Books rooms of one type for a guest under the terms of sale; the price is frozen night by night. */
export async function bookRooms(tx: Tx, terms: SaleTerms, input: Wish): Promise<DraftBooking> {
  return bookLots(
    tx,
    lotsOf(input).map((lot) => ({ ...lot, terms })),
    input,
  );
}

/** Books every lot as one booking, all of them or none (R4). With an hour at which it ends it is an option: held, not sold. */
export async function bookLots(tx: Tx, lots: readonly SoldLot[], input: Wish): Promise<DraftBooking> {
  const { outlet_id } = lots[0]!.terms;
  if (lots.some((lot) => lot.terms.outlet_id !== outlet_id)) throw badField('rooms', 'must be of one hotel');
  for (const lot of lots) expectOnSale(lot, input.override_restrictions ?? false);
  const desk = await deskNotes(tx, outlet_id, input);
  const priced = lots.map((lot) => ({ ...lot, price: priceFor(lot, input.promotion_code) }));
  for (const id of new Set(priced.flatMap(({ price }) => price.promotion?.id ?? []))) await claimPromotion(tx, id);
  const booking = await bookTogether(
    tx,
    priced.map((lot) => stayToBook(lot, input, desk)),
  );
  const restrictions = lots.flatMap((lot) => lot.terms.restrictions);
  if (input.override_restrictions && restrictions.length > 0)
    audit(tx, {
      action: 'reservations.override_restrictions',
      entity_type: 'booking',
      entity_id: booking.id,
      outlet_id,
      after: { restrictions },
    });
  return booking;
}

function expectOnSale({ terms, ...lot }: SoldLot, override: boolean): void {
  expectBookableDates(lot, terms.business_date);
  expectParty(lot, terms.max_occupancy);
  if (!terms.is_active)
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'NOT_ON_SALE', room_type_id: terms.room_type_id },
      'This room type is not on sale any more.',
    );
  if (lot.rate_plan_id && !terms.rate_plan_id) throw unknownReference('rate_plan_id');
  if (!override) expectUnrestricted({ ...lot, booked_on: terms.business_date }, terms.restrictions);
}

/** What one room costs the party, night by night; refuses where a night has no price, or the code does not count. */
function priceFor({ terms, ...lot }: SoldLot, promotion_code: string | undefined): PricedStay {
  const price = found(priceType(terms.facts, lot.room_type_id, lot.rate_plan_id, { ...lot, promotion_code }));
  expectPriced(price, promotion_code);
  return price;
}

async function deskNotes(tx: Tx, outlet_id: string, input: Wish): Promise<Omit<DeskNotes, 'guest_name'>> {
  const { company_id = null, option_expires_at = null } = input;
  const company = company_id ? await findCompany(tx, company_id) : undefined;
  if (company_id && company?.outlet_id !== outlet_id) throw unknownReference('company_id');
  if (option_expires_at && new Date(option_expires_at) <= tx.now)
    throw badField('option_expires_at', 'must be in the future');
  return {
    company_id,
    company_name: company?.name ?? null,
    notes: input.notes?.trim() ?? '',
    arrival_time: input.arrival_time ?? null,
    option_expires_at: option_expires_at && new Date(option_expires_at).toISOString(),
  };
}

function stayToBook(
  { terms, price, guest_name, child_ages: _ages, ...lot }: SoldLot & { price: PricedStay },
  input: Wish,
  desk: Omit<DeskNotes, 'guest_name'>,
): StayToBook {
  return {
    ...lot,
    outlet_id: terms.outlet_id,
    status: desk.option_expires_at ? 'OPTIONAL' : 'CONFIRMED',
    guest: { name: input.guest.name.trim(), email: input.guest.email ?? null, phone: input.guest.phone ?? null },
    rate_plan_id: price.rate_plan_id,
    nightly_prices_minor: price.nights.map((night) => night.price_minor),
    nightly_taxes_minor: price.nights.map((night) => night.tax_minor),
    cancellation_terms: price.cancellation_terms,
    guarantee: input.guarantee ?? price.guarantee,
    desk: { ...desk, guest_name },
    currency: terms.currency,
    source: input.source ?? 'DIRECT',
    external_key: null,
    channel: null,
    market_segment: null,
    country: null,
    meal_plan: price.meal_plan,
    booked_on: terms.business_date,
    cancelled_on: null,
  };
}
