-- Prices that were promised for a while.
create schema offers;

create table offers.quotes (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  code text not null,
  guest_name text,
  guest_email text,
  -- The priced stays, word for word as they will be booked.
  stays jsonb not null,
  total_minor bigint not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  start_date date not null,
  end_date date not null check (end_date > start_date),
  expires_at timestamptz not null,
  -- When it was booked; it is booked once.
  taken_at timestamptz,
  -- Uses of promotions that it keeps while it stands, one for each time it is named, and when they were given back.
  promotion_ids uuid[] not null default '{}',
  given_back_at timestamptz,
  created_by_name text not null default '',
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  constraint quotes_code_unique unique (tenant_id, code)
);
create index quotes_by_outlet on offers.quotes (tenant_id, outlet_id, id);
create index quotes_to_give_back on offers.quotes (tenant_id, expires_at)
  where taken_at is null and given_back_at is null and promotion_ids <> '{}';
call platform.protect('offers.quotes');
