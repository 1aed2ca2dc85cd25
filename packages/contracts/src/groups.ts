import { Type } from 'typebox';
import { Body, CivilDate, Id, Instant, MinorUnits, Name, Nullable, OneOf } from './envelope.ts';
import { GuestEmail, GuestPhone } from './guests.ts';
import { BLOCK_STATUSES } from './lifecycles.ts';

/** Groups: blocks of rooms, who picks them up, and the rooming list. */

export const MOST_BLOCK_NIGHTS = 60;
export const MOST_ROOMING_ROWS = 500;

const Text = (most: number) => Type.String({ maxLength: most });

const blockFields = {
  id: Id,
  outlet_id: Id,
  code: Type.String(),
  name: Type.String(),
  status: OneOf(BLOCK_STATUSES),
  start_date: CivilDate,
  end_date: CivilDate,
  cutoff_date: Nullable(CivilDate),
  company_id: Nullable(Id),
  company_name: Nullable(Type.String()),
  contact_name: Type.String(),
  room_nights_allotted: Type.Integer(),
  room_nights_picked_up: Type.Integer(),
  version: Type.Integer(),
  created_at: Instant,
};

export const BlockRow = Type.Object(blockFields);

export const Allotment = Type.Object({
  room_type_id: Id,
  room_type_code: Type.String(),
  date: CivilDate,
  allotted: Type.Integer(),
  picked_up: Type.Integer(),
  left: Type.Integer({ description: 'What can still be picked up' }),
  price_minor: Nullable(MinorUnits),
});

export const RoomingEntry = Type.Object({
  id: Id,
  block_id: Id,
  guest_name: Type.String(),
  guest_email: Nullable(Type.String()),
  guest_phone: Nullable(Type.String()),
  room_type_id: Id,
  room_type_code: Type.String(),
  start_date: CivilDate,
  end_date: CivilDate,
  adults: Type.Integer(),
  children: Type.Integer(),
  note: Type.String(),
  booking_id: Nullable(Id),
  confirmation_code: Nullable(Type.String()),
  version: Type.Integer(),
});

export const Block = Type.Object({
  ...blockFields,
  rate_plan_id: Nullable(Id),
  contact_email: Nullable(Type.String()),
  contact_phone: Nullable(Type.String()),
  notes: Type.String(),
  closed_because: Nullable(Type.String()),
  business_date: CivilDate,
  currency: Type.String(),
  allotments: Type.Array(Allotment),
  rooming_list: Type.Array(RoomingEntry),
});

const Units = Type.Integer({ minimum: 0, maximum: 5_000 });
const NightPrice = Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })));

const details = {
  cutoff_date: Type.Optional(Nullable(CivilDate)),
  company_id: Type.Optional(Nullable(Id)),
  rate_plan_id: Type.Optional(Nullable(Id)),
  contact_name: Type.Optional(Text(120)),
  contact_email: Type.Optional(Nullable(GuestEmail)),
  contact_phone: Type.Optional(Nullable(GuestPhone)),
  notes: Type.Optional(Text(5_000)),
};
const Version = Type.Optional(Type.Integer({ minimum: 1 }));

