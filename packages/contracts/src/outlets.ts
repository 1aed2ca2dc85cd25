import { Type, type Static } from 'typebox';
import { Body, CivilDate, Currency, Id, Instant, Name, Nullable, OneOf } from './envelope.ts';

export const OUTLET_KINDS = ['HOTEL', 'RESTAURANT', 'CAFE'] as const;
export type OutletKind = (typeof OUTLET_KINDS)[number];
export const SUBSCRIPTION_TIERS = ['STARTER', 'GROWTH', 'ENTERPRISE'] as const;

const Text = Type.String({ maxLength: 300 });
const Version = Type.Optional(Type.Integer());

export const BrandShape = Type.Object({
  id: Id,
  name: Type.String(),
  corporate_id: Type.String(),
  subscription_tier: OneOf(SUBSCRIPTION_TIERS),
  contact_email: Nullable(Type.String()),
  is_active: Type.Boolean(),
  outlet_count: Type.Integer(),
  version: Type.Integer(),
  created_at: Instant,
  updated_at: Instant,
});
const BrandFields = {
  subscription_tier: Type.Optional(OneOf(SUBSCRIPTION_TIERS)),
  contact_email: Type.Optional(Nullable(Type.String({ format: 'email', maxLength: 200 }))),
  is_active: Type.Optional(Type.Boolean()),
};
const CorporateId = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' });
export const CreateBrandBody = Body({ name: Name, corporate_id: CorporateId, ...BrandFields });
export const UpdateBrandBody = Body({
  name: Type.Optional(Name),
  corporate_id: Type.Optional(CorporateId),
  ...BrandFields,
  version: Version,
});

export const OutletShape = Type.Object({
  id: Id,
  brand_id: Id,
  brand_name: Type.String(),
  name: Type.String(),
  kind: OneOf(OUTLET_KINDS),
  timezone: Type.String(),
  currency: Type.String(),
  city: Type.String(),
  address: Type.String(),
  manager_name: Type.String(),
  manager_phone: Type.String(),
  seating_capacity: Type.Integer(),
  wait_threshold_minutes: Type.Integer(),
  business_date: CivilDate,
  is_active: Type.Boolean(),
  version: Type.Integer(),
  created_at: Instant,
  updated_at: Instant,
});
const OutletFields = {
  city: Type.Optional(Text),
  address: Type.Optional(Text),
  manager_name: Type.Optional(Text),
  manager_phone: Type.Optional(Text),
  seating_capacity: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
  wait_threshold_minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 240 })),
  is_active: Type.Optional(Type.Boolean()),
};
const Timezone = Type.String({ minLength: 1, maxLength: 60, description: 'IANA name, such as Europe/Lisbon' });
export const CreateOutletBody = Body({
  brand_id: Id,
  name: Name,
  kind: OneOf(OUTLET_KINDS),
  timezone: Timezone,
  currency: Currency,
  ...OutletFields,
});
export const UpdateOutletBody = Body({
  brand_id: Type.Optional(Id),
  name: Type.Optional(Name),
  timezone: Type.Optional(Timezone),
  currency: Type.Optional(Currency),
  ...OutletFields,
  version: Version,
});

export type BrandShape = Static<typeof BrandShape>;
export type OutletShape = Static<typeof OutletShape>;
export type CreateBrandBody = Static<typeof CreateBrandBody>;
export type UpdateBrandBody = Static<typeof UpdateBrandBody>;
export type CreateOutletBody = Static<typeof CreateOutletBody>;
export type UpdateOutletBody = Static<typeof UpdateOutletBody>;
