import { Type } from 'typebox';
import { Body, CivilDate, Id, Nullable, OneOf } from './envelope.ts';

/** What closes or conditions the sale of a night. */

export const RESTRICTION_RULES = [
  'STOP_SELL',
  'CLOSED_TO_ARRIVAL',
  'CLOSED_TO_DEPARTURE',
  'MIN_STAY_ARRIVAL',
  'MAX_STAY_ARRIVAL',
  'MIN_STAY_THROUGH',
  'MAX_STAY_THROUGH',
  'MIN_ADVANCE',
  'MAX_ADVANCE',
] as const;
export type RestrictionRule = (typeof RESTRICTION_RULES)[number];

/** Rules that only say yes or no; the others carry nights or days. */
export const YES_OR_NO_RULES: readonly RestrictionRule[] = ['STOP_SELL', 'CLOSED_TO_ARRIVAL', 'CLOSED_TO_DEPARTURE'];

/** From the broadest to the most specific, which wins. */
export const RESTRICTION_LEVELS = ['HOUSE', 'TYPE', 'PLAN', 'TYPE_PLAN'] as const;
export type RestrictionLevel = (typeof RESTRICTION_LEVELS)[number];

/** Days of the week as ISO counts them: Monday is 1. */
export const Weekdays = Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
  minItems: 1,
  maxItems: 7,
  uniqueItems: true,
  description: 'Monday is 1; all days if left out',
});

export const ChannelName = Type.String({
  minLength: 1,
  maxLength: 40,
  pattern: '^[A-Z0-9][A-Z0-9_.-]*$',
  description: 'A source such as DIRECT or WEB, or the name of a channel, in capitals',
});

export const Restriction = Type.Object({
  room_type_id: Nullable(Id),
  rate_plan_id: Nullable(Id),
  channel: Nullable(Type.String()),
  date: CivilDate,
  rule: OneOf(RESTRICTION_RULES),
  value: Type.Integer({
    description: '1 for a rule that says yes; nights of stay or days of advance for the others; 0: not here',
  }),
});

export const RestrictionsChange = Body({
  outlet_id: Id,
  start_date: CivilDate,
  end_date: CivilDate,
  weekdays: Type.Optional(Weekdays),
  room_type_ids: Type.Optional(
    Type.Array(Id, { minItems: 1, maxItems: 200, description: 'Left out: for all room types at once' }),
  ),
  rate_plan_ids: Type.Optional(
    Type.Array(Id, { minItems: 1, maxItems: 200, description: 'Left out: for all plans at once' }),
  ),
  channels: Type.Optional(
    Type.Array(ChannelName, { minItems: 1, maxItems: 50, description: 'Left out: for all channels at once' }),
  ),
  rules: Type.Array(
    Body({
      rule: OneOf(RESTRICTION_RULES),
      value: Nullable(Type.Integer({ minimum: 0, maximum: 3_650, description: 'Null takes the restriction away' })),
    }),
    { minItems: 1, maxItems: 9 },
  ),
});
export const RestrictionsChanged = Type.Object({
  set: Type.Integer({ description: 'Restrictions that are now as asked' }),
  cleared: Type.Integer({ description: 'Restrictions that were taken away' }),
});
