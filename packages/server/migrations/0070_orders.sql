-- Orders, their lines, and the tickets that the kitchen works from.
create schema orders;

create table orders.orders (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  node_id uuid,
  -- The table's name when the order was placed: a receipt must not change when the floor is redrawn.
  node_name text,
  table_session_id uuid,
  -- Short enough to call out. It comes round again after 9,999, so it is a name and not a key.
  number integer not null generated always as identity (minvalue 1 maxvalue 9999 cycle),
  guest_count integer not null check (guest_count between 1 and 1000),
  status text not null check (status in ('DRAFT', 'PLACED', 'PREPARING', 'READY', 'SERVED', 'COMPLETED', 'CANCELLED')),
  currency text not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  paid_minor bigint not null default 0,
  note text,
  rounds integer not null default 1,
  business_date date not null,
  placed_by uuid not null,
  placed_by_name text not null,
  placed_at timestamptz not null,
  -- Since when the oldest unserved round waits.
  waiting_since timestamptz not null,
  served_at timestamptz,
  completed_at timestamptz,
  cancelled_at timestamptz,
  cancel_reason text,
  -- Whether food that was already started had to be thrown away.
  is_wasted boolean,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  foreign key (tenant_id, outlet_id, node_id) references floor.nodes (tenant_id, outlet_id, id),
  foreign key (tenant_id, table_session_id) references floor.table_sessions (tenant_id, id),
  constraint orders_total check (total_minor = net_minor + tax_minor and total_minor >= 0),
  constraint orders_never_overpaid check (paid_minor between 0 and total_minor)
);
create index orders_by_time on orders.orders (tenant_id, outlet_id, placed_at desc, id);
create index orders_by_business_date on orders.orders (tenant_id, outlet_id, business_date);
create index orders_open_by_node on orders.orders (tenant_id, node_id)
  where node_id is not null and status in ('PLACED', 'PREPARING', 'READY', 'SERVED');
create index orders_open_by_outlet on orders.orders (tenant_id, outlet_id, placed_at, id)
  where status in ('PLACED', 'PREPARING', 'READY', 'SERVED');
create index orders_waiting on orders.orders (tenant_id, waiting_since) where status in ('PLACED', 'PREPARING');
call platform.protect('orders.orders');

create table orders.kitchen_tickets (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  order_id uuid not null,
  -- Null: items that no station makes, such as bread from the pass.
  station_id uuid,
  round integer not null,
  status text not null default 'OPEN' check (status in ('OPEN', 'BUMPED', 'CANCELLED')),
  opened_at timestamptz not null,
  bumped_at timestamptz,
  primary key (tenant_id, id),
  unique nulls not distinct (tenant_id, order_id, round, station_id),
  foreign key (tenant_id, order_id) references orders.orders (tenant_id, id),
  foreign key (tenant_id, outlet_id, station_id) references menu.stations (tenant_id, outlet_id, id)
);
create index kitchen_tickets_open on orders.kitchen_tickets (tenant_id, outlet_id, opened_at, id) where status = 'OPEN';
create index kitchen_tickets_bumped on orders.kitchen_tickets (tenant_id, outlet_id, bumped_at desc, id) where status = 'BUMPED';
call platform.protect('orders.kitchen_tickets');

create table orders.lines (
  tenant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  ticket_id uuid not null,
  round integer not null,
  position integer not null,
  menu_item_id uuid not null,
  name text not null,
  quantity integer not null check (quantity between 1 and 999),
  unit_price_minor bigint not null,
  -- The chosen modifiers with the names and prices they had, and their sum for one unit.
  modifiers jsonb not null default '[]',
  modifiers_minor bigint not null default 0,
  tax_rate_bp integer not null,
  is_tax_inclusive boolean not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  gross_minor bigint not null,
  note text,
  seat integer,
  course integer,
  status text not null check (status in ('NEW', 'HELD', 'SENT', 'PREPARING', 'READY', 'SERVED', 'VOIDED')),
  primary key (tenant_id, id),
  foreign key (tenant_id, order_id) references orders.orders (tenant_id, id),
  foreign key (tenant_id, ticket_id) references orders.kitchen_tickets (tenant_id, id),
  foreign key (tenant_id, menu_item_id) references menu.items (tenant_id, id),
  constraint lines_gross check (gross_minor = net_minor + tax_minor)
);
create index lines_by_order on orders.lines (tenant_id, order_id);
create index lines_by_ticket on orders.lines (tenant_id, ticket_id);
call platform.protect('orders.lines');
