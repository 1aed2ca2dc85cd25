import { Type, type Static } from 'typebox';
import { Body, CivilDate, Currency, Id, Instant, MinorUnits, Nullable, OneOf } from './envelope.ts';
import { DOCUMENT_TYPES, NewGuest } from './guests.ts';
import { HOUSEKEEPING_STATUSES, RESERVATION_STATUSES } from './lifecycles.ts';

/** The desk's day: the tape chart, the boards, checking in and out, rooms given out by rule. */

export const MOST_CHART_NIGHTS = 62;
export const MOST_BOARD_ROWS = 1_000;

const Text = (most: number) => Type.String({ maxLength: most });
const Version = Type.Integer({ minimum: 1, description: 'The version this act is based on' });
const Amount = Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 });

export const ChartQuery = Body({ outlet_id: Id, from: CivilDate, to: CivilDate });

export const Stretch = Type.Object({
  room_id: Id,
  start_date: CivilDate,
  end_date: CivilDate,
});

export const ChartRoom = Type.Object({
  id: Id,
  number: Type.String(),
  floor: Type.Integer(),
  room_type_id: Id,
  housekeeping_status: OneOf(HOUSEKEEPING_STATUSES),
  is_accessible: Type.Boolean(),
  is_smoking: Type.Boolean(),
  view: Type.String(),
  features: Type.Array(Type.String()),
});
export type ChartRoom = Static<typeof ChartRoom>;

export const ChartStay = Type.Object({
  id: Id,
  booking_id: Id,
  confirmation_code: Type.String(),
  guest_name: Nullable(Type.String()),
  status: OneOf(RESERVATION_STATUSES),
  room_type_id: Id,
  start_date: CivilDate,
  end_date: CivilDate,
  adults: Type.Integer(),
  children: Type.Integer(),
  rooms: Type.Integer({ description: 'Rooms of the whole booking' }),
  vip_level: Type.Integer(),
  is_room_locked: Type.Boolean(),
  is_overbooked: Type.Boolean(),
  version: Type.Integer(),
  stretches: Type.Array(Stretch, {
    description: 'Where it sleeps, in order; nights that none covers have no room yet',
  }),
});
export type ChartStay = Static<typeof ChartStay>;

export const HousePosition = Type.Object({
  date: CivilDate,
  arrivals: Type.Integer(),
  departures: Type.Integer(),
  in_house: Type.Integer({ description: 'Rooms slept in that night, by stays that are expected or there' }),
  available: Nullable(Type.Integer({ description: 'Null where the calendar was not loaded' })),
  occupancy_bp: Nullable(Type.Integer({ description: 'Rooms sold of those that can be, in hundredths of a per cent' })),
});
export type HousePosition = Static<typeof HousePosition>;

export const Chart = Type.Object({
  outlet_id: Id,
  business_date: CivilDate,
  currency: Currency,
  from: CivilDate,
  to: CivilDate,
  room_types: Type.Array(Type.Object({ id: Id, code: Type.String(), name: Type.String() })),
  rooms: Type.Array(ChartRoom),
  outages: Type.Array(Type.Object({ id: Id, room_id: Id, start_date: CivilDate, end_date: CivilDate })),
  stays: Type.Array(ChartStay),
  house: Type.Array(HousePosition),
});
export type Chart = Static<typeof Chart>;

export const DESK_BOARDS = ['arrivals', 'departures', 'in-house'] as const;
export type DeskBoard = (typeof DESK_BOARDS)[number];

export const BoardQuery = Body({
  outlet_id: Id,
  date: Type.Optional(CivilDate),
  q: Type.Optional(Text(200)),
  state: Type.Optional(OneOf(['DUE', 'DONE'] as const, { description: 'Still to do, or done already' })),
  room_type_id: Type.Optional(Id),
  is_assigned: Type.Optional(Type.Boolean()),
  is_vip: Type.Optional(Type.Boolean()),
});

/** Why a guest cannot have the room now, as far as the room is concerned. */
export const READINESS = ['NO_ROOM', 'OCCUPIED', 'NOT_CLEAN', 'READY'] as const;

