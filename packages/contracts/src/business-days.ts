import { Type, type Static } from 'typebox';
import { Body, CivilDate, Id, Instant, Nullable, OneOf } from './envelope.ts';
import { BUSINESS_DAY_STATUSES } from './lifecycles.ts';

/** The steps of closing a day, in order. Each is one transaction, and done once. */
export const AUDIT_STEPS = ['CHECKS', 'NO_SHOWS', 'ROOM_AND_TAX', 'CLOSE'] as const;
export type AuditStep = (typeof AUDIT_STEPS)[number];
export const AUDIT_STATUSES = ['RUNNING', 'COMPLETED'] as const;

/** What stands in the way of closing a day. */
export const DAY_OBSTACLES = ['ARRIVALS_DUE', 'DEPARTURES_DUE', 'OPEN_ORDERS'] as const;
export type DayObstacle = (typeof DAY_OBSTACLES)[number];

export const Obstacle = Type.Object({
  kind: OneOf(DAY_OBSTACLES),
  /** The booking or the order. */
  id: Id,
  label: Type.String(),
  date: CivilDate,
});
export type Obstacle = Static<typeof Obstacle>;

export const DayStatistics = Type.Object({
  rooms_available: Type.Integer(),
  out_of_order: Type.Integer(),
  rooms_sold: Type.Integer(),
  room_revenue_minor: Type.Integer(),
  tax_minor: Type.Integer(),
  arrivals: Type.Integer(),
  departures: Type.Integer(),
  guests: Type.Integer(),
  no_shows: Type.Integer(),
  cancellations: Type.Integer(),
});
export type DayStatistics = Static<typeof DayStatistics>;

export const AuditStepState = Type.Object({
  step: OneOf(AUDIT_STEPS),
  finished_at: Instant,
  count: Type.Integer(),
});

export const BusinessDay = Type.Object({
  outlet_id: Id,
  date: CivilDate,
  status: OneOf(BUSINESS_DAY_STATUSES),
  opened_at: Instant,
  closed_at: Nullable(Instant),
  closed_by_name: Nullable(Type.String()),
  statistics: Nullable(DayStatistics),
});
export type BusinessDay = Static<typeof BusinessDay>;

export const BusinessDayDetails = Type.Intersect([
  BusinessDay,
  Type.Object({
    currency: Type.String(),
    obstacles: Type.Array(Obstacle),
    audit: Nullable(Type.Object({ status: OneOf(AUDIT_STATUSES), steps: Type.Array(AuditStepState) })),
  }),
]);
export type BusinessDayDetails = Static<typeof BusinessDayDetails>;

export const CloseDay = Body({
  outlet_id: Id,
  date: Type.Optional(CivilDate),
  mark_no_shows: Type.Optional(
    Type.Boolean({
      description: 'Whoever was expected and has not come is a no-show; without it they stand in the way',
    }),
  ),
  keep_overstays: Type.Optional(
    Type.Boolean({
      description: 'Whoever should have left stays in the house, overdue; without it they stand in the way',
    }),
  ),
});
export type CloseDay = Static<typeof CloseDay>;
