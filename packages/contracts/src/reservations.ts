import { Type } from 'typebox';
import { Body, CivilDate, Currency, Id, Instant, MinorUnits, Nullable, OneOf } from './envelope.ts';
import { NewGuest } from './guests.ts';
import { RESERVATION_STATUSES } from './lifecycles.ts';

/** Bookings and the reservations in them. */

export const BOOKING_SOURCES = ['DIRECT', 'WEB', 'GROUP', 'IMPORT'] as const;
export const MOST_ROOMS_PER_BOOKING = 50;
export const MOST_NIGHTS_PER_STAY = 400;

export const NewBooking = Body({
  room_type_id: Id,
  start_date: CivilDate,
  end_date: CivilDate,
  quantity: Type.Optional(
    Type.Integer({ minimum: 1, maximum: MOST_ROOMS_PER_BOOKING, default: 1, description: 'Rooms' }),
  ),
  guest: NewGuest,
  rate_plan_id: Type.Optional(Id),
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
  promotion_code: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
  override_restrictions: Type.Optional(
    Type.Boolean({
      default: false,
      description:
        'Sells in spite of restrictions; needs `reservations.override`. Never sells a room that is not there.',
    }),
  ),
});

export const BookingCancellation = Body({
  version: Type.Optional(Type.Integer({ minimum: 1 })),
  reason: Type.Optional(Type.String({ maxLength: 500 })),
});

const bookingFields = {
  id: Id,
  outlet_id: Id,
  status: OneOf(RESERVATION_STATUSES),
  confirmation_code: Type.String(),
  version: Type.Integer(),
  start_date: CivilDate,
  end_date: CivilDate,
  rooms: Type.Integer(),
  adults: Type.Integer(),
  children: Type.Integer(),
  guest_id: Nullable(Id),
  guest_name: Nullable(Type.String({ description: 'Null where the stay came without a name' })),
  total_minor: MinorUnits,
  currency: Currency,
  source: OneOf(BOOKING_SOURCES),
  booked_on: CivilDate,
  cancelled_on: Nullable(CivilDate),
  created_at: Instant,
};

export const BookingRow = Type.Object({
  ...bookingFields,
  room_types: Type.String({ description: 'The codes of the booked room types' }),
});

export const Reservation = Type.Object({
  id: Id,
  room_type_id: Id,
  room_id: Nullable(Id),
  status: OneOf(RESERVATION_STATUSES),
  start_date: CivilDate,
  end_date: CivilDate,
  adults: Type.Integer(),
  children: Type.Integer(),
  total_minor: MinorUnits,
  version: Type.Integer(),
  nights: Type.Array(
    Type.Object({
      date: CivilDate,
      price_minor: MinorUnits,
      tax_minor: Type.Integer({ description: 'What exclusive taxes and fees add' }),
    }),
  ),
});

export const Booking = Type.Object({
  ...bookingFields,
  guest: Nullable(
    Type.Object({ id: Id, name: Type.String(), email: Nullable(Type.String()), phone: Nullable(Type.String()) }),
  ),
  rate_plan_id: Nullable(Id),
  cancel_reason: Nullable(Type.String()),
  channel: Nullable(Type.String()),
  market_segment: Nullable(Type.String()),
  country: Nullable(Type.String()),
  meal_plan: Nullable(Type.String()),
  reservations: Type.Array(Reservation),
});
