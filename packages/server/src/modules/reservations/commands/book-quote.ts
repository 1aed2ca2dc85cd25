import type { NewGuest } from '@hostelry/contracts';
import type { Static } from 'typebox';
import type { Tx } from '../../../platform/transaction.ts';
import { takeQuote, type QuoteDetails } from '../../offers/index.ts';
import type { DraftBooking, StayToBook } from '../rules.ts';
import { expectBookableDates } from '../rules.ts';
import { bookTogether } from './book-stays.ts';

/**
 * Books what was quoted at the prices and terms that were promised, whatever they are now; or says QUOTE_EXPIRED (R13).
 * All its stays are one booking. Rooms were not kept, so the house may have sold them meanwhile: SOLD_OUT.
 */
export async function bookQuote(
  tx: Tx,
  quote_id: string,
  business_date: string,
  guest: Static<typeof NewGuest>,
): Promise<DraftBooking> {
  const quote = await takeQuote(tx, quote_id);
  for (const stay of quote.stays) expectBookableDates(stay, business_date);
  const person = { name: guest.name.trim(), email: guest.email ?? null, phone: guest.phone ?? null };
  return bookTogether(
    tx,
    quote.stays.map((stay) => ({ ...stayOf(stay), guest: person, quote_id, booked_on: business_date })),
  );
}

function stayOf(stay: QuoteDetails['stays'][number]): Omit<StayToBook, 'guest' | 'quote_id' | 'booked_on'> {
  const { outlet_id, room_type_id, rate_plan_id, start_date, end_date, rooms, adults, children, currency } = stay;
  return {
    outlet_id,
    room_type_id,
    rate_plan_id,
    start_date,
    end_date,
    rooms,
    adults,
    children,
    currency,
    status: 'CONFIRMED',
    nightly_prices_minor: stay.nights.map((night) => night.price_minor),
    nightly_taxes_minor: stay.nights.map((night) => night.tax_minor),
    cancellation_terms: stay.cancellation_terms,
    guarantee: stay.guarantee,
    meal_plan: stay.meal_plan,
    source: 'DIRECT',
    external_key: null,
    channel: null,
    market_segment: null,
    country: null,
    cancelled_on: null,
  };
}
