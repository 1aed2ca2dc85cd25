import { Type } from 'typebox';
import { Body, CivilDate, Id, Instant, MinorUnits, Name, Nullable, OneOf } from './envelope.ts';
import { RESERVATION_STATUSES } from './lifecycles.ts';

/** The people who stay. */

export const GuestEmail = Type.String({ format: 'email', maxLength: 254 });
export const GuestPhone = Type.String({ minLength: 3, maxLength: 40, pattern: '^[+0-9 ()./-]+$' });

export const DOCUMENT_TYPES = ['PASSPORT', 'ID_CARD', 'DRIVING_LICENCE', 'OTHER'] as const;

/** What a guest likes, as codes that a housekeeper, a waiter and a search can act on. */
export const GUEST_PREFERENCES = [
  'HIGH_FLOOR',
  'LOW_FLOOR',
  'QUIET_ROOM',
  'NEAR_LIFT',
  'VIEW',
  'KING_BED',
  'TWIN_BEDS',
  'EXTRA_PILLOW',
  'BATHTUB',
  'ACCESSIBLE',
  'NON_SMOKING',
  'COT',
  'NEWSPAPER',
  'LATE_ARRIVAL',
  'ALLERGY_NUTS',
  'ALLERGY_GLUTEN',
  'ALLERGY_LACTOSE',
  'ALLERGY_SEAFOOD',
  'ALLERGY_FEATHERS',
  'VEGETARIAN',
  'VEGAN',
] as const;

const CountryCode = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' });
const Text = (most: number) => Type.String({ maxLength: most });

const guestFields = {
  id: Id,
  outlet_id: Id,
  code: Type.String({ description: 'What a person can read out' }),
  name: Type.String(),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  language: Nullable(Type.String()),
  nationality: Nullable(Type.String()),
  country: Nullable(Type.String()),
  city: Nullable(Type.String()),
  vip_level: Type.Integer(),
  tags: Type.Array(Type.String()),
  company_id: Nullable(Id),
  company_name: Nullable(Type.String()),
  is_blacklisted: Type.Boolean(),
  document_number: Nullable(Type.String({ description: 'Masked but for its last signs, unless asked for one guest' })),
  version: Type.Integer(),
  created_at: Instant,
  updated_at: Instant,
};

/** A guest in a list. */
export const GuestRow = Type.Object(guestFields);

/** A guest as the profile shows one. */
export const Guest = Type.Object({
  ...guestFields,
  birth_date: Nullable(CivilDate),
  document_type: Nullable(OneOf(DOCUMENT_TYPES)),
  document_country: Nullable(Type.String()),
  document_expires_on: Nullable(CivilDate),
  address: Type.String(),
  postal_code: Nullable(Type.String()),
  preferences: Type.Array(Type.String()),
  preference_notes: Type.String(),
  notes: Type.String(),
  marketing_consent: Type.Boolean(),
  marketing_consent_at: Nullable(Instant),
  marketing_consent_source: Nullable(Type.String()),
  blacklist_reason: Nullable(Type.String()),
  merged_into_id: Nullable(Id),
  erased_at: Nullable(Instant),
});

/** A guest as a booking names one. */
export const NewGuest = Body({ name: Name, email: Type.Optional(GuestEmail), phone: Type.Optional(GuestPhone) });

const profile = {
  email: Type.Optional(Nullable(GuestEmail)),
  phone: Type.Optional(Nullable(GuestPhone)),
  language: Type.Optional(Nullable(Type.String({ pattern: '^[a-z]{2}$' }))),
  nationality: Type.Optional(Nullable(CountryCode)),
  birth_date: Type.Optional(Nullable(CivilDate)),
  document_type: Type.Optional(Nullable(OneOf(DOCUMENT_TYPES))),
  document_number: Type.Optional(Nullable(Text(60))),
  document_country: Type.Optional(Nullable(CountryCode)),
  document_expires_on: Type.Optional(Nullable(CivilDate)),
  address: Type.Optional(Text(500)),
  postal_code: Type.Optional(Nullable(Text(20))),
  city: Type.Optional(Nullable(Text(120))),
  country: Type.Optional(Nullable(CountryCode)),
  vip_level: Type.Optional(Type.Integer({ minimum: 0, maximum: 5 })),
  preferences: Type.Optional(Type.Array(OneOf(GUEST_PREFERENCES), { maxItems: 40, uniqueItems: true })),
  preference_notes: Type.Optional(Text(2_000)),
  tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 20, uniqueItems: true })),
  notes: Type.Optional(Text(5_000)),
  marketing_consent: Type.Optional(Type.Boolean()),
  marketing_consent_source: Type.Optional(Nullable(Text(80))),
  company_id: Type.Optional(Nullable(Id)),
  is_blacklisted: Type.Optional(Type.Boolean()),
  blacklist_reason: Type.Optional(Nullable(Text(500))),
};

