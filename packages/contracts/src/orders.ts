import { Type, type Static } from 'typebox';
import { Body, CivilDate, Currency, Id, Instant, MinorUnits, Nullable, OneOf } from './envelope.ts';
import { ORDER_LINE_STATUSES, ORDER_STATUSES, type Lifecycle } from './lifecycles.ts';

export const TICKET_STATUSES = ['OPEN', 'BUMPED', 'CANCELLED'] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];
export const KITCHEN_TICKET: Lifecycle<TicketStatus> = {
  OPEN: ['BUMPED', 'CANCELLED'],
  BUMPED: ['OPEN', 'CANCELLED'],
  CANCELLED: [],
};

/** Orders that still occupy their table. */
export const OPEN_ORDER_STATUSES = ['PLACED', 'PREPARING', 'READY', 'SERVED'] as const;

const Version = Type.Integer({ minimum: 1, description: 'The version the change is based on' });
const Note = Type.String({ maxLength: 500 });

export const NewOrderLine = Body({
  menu_item_id: Id,
  quantity: Type.Integer({ minimum: 1, maximum: 999 }),
  modifiers: Type.Optional(
    Type.Array(Id, { maxItems: 50, description: 'Modifier ids; an id that is named twice counts twice' }),
  ),
  note: Type.Optional(Nullable(Note)),
  seat: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 1_000 }))),
  course: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 20 }))),
});
export type NewOrderLine = Static<typeof NewOrderLine>;
const NewLines = Type.Array(NewOrderLine, { minItems: 1, maxItems: 200 });

export const NewOrder = Body({
  outlet_id: Id,
  node_id: Type.Optional(Nullable(Id)),
  guest_count: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
  note: Type.Optional(Nullable(Note)),
  lines: NewLines,
});
export type NewOrder = Static<typeof NewOrder>;
export const NewRound = Body({ lines: NewLines, version: Type.Optional(Version) });
export const OrderStatusChange = Body({ status: OneOf(ORDER_STATUSES), version: Type.Optional(Version) });
export const OrderCancellation = Body({
  reason: Type.Optional(Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' })),
  is_wasted: Type.Optional(Type.Boolean({ description: 'Whether started food is thrown away' })),
  version: Type.Optional(Version),
});

export const ChosenModifier = Type.Object({ id: Id, name: Type.String(), price_minor: MinorUnits });
export const OrderLine = Type.Object({
  id: Id,
  ticket_id: Id,
  round: Type.Integer(),
  position: Type.Integer(),
  menu_item_id: Id,
  name: Type.String(),
  quantity: Type.Integer(),
  unit_price_minor: MinorUnits,
  modifiers: Type.Array(ChosenModifier),
  modifiers_minor: MinorUnits,
  tax_rate_bp: Type.Integer(),
  is_tax_inclusive: Type.Boolean(),
  net_minor: MinorUnits,
  tax_minor: MinorUnits,
  gross_minor: MinorUnits,
  note: Nullable(Type.String()),
  seat: Nullable(Type.Integer()),
  course: Nullable(Type.Integer()),
  status: OneOf(ORDER_LINE_STATUSES),
});
export type OrderLine = Static<typeof OrderLine>;

const orderColumns = {
  id: Id,
  outlet_id: Id,
  node_id: Nullable(Id),
  node_name: Nullable(Type.String()),
  table_session_id: Nullable(Id),
  number: Type.Integer(),
  guest_count: Type.Integer(),
  status: OneOf(ORDER_STATUSES),
  version: Type.Integer(),
  currency: Currency,
  net_minor: MinorUnits,
  tax_minor: MinorUnits,
  total_minor: MinorUnits,
  paid_minor: MinorUnits,
  due_minor: MinorUnits,
  note: Nullable(Type.String()),
  rounds: Type.Integer(),
  business_date: CivilDate,
  placed_by_name: Type.String(),
  placed_at: Instant,
  waiting_since: Instant,
  served_at: Nullable(Instant),
  completed_at: Nullable(Instant),
  cancelled_at: Nullable(Instant),
  cancel_reason: Nullable(Type.String()),
  is_wasted: Nullable(Type.Boolean()),
};
export const OrderRow = Type.Object({ ...orderColumns, line_count: Type.Integer() });
export type OrderRow = Static<typeof OrderRow>;
export const Order = Type.Object({
  ...orderColumns,
  allowed: Type.Array(OneOf(ORDER_STATUSES), { description: 'The statuses it may be moved to now' }),
  lines: Type.Array(OrderLine),
});
export type Order = Static<typeof Order>;

export const TicketLine = Type.Object({
  id: Id,
  name: Type.String(),
  quantity: Type.Integer(),
  modifiers: Type.Array(ChosenModifier),
  note: Nullable(Type.String()),
  seat: Nullable(Type.Integer()),
  course: Nullable(Type.Integer()),
  status: OneOf(ORDER_LINE_STATUSES),
});
export const KitchenTicket = Type.Object({
  id: Id,
  outlet_id: Id,
  order_id: Id,
  order_number: Type.Integer(),
  order_note: Nullable(Type.String()),
  order_status: OneOf(ORDER_STATUSES),
  node_id: Nullable(Id),
  node_name: Nullable(Type.String()),
  guest_count: Type.Integer(),
  placed_by_name: Type.String(),
  station_id: Nullable(Id),
  station_name: Nullable(Type.String()),
  round: Type.Integer(),
  status: OneOf(TICKET_STATUSES),
  opened_at: Instant,
  bumped_at: Nullable(Instant),
  age_seconds: Type.Integer(),
  is_late: Type.Boolean(),
  lines: Type.Array(TicketLine),
});
export type KitchenTicket = Static<typeof KitchenTicket>;