export const BoardStay = Type.Object({
  id: Id,
  booking_id: Id,
  outlet_id: Id,
  confirmation_code: Type.String(),
  status: OneOf(RESERVATION_STATUSES),
  guest_id: Nullable(Id),
  guest_name: Nullable(Type.String()),
  company_name: Nullable(Type.String()),
  vip_level: Type.Integer(),
  is_blacklisted: Type.Boolean(),
  room_type_id: Id,
  room_type_code: Type.String(),
  room_id: Nullable(Id),
  room_number: Nullable(Type.String()),
  room_status: Nullable(OneOf(HOUSEKEEPING_STATUSES)),
  readiness: OneOf(READINESS),
  is_room_locked: Type.Boolean(),
  start_date: CivilDate,
  end_date: CivilDate,
  arrival_time: Nullable(Type.String()),
  departure_time: Nullable(Type.String()),
  adults: Type.Integer(),
  children: Type.Integer(),
  rooms: Type.Integer(),
  preferences: Type.Array(Type.String()),
  notes: Type.String(),
  traces: Type.Integer({ description: 'Things still to do for the booking on or before the day' }),
  guarantee: Type.String(),
  total_minor: MinorUnits,
  balance_minor: MinorUnits,
  folio_id: Nullable(Id),
  currency: Currency,
  has_card: Type.Boolean(),
  is_late: Type.Boolean({ description: 'Was due on an earlier day' }),
  version: Type.Integer(),
});
export type BoardStay = Static<typeof BoardStay>;

export const Board = Type.Object({
  outlet_id: Id,
  date: CivilDate,
  business_date: CivilDate,
  counts: Type.Object({
    due: Type.Integer(),
    done: Type.Integer(),
    unassigned: Type.Integer(),
    not_ready: Type.Integer(),
    vip: Type.Integer(),
    guests: Type.Integer(),
  }),
  stays: Type.Array(BoardStay),
});
export type Board = Static<typeof Board>;

export const SIGNATURE_WIDTH = 1000;
export const SIGNATURE_HEIGHT = 400;
const Point = Type.Array(Type.Integer({ minimum: 0, maximum: SIGNATURE_WIDTH }), { minItems: 2, maxItems: 2 });

/** Strokes of a pen on a pad of 1000 by 400: no picture that a program would have to trust. */
export const Signature = Type.Array(Type.Array(Point, { minItems: 1, maxItems: 800 }), { minItems: 1, maxItems: 60 });
export type Signature = Static<typeof Signature>;

const CountryCode = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' });

export const CardFields = {
  guest_name: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
  nationality: Type.Optional(Nullable(CountryCode)),
  birth_date: Type.Optional(Nullable(CivilDate)),
  document_type: Type.Optional(Nullable(OneOf(DOCUMENT_TYPES))),
  document_number: Type.Optional(Nullable(Text(60))),
  document_country: Type.Optional(Nullable(CountryCode)),
  document_expires_on: Type.Optional(Nullable(CivilDate)),
  address: Type.Optional(Text(500)),
  signature: Type.Optional(Nullable(Signature)),
  key_packets: Type.Optional(Type.Integer({ minimum: 0, maximum: 20 })),
  note: Type.Optional(Text(1_000)),
};

export const RegistrationCardInput = Body(CardFields);

export const RegistrationCard = Type.Object({
  id: Id,
  outlet_id: Id,
  reservation_id: Id,
  guest_id: Nullable(Id),
  guest_name: Type.String(),
  nationality: Nullable(Type.String()),
  birth_date: Nullable(CivilDate),
  document_type: Nullable(Type.String()),
  document_number: Nullable(Type.String()),
  document_country: Nullable(Type.String()),
  document_expires_on: Nullable(CivilDate),
  address: Type.String(),
  signature: Nullable(Signature),
  signed_at: Nullable(Instant),
  key_packets: Type.Integer(),
  note: Type.String(),
  taken_by_name: Type.String(),
  version: Type.Integer(),
  created_at: Instant,
  updated_at: Instant,
});
export type RegistrationCard = Static<typeof RegistrationCard>;

