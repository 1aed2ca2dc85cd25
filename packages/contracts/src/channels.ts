import { Type, type Static } from 'typebox';
import { Body, CivilDate, Currency, Id, Instant, MinorUnits, Name, Nullable, OneOf } from './envelope.ts';

export const CHANNEL_KINDS = ['ICAL', 'OTA'] as const;
export const CHANNEL_STATUSES = ['ACTIVE', 'PAUSED'] as const;
export const FEED_SHOWS = ['UNAVAILABLE', 'STAYS'] as const;

/** Why a booking of a channel waits for a person. */
export const CHANNEL_PROBLEMS = [
  'UNMAPPED_ROOM',
  'BAD_DATES',
  'BAD_PRICES',
  'OTHER_CURRENCY',
  'RECURRING',
  'GUEST_HAS_COME',
  'MALFORMED',
] as const;
export type ChannelProblem = (typeof CHANNEL_PROBLEMS)[number];

export const Channel = Type.Object({
  id: Id,
  outlet_id: Id,
  name: Type.String(),
  kind: OneOf(CHANNEL_KINDS),
  status: OneOf(CHANNEL_STATUSES),
  url: Nullable(Type.String()),
  remote_property_id: Nullable(Type.String()),
  last_pulled_at: Nullable(Instant),
  last_pushed_at: Nullable(Instant),
  pull_error: Nullable(Type.String()),
  push_error: Nullable(Type.String()),
  waiting: Type.Integer({ description: 'Stretches of the calendar not told yet' }),
  parked: Type.Integer(),
  overbooked: Type.Integer(),
  version: Type.Integer(),
  created_at: Instant,
});
export type Channel = Static<typeof Channel>;

const Credentials = {
  url: Type.Optional(Type.String({ maxLength: 2_000, pattern: '^https?://\\S+$' })),
  remote_property_id: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  key: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  secret: Type.Optional(Type.String({ minLength: 8, maxLength: 500 })),
};
export const NewChannel = Body({ outlet_id: Id, name: Name, kind: OneOf(CHANNEL_KINDS), ...Credentials });
export const ChannelChange = Body({
  name: Type.Optional(Name),
  status: Type.Optional(OneOf(CHANNEL_STATUSES)),
  ...Credentials,
  version: Type.Optional(Type.Integer()),
});

export const ChannelMapping = Type.Object({
  id: Id,
  channel_id: Id,
  room_type_id: Id,
  room_type_code: Type.String(),
  room_type_name: Type.String(),
  rate_plan_id: Nullable(Id),
  rate_plan_code: Nullable(Type.String()),
  remote_room_id: Type.String(),
  remote_rate_id: Type.String(),
  occupancy: Nullable(Type.Integer()),
});
export type ChannelMapping = Static<typeof ChannelMapping>;
const RemoteCode = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });
export const NewChannelMapping = Body({
  room_type_id: Id,
  rate_plan_id: Type.Optional(Nullable(Id)),
  remote_room_id: RemoteCode,
  remote_rate_id: RemoteCode,
  occupancy: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 20 }))),
});

export const FeedCounts = Type.Object({
  events: Type.Integer(),
  applied: Type.Integer(),
  unchanged: Type.Integer(),
  cancelled: Type.Integer(),
  parked: Type.Integer(),
});
export type FeedCounts = Static<typeof FeedCounts>;

export const CalendarFeed = Type.Object({
  id: Id,
  channel_id: Id,
  outlet_id: Id,
  room_type_id: Id,
  room_type_code: Type.String(),
  room_type_name: Type.String(),
  rate_plan_id: Nullable(Id),
  shows: OneOf(FEED_SHOWS),
  import_url: Nullable(Type.String()),
  fetched_at: Nullable(Instant),
  good_at: Nullable(Instant),
  error: Nullable(Type.String()),
  counts: Nullable(FeedCounts),
  version: Type.Integer(),
});
export type CalendarFeed = Static<typeof CalendarFeed>;
/** The same with the address at which others read it, which is shown this once. */
export const CalendarFeedOnce = Type.Object({ ...CalendarFeed.properties, export_url: Nullable(Type.String()) });

const ImportUrl = Nullable(Type.String({ maxLength: 2_000, pattern: '^https?://\\S+$' }));
export const NewCalendarFeed = Body({
  room_type_id: Id,
  rate_plan_id: Type.Optional(Nullable(Id)),
  shows: Type.Optional(OneOf(FEED_SHOWS)),
  import_url: Type.Optional(ImportUrl),
});
export const CalendarFeedChange = Body({
  rate_plan_id: Type.Optional(Nullable(Id)),
  shows: Type.Optional(OneOf(FEED_SHOWS)),
  import_url: Type.Optional(ImportUrl),
  version: Type.Optional(Type.Integer()),
});
export const CalendarText = Body({ text: Type.String({ minLength: 1, maxLength: 5_000_000 }) });

/** A booking of a channel that waits for a person. */
export const ParkedBooking = Type.Object({
  id: Id,
  outlet_id: Id,
  channel_id: Id,
  channel_name: Type.String(),
  remote_id: Type.String(),
  problem: OneOf(CHANNEL_PROBLEMS),
  guest_name: Nullable(Type.String()),
  rooms: Type.Array(
    Type.Object({
      remote_room_id: Nullable(Type.String()),
      remote_rate_id: Nullable(Type.String()),
      start_date: Type.String(),
      end_date: Type.String(),
    }),
  ),
  remote_rooms: Type.Array(Type.String()),
  updated_at: Instant,
});

/** A stay that a channel sold and the house has no unit for on some night. */
export const OverbookedStay = Type.Object({
  id: Id,
  reservation_id: Id,
  booking_id: Id,
  outlet_id: Id,
  channel_name: Nullable(Type.String()),
  confirmation_code: Type.String(),
  guest_name: Nullable(Type.String()),
  room_type_id: Id,
  room_type_code: Type.String(),
  start_date: CivilDate,
  end_date: CivilDate,
  lost_dates: Type.Array(CivilDate),
});
export const OverbookingResolution = Body({
  room_type_id: Type.Optional(Id),
  cancel: Type.Optional(Type.Boolean()),
});

export const RemoteGuest = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  email: Type.Optional(Nullable(Type.String({ maxLength: 320 }))),
  phone: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
});
/** One revision of a booking, as a travel agent tells it over the channel protocol. */
export const RemoteRevision = Type.Object({
  booking_id: Type.String({ minLength: 1, maxLength: 200 }),
  revision: Type.Integer({ minimum: 0 }),
  status: OneOf(['new', 'modified', 'cancelled']),
  guest: Nullable(RemoteGuest),
  currency: Currency,
  lines: Type.Array(
    Type.Object({
      line: Type.String({ minLength: 1, maxLength: 40 }),
      room_id: Type.String({ minLength: 1, maxLength: 100 }),
      rate_id: Type.String({ minLength: 1, maxLength: 100 }),
      arrival: CivilDate,
      departure: CivilDate,
      adults: Type.Integer({ minimum: 1, maximum: 50 }),
      children: Type.Integer({ minimum: 0, maximum: 50 }),
      nights: Type.Array(Type.Object({ date: CivilDate, price_minor: MinorUnits }), { maxItems: 400 }),
    }),
    { maxItems: 50 },
  ),
});
export type RemoteRevision = Static<typeof RemoteRevision>;