export const NewGuestProfile = Body({ outlet_id: Id, name: Name, ...profile });

export const GuestChange = Body({
  name: Type.Optional(Name),
  ...profile,
  version: Type.Optional(Type.Integer({ minimum: 1 })),
});

/** Somebody who may be the same person, and what speaks for it. */
export const GuestDuplicate = Type.Object({
  ...guestFields,
  because: Type.Array(OneOf(['email', 'phone', 'document', 'name'])),
});

export const GuestMerge = Body({
  guest_id: Id,
  version: Type.Optional(Type.Integer({ minimum: 1 })),
});

/** Everything the house knows of a guest, by the part of the house that knows it. */
export const GuestExport = Type.Object({
  exported_at: Instant,
  guest: Type.Record(Type.String(), Type.Unknown()),
  sections: Type.Record(Type.String(), Type.Unknown()),
});

export const GuestErasure = Body({ reason: Type.String({ minLength: 3, maxLength: 500 }) });

export const COMPANY_KINDS = ['COMPANY', 'TRAVEL_AGENT', 'SOURCE'] as const;

const Contact = {
  name: Name,
  role: Type.Optional(Text(80)),
  email: Type.Optional(GuestEmail),
  phone: Type.Optional(GuestPhone),
};

export const Company = Type.Object({
  id: Id,
  outlet_id: Id,
  kind: OneOf(COMPANY_KINDS),
  name: Type.String(),
  tax_number: Nullable(Type.String()),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  address: Type.String(),
  country: Nullable(Type.String()),
  credit_limit_minor: Nullable(MinorUnits),
  payment_terms_days: Type.Integer(),
  commission_bp: Type.Integer(),
  rate_plan_id: Nullable(Id),
  contacts: Type.Array(
    Type.Object({
      name: Type.String(),
      role: Type.Optional(Type.String()),
      email: Type.Optional(Type.String()),
      phone: Type.Optional(Type.String()),
    }),
  ),
  notes: Type.String(),
  is_active: Type.Boolean(),
  merged_into_id: Nullable(Id),
  version: Type.Integer(),
  created_at: Instant,
  updated_at: Instant,
});

const company = {
  kind: Type.Optional(OneOf(COMPANY_KINDS)),
  tax_number: Type.Optional(Nullable(Text(60))),
  email: Type.Optional(Nullable(GuestEmail)),
  phone: Type.Optional(Nullable(GuestPhone)),
  address: Type.Optional(Text(500)),
  country: Type.Optional(Nullable(CountryCode)),
  credit_limit_minor: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 100_000_000_000 }))),
  payment_terms_days: Type.Optional(Type.Integer({ minimum: 0, maximum: 365 })),
  commission_bp: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
  rate_plan_id: Type.Optional(Nullable(Id)),
  contacts: Type.Optional(Type.Array(Body(Contact), { maxItems: 20 })),
  notes: Type.Optional(Text(5_000)),
};

export const NewCompany = Body({ outlet_id: Id, name: Name, ...company });

export const CompanyChange = Body({
  name: Type.Optional(Name),
  ...company,
  is_active: Type.Optional(Type.Boolean()),
  version: Type.Optional(Type.Integer({ minimum: 1 })),
});

export const CompanyMerge = Body({ company_id: Id, version: Type.Optional(Type.Integer({ minimum: 1 })) });

/** The stays of a guest or a company, and what they add up to. */
export const StayHistory = Type.Object({
  totals: Type.Object({
    stays: Type.Integer(),
    nights: Type.Integer(),
    no_shows: Type.Integer(),
    cancelled: Type.Integer(),
    revenue_minor: MinorUnits,
    currency: Nullable(Type.String()),
    last_stay_on: Nullable(CivilDate),
  }),
  stays: Type.Array(
    Type.Object({
      id: Id,
      booking_id: Id,
      confirmation_code: Type.String(),
      outlet_id: Id,
      guest_name: Nullable(Type.String()),
      room_type_code: Type.String(),
      status: OneOf(RESERVATION_STATUSES),
      start_date: CivilDate,
      end_date: CivilDate,
      total_minor: MinorUnits,
      currency: Type.String(),
      is_upcoming: Type.Boolean(),
    }),
  ),
});
