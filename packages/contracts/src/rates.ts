import { Type } from 'typebox';
import { Body, CivilDate, Currency, Id, Instant, MinorUnits, Name, Nullable, OneOf } from './envelope.ts';

/** What a night costs: plans and their prices, taxes, terms of cancellation, promotions. */

export const MEAL_PLANS = ['ROOM_ONLY', 'BREAKFAST', 'HALF_BOARD', 'FULL_BOARD', 'ALL_INCLUSIVE'] as const;
export type MealPlan = (typeof MEAL_PLANS)[number];
export const DERIVATIONS = ['PERCENT', 'AMOUNT'] as const;
export const GUARANTEES = ['NONE', 'CARD', 'DEPOSIT', 'COMPANY', 'VOUCHER'] as const;
export type Guarantee = (typeof GUARANTEES)[number];
export const TAX_CATEGORIES = ['ROOM', 'FOOD', 'BEVERAGE', 'SERVICE', 'FEE', 'OTHER', 'ALL'] as const;
export type TaxCategory = (typeof TAX_CATEGORIES)[number];
export const TAX_KINDS = ['PERCENT', 'AMOUNT'] as const;
export const TAX_BASES = ['PER_NIGHT', 'PER_PERSON_NIGHT', 'PER_STAY'] as const;
export const CANCELLATION_CHARGES = ['NONE', 'FIRST_NIGHT', 'PERCENT', 'ALL'] as const;
export type CancellationCharge = (typeof CANCELLATION_CHARGES)[number];
export const PROMOTION_KINDS = ['PERCENT', 'AMOUNT', 'FREE_NIGHT'] as const;
export const RATE_CHANGES = ['SET', 'AMOUNT', 'PERCENT', 'CLEAR'] as const;
export const MOST_RATE_DAYS = 800;

