-- Cards are charged by a gateway. An order is what it was asked to collect, for whatever is paid: one order, one capture (M15).
create table payments.gateway_orders (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  -- What is paid for, in the words of the module that settles it, and which one.
  purpose text not null,
  subject_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  status text not null default 'CREATED' check (status in ('CREATED', 'CAPTURED', 'REFUND_DUE')),
  gateway_order_id text unique,
  gateway_payment_id text,
  -- The payment in the books; none where the money goes straight back.
  payment_id uuid,
  created_at timestamptz not null default now(),
  captured_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, payment_id) references payments.payments (tenant_id, id),
  constraint gateway_orders_captured check (status = 'CREATED' or gateway_payment_id is not null)
);
create index gateway_orders_by_subject on payments.gateway_orders (tenant_id, purpose, subject_id);
create index gateway_orders_by_payment on payments.gateway_orders (tenant_id, payment_id) where payment_id is not null;
call platform.protect('payments.gateway_orders');
-- A webhook names only the gateway's own order.
call platform.allow_system_read('payments.gateway_orders');

-- Money that goes back by the gateway: written where it was decided, sent by a job.
create table payments.gateway_refunds (
  tenant_id uuid not null,
  -- The refund in the books, or the order where nothing was booked.
  id uuid not null,
  order_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  gateway_refund_id text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, order_id) references payments.gateway_orders (tenant_id, id)
);
create index gateway_refunds_by_order on payments.gateway_refunds (tenant_id, order_id);
call platform.protect('payments.gateway_refunds');

-- The memory of the built-in gateway, which plays the outside world: it knows no tenants, as a real one does not.
create table payments.sandbox_entities (
  id text primary key,
  kind text not null check (kind in ('order', 'payment', 'refund')),
  data jsonb not null,
  created_at timestamptz not null default now()
);
