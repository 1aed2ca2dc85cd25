import { Type } from 'typebox';
import { Body, CivilDate, Id, Instant, Name, Nullable, OneOf } from './envelope.ts';
import { HOUSEKEEPING_STATUSES } from './lifecycles.ts';

/** Room types, rooms and the inventory calendar. */

export const RoomTypeCode = Type.String({
  minLength: 1,
  maxLength: 20,
  pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*$',
  description: 'Short and unique in its outlet',
});
const TotalUnits = Type.Integer({ minimum: 0, maximum: 100_000 });
const Occupancy = Type.Integer({ minimum: 1, maximum: 100 });
/** What a guest may ask of a type, and of one room; a house may use words of its own beside these. */
export const ROOM_AMENITIES = [
  'WIFI',
  'AIR_CONDITIONING',
  'MINIBAR',
  'SAFE',
  'DESK',
  'KETTLE',
  'BATHTUB',
  'BALCONY',
  'KITCHENETTE',
  'SOFA_BED',
] as const;
export const ROOM_FEATURES = ['QUIET', 'CORNER', 'HIGH_FLOOR', 'NEAR_LIFT', 'BATHTUB', 'BALCONY', 'COT_FITS'] as const;
export const ROOM_VIEWS = ['CITY', 'RIVER', 'SEA', 'GARDEN', 'COURTYARD', 'STREET'] as const;

const Words = Type.Array(Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Z0-9][A-Z0-9_]*$' }), {
  maxItems: 40,
  uniqueItems: true,
});
const typeDetails = {
  class_id: Type.Optional(Nullable(Id)),
  description: Type.Optional(Type.String({ maxLength: 2_000 })),
  amenities: Type.Optional(Words),
  bed_setup: Type.Optional(Type.String({ maxLength: 120, description: 'Such as "1 king" or "2 singles"' })),
  sort_order: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000 })),
};
const roomDetails = {
  is_accessible: Type.Optional(Type.Boolean()),
  is_smoking: Type.Optional(Type.Boolean()),
  view: Type.Optional(Type.String({ maxLength: 40, pattern: '^[A-Z0-9_]*$', description: 'Such as RIVER' })),
  features: Type.Optional(Words),
  connecting_room_ids: Type.Optional(
    Type.Array(Id, { maxItems: 6, uniqueItems: true, description: 'Rooms behind a connecting door' }),
  ),
};

const Version = Type.Optional(Type.Integer({ minimum: 1, description: 'The version this change is based on' }));

export const RoomType = Type.Object({
  id: Id,
  outlet_id: Id,
  code: Type.String(),
  name: Type.String(),
  total_units: Type.Integer(),
  base_occupancy: Type.Integer(),
  max_occupancy: Type.Integer(),
  class_id: Nullable(Id),
  description: Type.String(),
  amenities: Type.Array(Type.String()),
  bed_setup: Type.String(),
  sort_order: Type.Integer(),
  is_active: Type.Boolean(),
  version: Type.Integer(),
  created_at: Instant,
  updated_at: Instant,
});

export const NewRoomType = Body({
  outlet_id: Id,
  code: RoomTypeCode,
  name: Name,
  total_units: TotalUnits,
  base_occupancy: Occupancy,
  max_occupancy: Occupancy,
  ...typeDetails,
});

export const RoomTypeChange = Body({
  code: Type.Optional(RoomTypeCode),
  name: Type.Optional(Name),
  total_units: Type.Optional(TotalUnits),
  base_occupancy: Type.Optional(Occupancy),
  max_occupancy: Type.Optional(Occupancy),
  ...typeDetails,
  is_active: Type.Optional(Type.Boolean()),
  version: Version,
});

export const Room = Type.Object({
  id: Id,
  outlet_id: Id,
  room_type_id: Id,
  room_type_code: Type.String(),
  number: Type.String(),
  floor: Type.Integer(),
  housekeeping_status: OneOf(HOUSEKEEPING_STATUSES),
  is_accessible: Type.Boolean(),
  is_smoking: Type.Boolean(),
  view: Type.String(),
  features: Type.Array(Type.String()),
  connecting_room_ids: Type.Array(Id),
  is_active: Type.Boolean(),
  version: Type.Integer(),
  created_at: Instant,
  updated_at: Instant,
});

const RoomNumber = Type.String({ minLength: 1, maxLength: 20, pattern: '\\S' });
const Floor = Type.Integer({ minimum: -20, maximum: 300 });

export const NewRoom = Body({
  room_type_id: Id,
  number: RoomNumber,
  floor: Type.Optional(Floor),
  housekeeping_status: Type.Optional(OneOf(HOUSEKEEPING_STATUSES)),
  ...roomDetails,
});

export const RoomChange = Body({
  room_type_id: Type.Optional(Id),
  number: Type.Optional(RoomNumber),
  floor: Type.Optional(Floor),
  housekeeping_status: Type.Optional(OneOf(HOUSEKEEPING_STATUSES)),
  ...roomDetails,
  is_active: Type.Optional(Type.Boolean()),
  version: Version,
});

export const RoomStatusMark = Body({ housekeeping_status: OneOf(HOUSEKEEPING_STATUSES), version: Version });

/** Every night from `start_date` up to, and without, `end_date`. */
const Nights = { start_date: CivilDate, end_date: CivilDate };

export const InventoryPreload = Body({ room_type_id: Id, ...Nights });
export const InventoryPreloaded = Type.Object({
  nights: Type.Integer({ description: 'Nights of the range, all of which are now in the calendar' }),
  added: Type.Integer({ description: 'Those that were not there before' }),
});

export const InventoryCheck = Body({
  room_type_id: Id,
  ...Nights,
  quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, default: 1 })),
});
export const InventoryAnswer = Type.Object({
  available: Type.Boolean(),
  units: Type.Integer({ description: 'The least number of free units over the nights' }),
  nights: Type.Array(Type.Object({ date: CivilDate, available: Type.Integer() })),
});

export const InventoryNight = Type.Object({
  date: CivilDate,
  physical: Type.Integer(),
  out_of_order: Type.Integer(),
  sold: Type.Integer(),
  blocked: Type.Integer(),
  held: Type.Integer(),
  sell_limit: Type.Integer(),
  is_closed: Type.Boolean({ description: 'The property sells nothing of the type on this night' }),
  house_available: Nullable(
    Type.Integer({ description: 'What the house as a whole can still take, where it is limited' }),
  ),
  available: Type.Integer(),
});
export const HouseNight = Type.Object({
  date: CivilDate,
  most_units: Type.Integer(),
  taken: Type.Integer(),
  available: Type.Integer(),
});
export const InventoryCalendar = Type.Object({
  outlet_id: Id,
  from: CivilDate,
  to: CivilDate,
  business_date: CivilDate,
  house: Type.Array(HouseNight, { description: 'Only the nights on which the house is limited as a whole' }),
  room_types: Type.Array(
    Type.Object({
      id: Id,
      code: Type.String(),
      name: Type.String(),
      total_units: Type.Integer(),
      max_occupancy: Type.Integer(),
      nights: Type.Array(InventoryNight, { description: 'In order of date; a night that is missing was never loaded' }),
    }),
  ),
});
