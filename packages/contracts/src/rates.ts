import { Type } from 'typebox';
import { Body, Currency, Id, Instant, Name } from './envelope.ts';

/** Rate plans: one flat nightly price per room type. */

const NightlyPrice = Type.Integer({
  minimum: 0,
  maximum: 1_000_000_000,
  description: 'Per room and night, in the outlet’s currency’s minor unit',
});
const PlanCode = Type.String({ minLength: 1, maxLength: 20, pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*$' });
const FlatPrice = { room_type_id: Id, price_minor: NightlyPrice };

export const RatePlan = Type.Object({
  id: Id,
  outlet_id: Id,
  code: Type.String(),
  name: Type.String(),
  is_default: Type.Boolean(),
  is_active: Type.Boolean(),
  currency: Currency,
  prices: Type.Array(Type.Object(FlatPrice)),
  version: Type.Integer(),
  created_at: Instant,
  updated_at: Instant,
});

const Prices = Type.Array(Body(FlatPrice), {
  maxItems: 500,
  description: 'Room types left out keep the price they have',
});

export const NewRatePlan = Body({
  outlet_id: Id,
  code: PlanCode,
  name: Name,
  is_default: Type.Optional(Type.Boolean()),
  prices: Type.Optional(Prices),
});

export const RatePlanChange = Body({
  name: Type.Optional(Name),
  is_default: Type.Optional(Type.Boolean()),
  is_active: Type.Optional(Type.Boolean()),
  prices: Type.Optional(Prices),
  version: Type.Optional(Type.Integer({ minimum: 1 })),
});
