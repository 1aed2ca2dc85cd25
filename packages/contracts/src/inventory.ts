import { Type } from 'typebox';
import { Body, CivilDate, Id, Instant, Name, Nullable, OneOf } from './envelope.ts';
import { Weekdays } from './restrictions.ts';
import { RoomTypeCode } from './rooms.ts';

/** Room classes, and what a property decides about its calendar: sell limits, closed nights, a limit on the house. */

const Version = Type.Optional(Type.Integer({ minimum: 1, description: 'The version this change is based on' }));
const SortOrder = Type.Integer({ minimum: 0, maximum: 1_000 });

export const RoomClass = Type.Object({
  id: Id,
  outlet_id: Id,
  code: Type.String(),
  name: Type.String(),
  sort_order: Type.Integer(),
  version: Type.Integer(),
  created_at: Instant,
  updated_at: Instant,
});
export const NewRoomClass = Body({
  outlet_id: Id,
  code: RoomTypeCode,
  name: Name,
  sort_order: Type.Optional(SortOrder),
});
export const RoomClassChange = Body({
  code: Type.Optional(RoomTypeCode),
  name: Type.Optional(Name),
  sort_order: Type.Optional(SortOrder),
  version: Version,
});

export const SELL_LIMIT_LEVELS = ['HOUSE', 'CLASS', 'TYPE'] as const;
export const SELL_LIMIT_KINDS = ['FLAT', 'PERCENT'] as const;
const kind = OneOf(SELL_LIMIT_KINDS, {
  description: 'FLAT: so many units beyond the physical ones; PERCENT: that share of them, rounded down',
});
const value = Type.Integer({ minimum: 0, maximum: 100_000 });

export const SellLimit = Type.Object({
  id: Id,
  outlet_id: Id,
  level: OneOf(SELL_LIMIT_LEVELS),
  class_id: Nullable(Id),
  room_type_id: Nullable(Id),
  applies_to: Type.String({ description: 'The code of the class or type; empty for the whole house' }),
  start_date: CivilDate,
  end_date: CivilDate,
  weekdays: Type.Array(Type.Integer()),
  kind: OneOf(SELL_LIMIT_KINDS),
  value: Type.Integer(),
  created_at: Instant,
});
export const NewSellLimit = Body({
  outlet_id: Id,
  class_id: Type.Optional(Nullable(Id)),
  room_type_id: Type.Optional(Nullable(Id)),
  start_date: CivilDate,
  end_date: CivilDate,
  weekdays: Type.Optional(Weekdays),
  kind,
  value,
});

export const CalendarEdit = Body({
  outlet_id: Id,
  start_date: CivilDate,
  end_date: CivilDate,
  weekdays: Type.Optional(Weekdays),
  room_type_ids: Type.Optional(
    Type.Array(Id, { minItems: 1, maxItems: 200, description: 'Left out: every type of the hotel' }),
  ),
  is_closed: Type.Optional(Type.Boolean({ description: 'Closes the nights to sale, or opens them again' })),
  sell_limit: Type.Optional(Body({ kind, value })),
  house_limit: Type.Optional(
    Nullable(
      Type.Integer({
        minimum: 0,
        maximum: 1_000_000,
        description: 'The most units the whole house takes on each night; null takes the limit away',
      }),
    ),
  ),
});
export const CalendarEdited = Type.Object({
  nights: Type.Integer({ description: 'Nights of types that the edit reached' }),
});

export const Horizon = Type.Object({ outlet_id: Id, nights: Type.Integer() });
export const HorizonChange = Body({ outlet_id: Id, nights: Type.Integer({ minimum: 1, maximum: 1_500 }) });
