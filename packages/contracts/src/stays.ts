import { Type, type Static } from 'typebox';
import { Body, CivilDate, Currency, Id, Instant, MinorUnits, Nullable, OneOf, WallTime } from './envelope.ts';
import { HOUSEKEEPING_STATUSES, RESERVATION_STATUSES } from './lifecycles.ts';
import { feeChoices } from './reservations.ts';

/** One room's stay: a reservation inside a booking, with its nights and the rooms it sleeps in. */

const Version = Type.Optional(Type.Integer({ minimum: 1, description: 'The version of the stay this is based on' }));
const Reason = Type.Optional(Type.String({ maxLength: 500 }));

export const StayNight = Type.Object({
  date: CivilDate,
  room_type_id: Id,
  price_minor: MinorUnits,
  tax_minor: MinorUnits,
});

export const Stay = Type.Object({
  id: Id,
  booking_id: Id,
  outlet_id: Id,
  confirmation_code: Type.String(),
  status: OneOf(RESERVATION_STATUSES),
  version: Type.Integer(),
  room_type_id: Id,
  room_type_code: Type.String(),
  room_type_name: Type.String(),
  room_id: Nullable(Id),
  room_number: Nullable(Type.String()),
  is_room_locked: Type.Boolean({ description: 'The guest was promised this very room' }),
  start_date: CivilDate,
  end_date: CivilDate,
  adults: Type.Integer(),
  children: Type.Integer(),
  guest_id: Nullable(Id),
  guest_name: Nullable(Type.String()),
  rate_plan_id: Nullable(Id),
  meal_plan: Nullable(Type.String()),
  preferences: Type.Array(Type.String()),
  arrival_time: Nullable(Type.String()),
  departure_time: Nullable(Type.String()),
  checked_in_at: Nullable(Instant),
  checked_out_at: Nullable(Instant),
  /** The business days on which that was; a step is taken back on its own day only. */
  checked_in_on: Nullable(CivilDate),
  checked_out_on: Nullable(CivilDate),
  total_minor: MinorUnits,
  tax_minor: MinorUnits,
  currency: Currency,
  nights: Type.Array(StayNight),
  rooms: Type.Array(
    Type.Object({ room_id: Id, room_number: Type.String(), start_date: CivilDate, end_date: CivilDate }),
    { description: 'Where it sleeps, stretch by stretch' },
  ),
  allowed: Type.Array(OneOf(RESERVATION_STATUSES), { description: 'The statuses it may take next' }),
});
export type Stay = Static<typeof Stay>;

/** A room of the hotel, and whether a stay could sleep in it. */
export const RoomChoice = Type.Object({
  room_id: Id,
  number: Type.String(),
  floor: Type.Integer(),
  room_type_id: Id,
  room_type_code: Type.String(),
  room_type_name: Type.String(),
  housekeeping_status: OneOf(HOUSEKEEPING_STATUSES),
  /** The first night on which it is not free; null where it is free on all. */
  taken_on: Nullable(CivilDate),
  taken_by: Nullable(OneOf(['STAY', 'OUT_OF_ORDER'])),
});
export type RoomChoice = Static<typeof RoomChoice>;

export const RoomAssignment = Body({
  room_id: Id,
  is_room_locked: Type.Optional(Type.Boolean()),
  version: Version,
});
export const RoomMove = Body({
  room_id: Id,
  from_date: Type.Optional(CivilDate),
  price: Type.Optional(
    OneOf(['KEEP', 'REPRICE'], { description: 'Where the room is of another type; KEEP unless said' }),
  ),
  reason: Reason,
  version: Version,
});
export const StayChange = Body({
  start_date: Type.Optional(CivilDate),
  end_date: Type.Optional(CivilDate),
  room_type_id: Type.Optional(Id),
  rate_plan_id: Type.Optional(Nullable(Id)),
  room_id: Type.Optional(Nullable(Id)),
  adults: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
  children: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
  guest_name: Type.Optional(Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })),
  preferences: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 20 })),
  arrival_time: Type.Optional(Nullable(WallTime)),
  departure_time: Type.Optional(Nullable(WallTime)),
  price: Type.Optional(
    OneOf(['KEEP', 'REPRICE'], {
      description:
        'KEEP leaves the nights it has at their price and prices new ones; REPRICE prices all that are to come',
    }),
  ),
  override: Type.Optional(Type.Boolean({ description: 'Past restrictions; needs reservations.override' })),
  version: Version,
});
export type StayChange = Static<typeof StayChange>;

export const PriceChange = Type.Object({
  currency: Currency,
  before: Type.Array(StayNight),
  after: Type.Array(StayNight),
  before_minor: MinorUnits,
  after_minor: MinorUnits,
  difference_minor: MinorUnits,
});

export const CheckIn = Body({
  room_id: Type.Optional(Id),
  force: Type.Optional(Type.Boolean({ description: 'Into a room that is not ready' })),
  version: Version,
});
export const CheckOut = Body({
  allow_balance: Type.Optional(Type.Boolean({ description: 'Leaves with a balance; needs folios.correct' })),
  version: Version,
});
export const StayStep = Body({ reason: Reason, version: Version });
export const StayCancellation = Body({
  reason: Reason,
  ...feeChoices,
  version: Version,
});
export type StayCancellation = Static<typeof StayCancellation>;

/** What giving a stay up now, or not coming, costs under the terms it was booked under. */
export const StayFees = Type.Object({
  currency: Currency,
  policy_name: Nullable(Type.String()),
  free_until: Nullable(
    Type.String({ description: 'The last moment of free cancellation on the property’s wall clock, YYYY-MM-DDTHH:MM' }),
  ),
  cancellation_minor: MinorUnits,
  no_show_minor: MinorUnits,
});
