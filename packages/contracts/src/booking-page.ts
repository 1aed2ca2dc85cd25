import { Type, type Static } from 'typebox';
import { Body, CivilDate, Currency, Id, Instant, MinorUnits, Name, Nullable, OneOf } from './envelope.ts';
import { DOCUMENT_TYPES, GuestEmail } from './guests.ts';
import { RESERVATION_STATUSES } from './lifecycles.ts';

/** The hotel's own booking page: what it shows to the world, and what a guest does with it. */

/** How often an extra is charged: once, each night, each person, or each person each night. */
export const EXTRA_UNITS = ['STAY', 'NIGHT', 'PERSON', 'PERSON_NIGHT'] as const;
export type ExtraUnit = (typeof EXTRA_UNITS)[number];

export const BOOKING_PAGE_LANGUAGES = ['en', 'hi', 'es', 'fr', 'de', 'ar'] as const;
export const BOOKING_PAYMENTS = ['AT_HOTEL', 'CARD'] as const;
/** For how long a cart keeps its price and its rooms. */
export const CART_MINUTES = 15;
export const MOST_ROOMS_PER_CART = 5;

const Version = Type.Optional(Type.Integer({ minimum: 1 }));
const Slug = Type.String({
  pattern: '^[a-z0-9](-?[a-z0-9]){1,59}$',
  description: 'The last part of the page’s address: small letters, digits and hyphens',
});
const Origin = Type.String({ pattern: '^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?$', maxLength: 200 });
const WallTime = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
const BasisPoints = (minimum: number) => Type.Integer({ minimum, maximum: 10_000 });
const Text = (maxLength: number) => Type.String({ maxLength });

const pageFields = {
  slug: Slug,
  is_enabled: Type.Boolean(),
  headline: Text(120),
  intro: Text(1_000),
  policies: Text(4_000),
  check_in_from: WallTime,
  check_out_until: WallTime,
  contact_email: Nullable(GuestEmail),
  contact_phone: Nullable(Text(40)),
  accent_colour: Nullable(Type.String({ pattern: '^#[0-9a-f]{6}$' })),
  embed_origins: Type.Array(Origin, { maxItems: 20 }),
  languages: Type.Array(OneOf(BOOKING_PAGE_LANGUAGES), { minItems: 1, maxItems: 6 }),
  takes_pay_at_hotel: Type.Boolean(),
  takes_cards: Type.Boolean(),
  prepay_bp: BasisPoints(1),
  free_cancel_days: Type.Integer({ minimum: 0, maximum: 365 }),
  late_cancel_bp: BasisPoints(0),
};

export const BookingPage = Type.Object({ outlet_id: Id, ...pageFields, version: Type.Integer() });
export type BookingPage = Static<typeof BookingPage>;

const { slug, ...optionalFields } = pageFields;
export const BookingPageSettings = Body({
  slug,
  ...(Object.fromEntries(Object.entries(optionalFields).map(([name, field]) => [name, Type.Optional(field)])) as {
    [K in keyof typeof optionalFields]: ReturnType<typeof Type.Optional<(typeof optionalFields)[K]>>;
  }),
  version: Version,
});

const Price = Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: 'In the currency’s minor unit' });
const extraFields = {
  name: Name,
  description: Text(500),
  per: OneOf(EXTRA_UNITS),
  price_minor: Price,
  charge_code: Type.String({ minLength: 1, maxLength: 40 }),
  daily_stock: Nullable(Type.Integer({ minimum: 0, maximum: 10_000 })),
  sort_order: Type.Integer({ minimum: 0, maximum: 10_000 }),
  is_active: Type.Boolean(),
};
export const Extra = Type.Object({ id: Id, outlet_id: Id, ...extraFields, version: Type.Integer() });
export type Extra = Static<typeof Extra>;

const moreOfExtra = {
  description: Type.Optional(extraFields.description),
  daily_stock: Type.Optional(extraFields.daily_stock),
  sort_order: Type.Optional(extraFields.sort_order),
  is_active: Type.Optional(extraFields.is_active),
};
export const NewExtra = Body({
  outlet_id: Id,
  name: extraFields.name,
  per: extraFields.per,
  price_minor: extraFields.price_minor,
  charge_code: extraFields.charge_code,
  ...moreOfExtra,
});
export const ExtraChange = Body({
  name: Type.Optional(extraFields.name),
  per: Type.Optional(extraFields.per),
  price_minor: Type.Optional(extraFields.price_minor),
  charge_code: Type.Optional(extraFields.charge_code),
  ...moreOfExtra,
  version: Version,
});

