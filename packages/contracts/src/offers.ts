import { Type } from 'typebox';
import { Body, CivilDate, Currency, Id, Instant, MinorUnits, Nullable, OneOf } from './envelope.ts';
import { NewGuest } from './guests.ts';
import { CancellationTerms, GUARANTEES, MEAL_PLANS } from './rates.ts';

/** What can be sold for a stay, and at what price: search and quotes. */

const party = {
  rooms: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 1 })),
  adults: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1_000, description: 'In the whole party; one a room if left out' }),
  ),
  children: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000, default: 0 })),
  child_ages: Type.Optional(
    Type.Array(Type.Integer({ minimum: 0, maximum: 17 }), {
      maxItems: 100,
      description: 'Of children whose age is known',
    }),
  ),
};
const PromotionCode = Type.Optional(Type.String({ minLength: 1, maxLength: 20 }));

export const OfferSearch = Body({
  start_date: CivilDate,
  end_date: CivilDate,
  ...party,
  promotion_code: PromotionCode,
  outlet_ids: Type.Optional(
    Type.Array(Id, { minItems: 1, maxItems: 100, uniqueItems: true, description: 'All that you may see if left out' }),
  ),
});

const TaxLine = Type.Object({
  tax_id: Id,
  code: Type.String(),
  name: Type.String(),
  amount_minor: MinorUnits,
  is_inclusive: Type.Boolean(),
});

/** Prices are of one room; `stay_total_minor` is of all rooms. */
const priced = {
  outlet_id: Id,
  room_type_id: Id,
  rate_plan_id: Nullable(Id),
  rate_plan_code: Nullable(Type.String()),
  rate_plan_name: Nullable(Type.String()),
  meal_plan: Nullable(OneOf(MEAL_PLANS)),
  currency: Currency,
  max_occupancy: Type.Integer(),
  nights: Type.Array(Type.Object({ date: CivilDate, price_minor: MinorUnits, tax_minor: MinorUnits })),
  taxes: Type.Array(TaxLine),
  room_total_minor: MinorUnits,
  tax_minor: Type.Integer({ description: 'What exclusive taxes and fees add' }),
  total_minor: MinorUnits,
  stay_total_minor: MinorUnits,
  cancellation_terms: Nullable(CancellationTerms),
  guarantee: OneOf(GUARANTEES),
  deposit_minor: MinorUnits,
  promotion: Nullable(Type.Object({ id: Id, code: Nullable(Type.String()), name: Type.String() })),
};

export const OfferRefusal = Type.Object({
  rule: Type.String({ description: 'A restriction’s rule, SOLD_OUT, CLOSED, NOT_LOADED, OCCUPANCY or NO_PRICE' }),
  date: Nullable(CivilDate),
  value: Nullable(Type.Integer()),
});

export const Offer = Type.Object({
  ...priced,
  outlet_name: Type.String(),
  room_type_code: Type.String(),
  room_type_name: Type.String(),
  units_left: Type.Integer({ description: 'The least over the nights' }),
  is_sellable: Type.Boolean(),
  refusals: Type.Array(OfferRefusal, { description: 'Which rule on which night; empty where it can be sold' }),
});

const QuotedStay = Type.Object({
  ...priced,
  room_type_name: Type.String(),
  start_date: CivilDate,
  end_date: CivilDate,
  rooms: Type.Integer(),
  adults: Type.Integer(),
  children: Type.Integer(),
});

export const QUOTE_STATUSES = ['OPEN', 'BOOKED', 'EXPIRED'] as const;

const quoteFields = {
  id: Id,
  outlet_id: Id,
  code: Type.String(),
  status: OneOf(QUOTE_STATUSES),
  guest_name: Nullable(Type.String()),
  guest_email: Nullable(Type.String()),
  start_date: CivilDate,
  end_date: CivilDate,
  total_minor: MinorUnits,
  currency: Currency,
  expires_at: Instant,
  taken_at: Nullable(Instant),
  created_by_name: Type.String(),
  created_at: Instant,
};
export const QuoteRow = Type.Object(quoteFields);
export const Quote = Type.Object({ ...quoteFields, stays: Type.Array(QuotedStay) });

export const NewQuote = Body({
  outlet_id: Id,
  stays: Type.Array(
    Body({
      room_type_id: Id,
      rate_plan_id: Type.Optional(Id),
      start_date: CivilDate,
      end_date: CivilDate,
      ...party,
      promotion_code: PromotionCode,
    }),
    { minItems: 1, maxItems: 20 },
  ),
  guest_name: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
  guest_email: Type.Optional(Type.String({ format: 'email', maxLength: 200 })),
  expires_in_minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 43_200, default: 30 })),
});

export const QuoteBooking = Body({ guest: NewGuest });