/** Everything the check-in needs to know of one stay. */
export const DeskStay = Type.Object({
  stay: BoardStay,
  business_date: CivilDate,
  guest: Nullable(
    Type.Object({
      id: Id,
      name: Type.String(),
      email: Nullable(Type.String()),
      phone: Nullable(Type.String()),
      nationality: Nullable(Type.String()),
      birth_date: Nullable(CivilDate),
      document_type: Nullable(Type.String()),
      document_number: Nullable(Type.String()),
      document_country: Nullable(Type.String()),
      document_expires_on: Nullable(CivilDate),
      address: Type.String(),
      version: Type.Integer(),
    }),
  ),
  card: Nullable(RegistrationCard),
  rooms: Type.Array(
    Type.Object({
      id: Id,
      number: Type.String(),
      floor: Type.Integer(),
      housekeeping_status: OneOf(HOUSEKEEPING_STATUSES),
      is_free: Type.Boolean({ description: 'On every night of the stay that is still to come' }),
    }),
    { description: 'The rooms of the stay’s type, the ready ones first' },
  ),
});
export type DeskStay = Static<typeof DeskStay>;

const Payment = Body({
  method: OneOf(['CASH', 'CARD', 'BANK_TRANSFER', 'VOUCHER', 'CITY_LEDGER'] as const),
  amount_minor: Amount,
  tendered_minor: Type.Optional(Amount),
  reference: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
});

export const DeskCheckIn = Body({
  version: Type.Optional(Version),
  room_id: Type.Optional(Id),
  card: Type.Optional(RegistrationCardInput),
  payment: Type.Optional(Payment),
  early_fee_minor: Type.Optional(Amount),
  force: Type.Optional(Type.Boolean({ description: 'Gives out a room that is not clean yet', default: false })),
});

export const DeskCheckOut = Body({
  version: Type.Optional(Version),
  late_fee_minor: Type.Optional(Amount),
  payment: Type.Optional(Payment),
  invoice: Type.Optional(
    Type.Boolean({ description: 'Issues the invoice of what stands on the account', default: false }),
  ),
});

export const DeskCheckedOut = Type.Object({
  stay: BoardStay,
  invoice_id: Nullable(Id),
  invoice_number: Nullable(Type.Integer()),
});

export const WalkIn = Body({
  room_type_id: Id,
  room_id: Type.Optional(Id),
  end_date: CivilDate,
  guest: NewGuest,
  rate_plan_id: Type.Optional(Id),
  adults: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  children: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
  override_restrictions: Type.Optional(Type.Boolean({ default: false })),
});

export const ASSIGNMENT_REASONS = ['PREFERENCE', 'NEXT_TO_PARTY', 'READY_NOW', 'NO_GAP', 'ONLY_ROOM', 'FREE'] as const;
export type AssignmentReason = (typeof ASSIGNMENT_REASONS)[number];
export const NO_ROOM_REASONS = ['NO_ROOM_ALL_NIGHTS', 'NO_SUCH_ROOMS'] as const;

export const AutoAssign = Body({
  outlet_id: Id,
  from: Type.Optional(CivilDate),
  to: Type.Optional(CivilDate),
  reservation_ids: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true })),
  dry_run: Type.Optional(Type.Boolean({ description: 'Shows what it would do and does nothing', default: false })),
});

export const AutoAssigned = Type.Object({
  is_dry_run: Type.Boolean(),
  assigned: Type.Array(
    Type.Object({
      reservation_id: Id,
      confirmation_code: Type.String(),
      guest_name: Nullable(Type.String()),
      start_date: CivilDate,
      end_date: CivilDate,
      room_id: Id,
      room_number: Type.String(),
      reasons: Type.Array(OneOf(ASSIGNMENT_REASONS)),
      preferences_met: Type.Array(Type.String()),
      preferences_missed: Type.Array(Type.String()),
    }),
  ),
  left: Type.Array(
    Type.Object({
      reservation_id: Id,
      confirmation_code: Type.String(),
      guest_name: Nullable(Type.String()),
      start_date: CivilDate,
      end_date: CivilDate,
      reason: OneOf(NO_ROOM_REASONS),
    }),
  ),
  one_night_gaps: Type.Object({ before: Type.Integer(), after: Type.Integer() }),
});
