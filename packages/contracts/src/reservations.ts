import { Type } from 'typebox';
import { Body, CivilDate, Currency, Id, Instant, MinorUnits, Name, Nullable, OneOf, WallTime } from './envelope.ts';
import { NewGuest } from './guests.ts';
import { RESERVATION_STATUSES } from './lifecycles.ts';
import { CancellationTerms, GUARANTEES } from './rates.ts';

/** Bookings and the reservations in them. */

export const BOOKING_SOURCES = ['DIRECT', 'WALK_IN', 'WEB', 'CHANNEL', 'GROUP', 'IMPORT'] as const;
/** The sources that a person at the desk may name; the others are their modules' own. */
export const DESK_SOURCES = ['DIRECT', 'WALK_IN', 'WEB'] as const;
export const MOST_ROOMS_PER_BOOKING = 50;
export const MOST_NIGHTS_PER_STAY = 400;

/** One room of a booking of several: its own type, plan, dates and people. */
export const BookedRoom = Body({
  room_type_id: Id,
  rate_plan_id: Type.Optional(Id),
  start_date: Type.Optional(CivilDate),
  end_date: Type.Optional(CivilDate),
  adults: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'One if left out' })),
  children: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
  child_ages: Type.Optional(Type.Array(Type.Integer({ minimum: 0, maximum: 17 }), { maxItems: 20 })),
  guest_name: Type.Optional(Name),
});

export const NewBooking = Body({
  room_type_id: Type.Optional(Id),
  rooms: Type.Optional(
    Type.Array(BookedRoom, {
      minItems: 1,
      maxItems: MOST_ROOMS_PER_BOOKING,
      description:
        'Instead of room_type_id, quantity, adults and children; dates and plan are the booking’s unless a room says its own',
    }),
  ),
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
  company_id: Type.Optional(Id),
  guarantee: Type.Optional(OneOf(GUARANTEES)),
  notes: Type.Optional(Type.String({ maxLength: 2_000 })),
  arrival_time: Type.Optional(WallTime),
  source: Type.Optional(OneOf(DESK_SOURCES, { description: 'DIRECT if left out' })),
  option_expires_at: Type.Optional({
    ...Instant,
    description: 'Makes it an option: the rooms are held, not sold, until then',
  }),
  override_restrictions: Type.Optional(
    Type.Boolean({
      default: false,
      description:
        'Sells in spite of restrictions; needs `reservations.override`. Never sells a room that is not there.',
    }),
  ),
});

/** What is decided about the money of a stay that does not happen. */
export const feeChoices = {
  waive_fee: Type.Optional(Type.Boolean({ description: 'Charges no fee; needs a reason and `reservations.override`' })),
  refund_deposit: Type.Optional(
    Type.Boolean({
      description: 'Gives back what was paid before arrival, but for the fee; needs `payments.refund`',
    }),
  ),
};

export const BookingCancellation = Body({
  version: Type.Optional(Type.Integer({ minimum: 1 })),
  reason: Type.Optional(Type.String({ maxLength: 500 })),
  ...feeChoices,
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
  tax_minor: Type.Integer({ description: 'What exclusive taxes and fees add; in the total' }),
  source: OneOf(BOOKING_SOURCES),
  company_id: Nullable(Id),
  option_expires_at: Nullable(Instant),
  is_overbooked: Type.Boolean(),
  booked_on: CivilDate,
  cancelled_on: Nullable(CivilDate),
  created_at: Instant,
};

export const BookingRow = Type.Object({
  ...bookingFields,
  company_name: Nullable(Type.String()),
  room_types: Type.String({ description: 'The codes of the booked room types' }),
});

export const Reservation = Type.Object({
  id: Id,
  room_type_id: Id,
  room_type_code: Type.String(),
  room_id: Nullable(Id),
  room_number: Nullable(Type.String()),
  rate_plan_id: Nullable(Id),
  rate_plan_code: Nullable(Type.String()),
  guest_name: Nullable(Type.String({ description: 'Who sleeps in it, where that is not the guest of the booking' })),
  arrival_time: Nullable(Type.String()),
  status: OneOf(RESERVATION_STATUSES),
  start_date: CivilDate,
  end_date: CivilDate,
  adults: Type.Integer(),
  children: Type.Integer(),
  total_minor: MinorUnits,
  tax_minor: MinorUnits,
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
  company_name: Nullable(Type.String()),
  guarantee: OneOf(GUARANTEES),
  notes: Type.String(),
  rate_plan_id: Nullable(Id),
  rate_plan_code: Nullable(Type.String()),
  cancel_reason: Nullable(Type.String()),
  cancellation_terms: Nullable(CancellationTerms),
  channel: Nullable(Type.String()),
  market_segment: Nullable(Type.String()),
  country: Nullable(Type.String()),
  meal_plan: Nullable(Type.String()),
  reservations: Type.Array(Reservation),
});

/** What somebody wrote down about a booking. */
export const BookingNote = Type.Object({
  id: Id,
  text: Type.String(),
  author_name: Type.String(),
  created_at: Instant,
});

export const NewBookingNote = Body({ text: Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' }) });

/** One thing that was done to a booking or to a room in it, as the audit log keeps it. */
export const HistoryEntry = Type.Object({
  id: Id,
  occurred_at: Instant,
  action: Type.String(),
  actor_name: Type.String(),
  reservation_id: Nullable(Id),
  before: Type.Unknown(),
  after: Type.Unknown(),
});