export const RoomPicture = Type.Object({
  id: Id,
  room_type_id: Id,
  url: Type.String(),
  alt: Type.String(),
  sort_order: Type.Integer(),
});
export type RoomPicture = Static<typeof RoomPicture>;
export const RoomPictureChange = Body({
  alt: Type.Optional(Text(200)),
  sort_order: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000 })),
});

/* What anybody may see. */

const PublicExtra = Type.Object({
  id: Id,
  name: Type.String(),
  description: Type.String(),
  per: OneOf(EXTRA_UNITS),
  price_minor: MinorUnits,
});
const PublicPicture = Type.Object({ url: Type.String(), alt: Type.String() });

export const PublicHotel = Type.Object({
  slug: Type.String(),
  name: Type.String(),
  address: Nullable(Type.String()),
  city: Nullable(Type.String()),
  currency: Currency,
  timezone: Type.String(),
  business_date: CivilDate,
  headline: Type.String(),
  intro: Type.String(),
  policies: Type.String(),
  check_in_from: Type.String(),
  check_out_until: Type.String(),
  contact_email: Nullable(Type.String()),
  contact_phone: Nullable(Type.String()),
  accent_colour: Nullable(Type.String()),
  languages: Type.Array(Type.String()),
  payments: Type.Array(OneOf(BOOKING_PAYMENTS)),
  prepay_bp: Type.Integer(),
  free_cancel_days: Type.Integer(),
  late_cancel_bp: Type.Integer(),
  room_types: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      max_occupancy: Type.Integer(),
      pictures: Type.Array(PublicPicture),
    }),
  ),
  extras: Type.Array(PublicExtra),
});
export type PublicHotel = Static<typeof PublicHotel>;

export const PublicNight = Type.Object({
  date: CivilDate,
  is_available: Type.Boolean({ description: 'Some room can be slept in on this night' }),
  from_minor: Nullable(MinorUnits),
});
export type PublicNight = Static<typeof PublicNight>;

export const StayWish = Body({
  start_date: CivilDate,
  end_date: CivilDate,
  rooms: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_ROOMS_PER_CART, default: 1 })),
  adults: Type.Optional(Type.Integer({ minimum: 1, maximum: 40, default: 2 })),
  children: Type.Optional(Type.Integer({ minimum: 0, maximum: 40, default: 0 })),
});
export type StayWish = Static<typeof StayWish>;

const CartNight = Type.Object({ date: CivilDate, price_minor: MinorUnits, tax_minor: MinorUnits });

export const PublicOffer = Type.Object({
  room_type_id: Id,
  rate_plan_id: Nullable(Id),
  name: Type.String(),
  available: Type.Integer({ description: 'Rooms left on every night of the stay, told up to ten' }),
  currency: Currency,
  nights: Type.Array(CartNight),
  total_minor: MinorUnits,
  refused: Nullable(
    Type.Object({
      code: Type.String(),
      message: Type.String(),
      details: Type.Optional(Type.Unknown()),
    }),
    // Why it cannot be booked for these dates and this party.
  ),
});
export type PublicOffer = Static<typeof PublicOffer>;

const WantedExtra = Body({
  extra_id: Id,
  quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, default: 1 })),
});
export const NewCart = Body({
  room_type_id: Id,
  start_date: CivilDate,
  end_date: CivilDate,
  rooms: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_ROOMS_PER_CART, default: 1 })),
  adults: Type.Integer({ minimum: 1, maximum: 40 }),
  children: Type.Optional(Type.Integer({ minimum: 0, maximum: 40, default: 0 })),
  extras: Type.Optional(Type.Array(WantedExtra, { maxItems: 30 })),
  promotion_code: Type.Optional(Text(40)),
  replaces: Type.Optional(
    Type.String({ format: 'uuid', description: 'The cart that the guest gives up for this one; its rooms go back' }),
  ),
});
export type NewCart = Static<typeof NewCart>;

export const CartExtra = Type.Object({
  extra_id: Id,
  name: Type.String(),
  charge_code: Type.String(),
  quantity: Type.Integer(),
  amount_minor: MinorUnits,
});
export type CartExtra = Static<typeof CartExtra>;

