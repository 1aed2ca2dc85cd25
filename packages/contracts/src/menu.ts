import { Type, type Static } from 'typebox';
import { Body, Currency, Id, MinorUnits, Name, Nullable, OneOf } from './envelope.ts';

/** The fourteen allergens that European law makes every kitchen declare. */
export const ALLERGENS = [
  'GLUTEN',
  'CRUSTACEANS',
  'EGGS',
  'FISH',
  'PEANUTS',
  'SOYA',
  'MILK',
  'NUTS',
  'CELERY',
  'MUSTARD',
  'SESAME',
  'SULPHITES',
  'LUPIN',
  'MOLLUSCS',
] as const;
export type Allergen = (typeof ALLERGENS)[number];

const Version = Type.Integer({ minimum: 1, description: 'The version the change is based on' });
const SortOrder = Type.Integer({ minimum: 0, maximum: 100_000 });
const Price = Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: 'In the currency’s minor unit' });
const Allergens = Nullable(
  Type.Array(OneOf(ALLERGENS), {
    uniqueItems: true,
    maxItems: 14,
    description: 'Null: not declared, which is unknown and never safe',
  }),
);

export const TaxRate = Type.Object({
  id: Id,
  name: Type.String(),
  rate_bp: Type.Integer(),
  is_inclusive: Type.Boolean(),
  version: Type.Integer(),
});
export type TaxRate = Static<typeof TaxRate>;
const RateBp = Type.Integer({ minimum: 0, maximum: 10_000, description: 'Hundredths of a percent: 1300 is 13 %' });
export const NewTaxRate = Body({ name: Name, rate_bp: RateBp, is_inclusive: Type.Optional(Type.Boolean()) });
export const TaxRatePatch = Body({
  name: Type.Optional(Name),
  rate_bp: Type.Optional(RateBp),
  is_inclusive: Type.Optional(Type.Boolean()),
  version: Type.Optional(Version),
});

/** Categories of the menu and stations of the kitchen: named things in an order. */
export const MenuSection = Type.Object({
  id: Id,
  outlet_id: Id,
  name: Type.String(),
  sort_order: Type.Integer(),
  version: Type.Integer(),
});
export type MenuSection = Static<typeof MenuSection>;
export const NewMenuSection = Body({ outlet_id: Id, name: Name, sort_order: Type.Optional(SortOrder) });
export type NewMenuSection = Static<typeof NewMenuSection>;
export const MenuSectionPatch = Body({
  name: Type.Optional(Name),
  sort_order: Type.Optional(SortOrder),
  version: Type.Optional(Version),
});
export type MenuSectionPatch = Static<typeof MenuSectionPatch>;

export const Modifier = Type.Object({
  id: Id,
  name: Type.String(),
  price_minor: MinorUnits,
  is_available: Type.Boolean(),
});
export type Modifier = Static<typeof Modifier>;
export const ModifierGroup = Type.Object({
  id: Id,
  outlet_id: Id,
  name: Type.String(),
  min_choices: Type.Integer(),
  max_choices: Type.Integer(),
  modifiers: Type.Array(Modifier),
  version: Type.Integer(),
});
export type ModifierGroup = Static<typeof ModifierGroup>;
const Choices = Type.Integer({ minimum: 0, maximum: 50 });
export const NewModifierGroup = Body({
  outlet_id: Id,
  name: Name,
  min_choices: Type.Optional(Choices),
  max_choices: Type.Optional(Choices),
  modifiers: Type.Array(Body({ name: Name, price_minor: Type.Optional(Price) }), { minItems: 1, maxItems: 50 }),
});
export type NewModifierGroup = Static<typeof NewModifierGroup>;
export const ModifierGroupPatch = Body({
  name: Type.Optional(Name),
  min_choices: Type.Optional(Choices),
  max_choices: Type.Optional(Choices),
  version: Type.Optional(Version),
});
export const ModifierPatch = Body({
  name: Type.Optional(Name),
  price_minor: Type.Optional(Price),
  is_available: Type.Optional(Type.Boolean()),
});

const itemColumns = {
  id: Id,
  outlet_id: Id,
  category_id: Nullable(Id),
  station_id: Nullable(Id),
  tax_rate_id: Nullable(Id),
  name: Type.String(),
  description: Type.String(),
  price_minor: MinorUnits,
  allergens: Nullable(Type.Array(OneOf(ALLERGENS))),
  sort_order: Type.Integer(),
  is_available: Type.Boolean(),
  version: Type.Integer(),
};
export const MenuItem = Type.Object({ ...itemColumns, modifier_group_ids: Type.Array(Id) });
export type MenuItem = Static<typeof MenuItem>;
/** The columns a list of items has besides: names instead of ids, for reading. */
export const MenuItemRow = Type.Object({
  ...itemColumns,
  category_name: Nullable(Type.String()),
  station_name: Nullable(Type.String()),
});

const itemFields = {
  category_id: Type.Optional(Nullable(Id)),
  station_id: Type.Optional(Nullable(Id)),
  tax_rate_id: Type.Optional(Nullable(Id)),
  description: Type.Optional(Type.String({ maxLength: 2_000 })),
  allergens: Type.Optional(Allergens),
  sort_order: Type.Optional(SortOrder),
  is_available: Type.Optional(Type.Boolean()),
  modifier_group_ids: Type.Optional(Type.Array(Id, { uniqueItems: true, maxItems: 20 })),
};
export const NewMenuItem = Body({ outlet_id: Id, name: Name, price_minor: Price, ...itemFields });
export type NewMenuItem = Static<typeof NewMenuItem>;
export const MenuItemPatch = Body({
  name: Type.Optional(Name),
  price_minor: Type.Optional(Price),
  ...itemFields,
  version: Type.Optional(Version),
});
export type MenuItemPatch = Static<typeof MenuItemPatch>;
export const Availability = Body({ is_available: Type.Boolean() });

/** The whole menu of an outlet. */
export const Menu = Type.Object({
  outlet_id: Id,
  currency: Currency,
  revision: Type.Integer(),
  categories: Type.Array(Type.Object({ id: Id, name: Type.String(), sort_order: Type.Integer() })),
  stations: Type.Array(Type.Object({ id: Id, name: Type.String(), sort_order: Type.Integer() })),
  tax_rates: Type.Array(
    Type.Object({ id: Id, name: Type.String(), rate_bp: Type.Integer(), is_inclusive: Type.Boolean() }),
  ),
  modifier_groups: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      min_choices: Type.Integer(),
      max_choices: Type.Integer(),
      modifiers: Type.Array(Modifier),
    }),
  ),
  items: Type.Array(MenuItem),
});
export type Menu = Static<typeof Menu>;