export const NewBlock = Body({
  outlet_id: Id,
  code: Type.String({ minLength: 1, maxLength: 20, pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*$' }),
  name: Name,
  start_date: CivilDate,
  end_date: CivilDate,
  ...details,
  allotments: Type.Optional(
    Type.Array(Body({ room_type_id: Id, units: Units, price_minor: NightPrice }), {
      maxItems: 50,
      description: 'The same on every night of the block; single nights are changed afterwards',
    }),
  ),
});

export const BlockChange = Body({ name: Type.Optional(Name), ...details, version: Version });

export const BlockStep = Body({
  status: OneOf(['OPTIONAL', 'CONFIRMED', 'RELEASED', 'CANCELLED']),
  reason: Type.Optional(Text(500)),
  with_bookings: Type.Optional(
    Type.Boolean({ description: 'When cancelling: cancel what was picked up too', default: false }),
  ),
  version: Version,
});

export const AllotmentChange = Body({
  nights: Type.Array(Body({ room_type_id: Id, date: CivilDate, allotted: Units, price_minor: NightPrice }), {
    minItems: 1,
    maxItems: 2_000,
  }),
  version: Version,
});

const entry = {
  guest_name: Name,
  guest_email: Type.Optional(Nullable(GuestEmail)),
  guest_phone: Type.Optional(Nullable(GuestPhone)),
  room_type_id: Id,
  start_date: CivilDate,
  end_date: CivilDate,
  adults: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
  children: Type.Optional(Type.Integer({ minimum: 0, maximum: 20 })),
  note: Type.Optional(Text(500)),
};

export const NewRoomingEntry = Body(entry);
export const RoomingEntryChange = Body({
  ...Object.fromEntries(Object.entries(entry).map(([name, schema]) => [name, Type.Optional(schema)])),
  version: Version,
} as { [K in keyof typeof entry]: (typeof entry)[K] } & { version: typeof Version });

export const RoomingImport = Body({
  csv: Type.String({ minLength: 1, maxLength: 500_000 }),
  dry_run: Type.Optional(
    Type.Boolean({ default: true, description: 'Only look, and say what is wrong with which row' }),
  ),
});

export const RoomingImported = Type.Object({
  imported: Type.Integer(),
  rows: Type.Array(
    Type.Object({
      row: Type.Integer(),
      guest_name: Type.String(),
      room_type: Type.String(),
      start_date: Type.String(),
      end_date: Type.String(),
      adults: Type.String(),
      children: Type.String(),
      errors: Type.Array(Type.Object({ field: Type.String(), message: Type.String() })),
    }),
  ),
});

export const Pickup = Body({
  entry_ids: Type.Optional(
    Type.Array(Id, {
      minItems: 1,
      maxItems: MOST_ROOMING_ROWS,
      description: 'All that have no booking yet if left out',
    }),
  ),
});
export const PickedUp = Type.Object({
  bookings: Type.Array(Type.Object({ id: Id, confirmation_code: Type.String(), guest_name: Nullable(Type.String()) })),
});

/** Who waits for a room. */
export const WAITLIST_STATUSES = ['WAITING', 'OFFERED', 'CONVERTED', 'LEFT'] as const;

export const WaitlistEntry = Type.Object({
  id: Id,
  outlet_id: Id,
  room_type_id: Id,
  room_type_code: Type.String(),
  rate_plan_id: Nullable(Id),
  start_date: CivilDate,
  end_date: CivilDate,
  rooms: Type.Integer(),
  adults: Type.Integer(),
  children: Type.Integer(),
  guest_id: Nullable(Id),
  guest_name: Type.String(),
  guest_email: Nullable(Type.String()),
  guest_phone: Nullable(Type.String()),
  priority: Type.Integer(),
  note: Type.String(),
  status: OneOf(WAITLIST_STATUSES),
  offered_until: Nullable(Instant),
  booking_id: Nullable(Id),
  fits_now: Type.Boolean({ description: 'Every night of the stay has the rooms now' }),
  version: Type.Integer(),
  created_at: Instant,
});

export const NewWaitlistEntry = Body({
  room_type_id: Id,
  rate_plan_id: Type.Optional(Id),
  start_date: CivilDate,
  end_date: CivilDate,
  rooms: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
  adults: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  children: Type.Optional(Type.Integer({ minimum: 0, maximum: 200 })),
  guest: Body({ name: Name, email: Type.Optional(GuestEmail), phone: Type.Optional(GuestPhone) }),
  priority: Type.Optional(Type.Integer({ minimum: 0, maximum: 9 })),
  note: Type.Optional(Text(500)),
});

export const WaitlistOffer = Body({
  minutes: Type.Optional(Type.Integer({ minimum: 5, maximum: 10_080, default: 1_440 })),
  version: Version,
});
export const WaitlistStep = Body({ version: Version });
