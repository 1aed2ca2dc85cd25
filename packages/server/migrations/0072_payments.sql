-- Money in. A payment is appended and only moves forward; what it pays for belongs to a higher module.
create schema payments;

create table payments.payments (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  -- No foreign key: payments know nothing of orders, and whoever settles the order holds its lock.
  order_id uuid,
  method text not null check (method in ('CASH', 'CARD', 'ONLINE')),
  status text not null check (status in ('CREATED', 'AUTHORIZED', 'CAPTURED', 'FAILED', 'VOIDED')),
  amount_minor bigint not null check (amount_minor > 0),
  tendered_minor bigint,
  change_minor bigint not null default 0 check (change_minor >= 0),
  currency text not null,
  business_date date not null,
  taken_by uuid not null,
  taken_by_name text not null,
  captured_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  constraint payments_change check (tendered_minor is null or tendered_minor = amount_minor + change_minor)
);
create index payments_by_time on payments.payments (tenant_id, outlet_id, created_at desc, id);
create index payments_by_day on payments.payments (tenant_id, outlet_id, business_date);
create index payments_by_order on payments.payments (tenant_id, order_id) where order_id is not null;
call platform.protect('payments.payments');