const MOST_MINOR = 1_000_000_000;
const NightlyPrice = Type.Integer({
  minimum: 0,
  maximum: MOST_MINOR,
  description: 'Per room and night, in the outlet’s currency’s minor unit',
});
const Code = Type.String({ minLength: 1, maxLength: 20, pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*$' });
const BasisPoints = Type.Integer({ minimum: 0, maximum: 10_000, description: 'Hundredths of a percent' });
const Version = Type.Optional(Type.Integer({ minimum: 1, description: 'The version this change is based on' }));
const stamps = { version: Type.Integer(), created_at: Instant, updated_at: Instant };

const ofOccupancy = {
  single_minor: Nullable(Type.Integer({ minimum: 0, maximum: MOST_MINOR, description: 'For one person alone' })),
  extra_adult_minor: Nullable(
    Type.Integer({ minimum: 0, maximum: MOST_MINOR, description: 'Added for each adult beyond those included' }),
  ),
};
const FlatPrice = {
  room_type_id: Id,
  price_minor: NightlyPrice,
  single_minor: Type.Optional(ofOccupancy.single_minor),
  extra_adult_minor: Type.Optional(ofOccupancy.extra_adult_minor),
};
const ChildPrice = {
  from_age: Type.Integer({ minimum: 0, maximum: 17 }),
  to_age: Type.Integer({ minimum: 0, maximum: 17, description: 'Up to and with this age' }),
  price_minor: NightlyPrice,
};
const derivation = {
  parent_plan_id: Nullable(Id),
  derivation: Nullable(OneOf(DERIVATIONS)),
  derivation_value: Nullable(
    Type.Integer({
      minimum: -MOST_MINOR,
      maximum: MOST_MINOR,
      description: 'Hundredths of a percent, or minor units per room and night; negative makes it cheaper',
    }),
  ),
};

export const RatePlan = Type.Object({
  id: Id,
  outlet_id: Id,
  code: Type.String(),
  name: Type.String(),
  is_default: Type.Boolean(),
  is_active: Type.Boolean(),
  ...derivation,
  parent_code: Nullable(Type.String()),
  rounding_minor: Type.Integer(),
  meal_plan: OneOf(MEAL_PLANS),
  cancellation_policy_id: Nullable(Id),
  cancellation_policy_name: Nullable(Type.String()),
  guarantee: OneOf(GUARANTEES),
  deposit_bp: Type.Integer(),
  currency: Currency,
  prices: Type.Array(Type.Object({ room_type_id: Id, price_minor: NightlyPrice, ...ofOccupancy })),
  child_prices: Type.Array(Type.Object(ChildPrice)),
  ...stamps,
});

const Prices = Type.Array(Body(FlatPrice), {
  maxItems: 500,
  description: 'The price where no daily rate says otherwise; room types left out keep the price they have',
});
const planFields = {
  is_default: Type.Optional(Type.Boolean()),
  prices: Type.Optional(Prices),
  child_prices: Type.Optional(
    Type.Array(Body(ChildPrice), {
      maxItems: 18,
      description: 'All bands of the plan; they take the place of the old',
    }),
  ),
  parent_plan_id: Type.Optional(derivation.parent_plan_id),
  derivation: Type.Optional(derivation.derivation),
  derivation_value: Type.Optional(derivation.derivation_value),
  rounding_minor: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  meal_plan: Type.Optional(OneOf(MEAL_PLANS)),
  cancellation_policy_id: Type.Optional(Nullable(Id)),
  guarantee: Type.Optional(OneOf(GUARANTEES)),
  deposit_bp: Type.Optional(BasisPoints),
};

export const NewRatePlan = Body({ outlet_id: Id, code: Code, name: Name, ...planFields });

export const RatePlanChange = Body({
  name: Type.Optional(Name),
  is_active: Type.Optional(Type.Boolean()),
  ...planFields,
  version: Version,
});

/** A price of the grid: what the plan asks on that night for the guests included. */
const GridNight = Type.Object({
  date: CivilDate,
  price_minor: Nullable(MinorUnits),
  single_minor: Nullable(MinorUnits),
  extra_adult_minor: Nullable(MinorUnits),
  is_daily: Type.Boolean({ description: 'Set for this very night, rather than the plan’s flat price' }),
});
export const RateGrid = Type.Object({
  outlet_id: Id,
  currency: Currency,
  business_date: CivilDate,
  from: CivilDate,
  to: CivilDate,
  plans: Type.Array(
    Type.Object({
      id: Id,
      code: Type.String(),
      name: Type.String(),
      parent_code: Nullable(Type.String()),
      derivation: Nullable(OneOf(DERIVATIONS)),
      derivation_value: Nullable(Type.Integer()),
      is_default: Type.Boolean(),
      room_types: Type.Array(
        Type.Object({ id: Id, code: Type.String(), name: Type.String(), nights: Type.Array(GridNight) }),
      ),
    }),
  ),
});
export const RateGridQuery = Type.Object(
  { outlet_id: Id, from: CivilDate, to: CivilDate },
  { additionalProperties: false },
);

export const DailyRatesChange = Body({
  rate_plan_id: Id,
  room_type_ids: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
  start_date: CivilDate,
  end_date: Type.String({ format: 'date', description: 'The first night left alone' }),
  weekdays: Type.Optional(
    Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
      minItems: 1,
      maxItems: 7,
      uniqueItems: true,
      description: 'Only these, Monday is 1; all if left out',
    }),
  ),
  change: OneOf(RATE_CHANGES, {
    description:
      'SET the price, add an AMOUNT in minor units, or add hundredths of a PERCENT to what it is; CLEAR goes back to the flat price',
  }),
  value: Type.Optional(Type.Integer({ minimum: -MOST_MINOR, maximum: MOST_MINOR })),
  rounding_minor: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 100_000, description: 'Round to multiples of it' }),
  ),
  single_minor: Type.Optional(ofOccupancy.single_minor),
  extra_adult_minor: Type.Optional(ofOccupancy.extra_adult_minor),
});
export const DailyRatesChanged = Type.Object({ nights: Type.Integer({ description: 'Prices that were written' }) });