export const Cart = Type.Object({
  id: Id,
  room_type_id: Id,
  start_date: CivilDate,
  end_date: CivilDate,
  rooms: Type.Integer(),
  adults: Type.Integer(),
  children: Type.Integer(),
  nights: Type.Array(CartNight, { description: 'Of one room' }),
  extras: Type.Array(CartExtra),
  promotion_code: Nullable(Type.String()),
  room_total_minor: MinorUnits,
  extras_total_minor: MinorUnits,
  total_minor: MinorUnits,
  due_now_minor: Type.Integer({ description: 'What is paid now by whoever pays by card' }),
  currency: Currency,
  free_cancel_until: Nullable(CivilDate),
  late_fee_minor: Type.Integer({ description: 'What cancelling costs once it is not free any more' }),
  expires_at: Instant,
  is_booked: Type.Boolean(),
});
export type Cart = Static<typeof Cart>;

export const CartBooking = Body({
  guest: Body({
    name: Name,
    email: GuestEmail,
    phone: Type.String({
      minLength: 4,
      maxLength: 40,
      description: 'With the country’s code, such as +351 912 345 678',
    }),
  }),
  payment: OneOf(BOOKING_PAYMENTS),
  language: Type.Optional(OneOf(BOOKING_PAGE_LANGUAGES)),
  arrival_time: Type.Optional(Nullable(WallTime)),
  wishes: Type.Optional(Text(500)),
  accepts_terms: Type.Literal(true, { description: 'The guest has read the hotel’s policies and accepts them' }),
  marketing_consent: Type.Optional(Type.Boolean({ default: false })),
});
export type CartBooking = Static<typeof CartBooking>;

export const CartBooked = Type.Object({
  status: OneOf(['BOOKED', 'PAYMENT_DUE']),
  confirmation_code: Nullable(Type.String()),
  key: Nullable(Type.String({ description: 'Opens the booking at /g/book/<key>' })),
});

/* What a guest does with a booking that is there. */

export const GuestBooking = Type.Object({
  hotel: Type.Object({
    slug: Nullable(Type.String()),
    name: Type.String(),
    address: Nullable(Type.String()),
    city: Nullable(Type.String()),
    timezone: Type.String(),
    contact_email: Nullable(Type.String()),
    contact_phone: Nullable(Type.String()),
    check_in_from: Nullable(Type.String()),
    check_out_until: Nullable(Type.String()),
    accent_colour: Nullable(Type.String()),
    languages: Type.Array(Type.String()),
    policies: Type.String(),
  }),
  confirmation_code: Type.String(),
  status: OneOf(RESERVATION_STATUSES),
  guest_name: Nullable(Type.String()),
  start_date: CivilDate,
  end_date: CivilDate,
  rooms: Type.Integer(),
  room_types: Type.Array(Type.String()),
  adults: Type.Integer(),
  children: Type.Integer(),
  currency: Currency,
  room_total_minor: MinorUnits,
  extras: Type.Array(Type.Object({ id: Id, name: Type.String(), quantity: Type.Integer(), amount_minor: MinorUnits })),
  total_minor: MinorUnits,
  paid_minor: MinorUnits,
  arrival_time: Nullable(Type.String()),
  cancellation: Type.Object({
    is_possible: Type.Boolean(),
    fee_minor: Type.Integer({ description: 'What cancelling costs now' }),
    refund_minor: Type.Integer({ description: 'What goes back to the card' }),
    free_until: Nullable(CivilDate),
  }),
  can_change: Type.Boolean(),
  checked_in_online: Type.Boolean(),
  can_check_in_online: Type.Boolean(),
  invoices: Type.Array(Type.Object({ id: Id, number: Type.Integer(), total_minor: MinorUnits })),
  offered_extras: Type.Array(PublicExtra),
});
export type GuestBooking = Static<typeof GuestBooking>;

export const GuestDates = Body({ start_date: CivilDate, end_date: CivilDate });
export const GuestPriceChange = Type.Object({
  before_minor: MinorUnits,
  after_minor: MinorUnits,
  difference_minor: Type.Integer(),
  currency: Currency,
});
export const GuestCancellation = Body({
  fee_minor: Type.Integer({ minimum: 0, description: 'The fee that the guest was shown; another one is refused' }),
});
export const GuestExtra = WantedExtra;

export const OnlineCheckIn = Body({
  birth_date: CivilDate,
  nationality: Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' }),
  document_type: OneOf(DOCUMENT_TYPES),
  document_number: Type.String({ minLength: 3, maxLength: 40, pattern: '\\S' }),
  address: Type.String({ minLength: 3, maxLength: 300, pattern: '\\S' }),
  arrival_time: Type.Optional(Nullable(WallTime)),
  preferences: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 20 })),
  signature: Type.String({
    minLength: 10,
    maxLength: 40_000,
    pattern: '^[MLml0-9 .,-]+$',
    description: 'What the finger drew, as an SVG path',
  }),
});
export type OnlineCheckIn = Static<typeof OnlineCheckIn>;
