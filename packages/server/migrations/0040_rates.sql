-- What a night costs: plans of a property, each with one flat nightly price per room type.
create schema rates;

create table rates.rate_plans (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  code text not null check (code <> ''),
  name text not null check (name <> ''),
  -- The plan that applies when a booking names none.
  is_default boolean not null default false,
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  constraint rate_plans_code_unique unique (tenant_id, outlet_id, code)
);
create unique index rate_plans_one_default on rates.rate_plans (tenant_id, outlet_id) where is_default;
call platform.protect('rates.rate_plans');

create table rates.flat_prices (
  tenant_id uuid not null,
  rate_plan_id uuid not null,
  room_type_id uuid not null,
  price_minor bigint not null check (price_minor >= 0),
  primary key (tenant_id, rate_plan_id, room_type_id),
  foreign key (tenant_id, rate_plan_id) references rates.rate_plans (tenant_id, id) on delete cascade,
  foreign key (tenant_id, room_type_id) references rooms.room_types (tenant_id, id)
);
create index flat_prices_by_room_type on rates.flat_prices (tenant_id, room_type_id);
call platform.protect('rates.flat_prices');