const taxFields = {
  code: Code,
  name: Name,
  category: OneOf(TAX_CATEGORIES),
  kind: OneOf(TAX_KINDS),
  is_inclusive: Type.Boolean({ description: 'Contained in the quoted price, rather than added to it' }),
};
const taxChoices = {
  rate_bp: Type.Integer({ minimum: 0, maximum: 100_000, description: 'Hundredths of a percent' }),
  amount_minor: Type.Integer({ minimum: 0, maximum: MOST_MINOR }),
  basis: OneOf(TAX_BASES),
  is_compound: Type.Boolean(),
  max_nights: Nullable(Type.Integer({ minimum: 1, maximum: 400 })),
  exempt_under_age: Type.Integer({ minimum: 0, maximum: 99 }),
  sort_order: Type.Integer({ minimum: -1000, maximum: 1000 }),
  start_date: CivilDate,
  end_date: Nullable(CivilDate),
};
export const Tax = Type.Object({ id: Id, outlet_id: Id, ...taxFields, ...taxChoices, ...stamps });
export const NewTax = Body({ outlet_id: Id, ...taxFields, ...Type.Partial(Type.Object(taxChoices)).properties });
export const TaxChange = Body({
  ...Type.Partial(Type.Object({ ...taxFields, ...taxChoices })).properties,
  version: Version,
});

const policyFields = { code: Code, name: Name };
const policyChoices = {
  free_until_days: Nullable(
    Type.Integer({ minimum: 0, maximum: 365, description: 'Before arrival; null: never free' }),
  ),
  free_until_hour: Type.Integer({ minimum: 0, maximum: 23 }),
  late_charge: OneOf(CANCELLATION_CHARGES),
  late_charge_bp: BasisPoints,
  no_show_charge: OneOf(CANCELLATION_CHARGES),
  no_show_charge_bp: BasisPoints,
};
const isActive = { is_active: Type.Boolean() };
export const CancellationPolicy = Type.Object({
  id: Id,
  outlet_id: Id,
  ...policyFields,
  ...policyChoices,
  ...isActive,
  ...stamps,
});
export const NewCancellationPolicy = Body({
  outlet_id: Id,
  ...policyFields,
  ...Type.Partial(Type.Object({ ...policyChoices, ...isActive })).properties,
});
export const CancellationPolicyChange = Body({
  ...Type.Partial(Type.Object({ ...policyFields, ...policyChoices, ...isActive })).properties,
  version: Version,
});

/** The terms as they are frozen in a booking or a quote. */
export const CancellationTerms = Type.Object({ code: Type.String(), name: Type.String(), ...policyChoices });

const promotionFields = { name: Name, kind: OneOf(PROMOTION_KINDS) };
const promotionChoices = {
  code: Nullable(Code),
  value: Type.Integer({
    minimum: 1,
    maximum: MOST_MINOR,
    description: 'Hundredths of a percent, minor units per room and night, or every how manieth night is free',
  }),
  min_nights: Type.Integer({ minimum: 1, maximum: 400 }),
  book_from: Nullable(CivilDate),
  book_to: Nullable(CivilDate),
  stay_from: Nullable(CivilDate),
  stay_to: Nullable(CivilDate),
  rate_plan_id: Nullable(Id),
  usage_limit: Nullable(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  is_active: Type.Boolean(),
};
export const Promotion = Type.Object({
  id: Id,
  outlet_id: Id,
  ...promotionFields,
  ...promotionChoices,
  used_count: Type.Integer(),
  ...stamps,
});
export const NewPromotion = Body({
  outlet_id: Id,
  ...promotionFields,
  ...Type.Partial(Type.Object(promotionChoices)).properties,
  value: promotionChoices.value,
});
export const PromotionChange = Body({
  ...Type.Partial(Type.Object({ ...promotionFields, ...promotionChoices })).properties,
  version: Version,
});
