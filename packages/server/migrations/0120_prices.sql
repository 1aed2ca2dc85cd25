-- How a price comes about: daily prices by occupancy, plans derived from plans, taxes, terms of cancellation, promotions.

-- What happens to the guest who does not come. Copied into the booking, so a change here changes no promise made.
create table rates.cancellation_policies (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  code text not null check (code <> ''),
  name text not null check (name <> ''),
  -- Free until so many days before arrival, at this hour of the property's day; null: never free.
  free_until_days integer check (free_until_days between 0 and 365),
  free_until_hour integer not null default 18 check (free_until_hour between 0 and 23),
  late_charge text not null default 'FIRST_NIGHT' check (late_charge in ('NONE', 'FIRST_NIGHT', 'PERCENT', 'ALL')),
  late_charge_bp integer not null default 0 check (late_charge_bp between 0 and 10000),
  no_show_charge text not null default 'FIRST_NIGHT' check (no_show_charge in ('NONE', 'FIRST_NIGHT', 'PERCENT', 'ALL')),
  no_show_charge_bp integer not null default 0 check (no_show_charge_bp between 0 and 10000),
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  constraint cancellation_policies_code_unique unique (tenant_id, outlet_id, code),
  constraint cancellation_policies_of_outlet unique (tenant_id, outlet_id, id)
);
call platform.protect('rates.cancellation_policies');

alter table rates.rate_plans
  -- A derived plan has no prices of its own: they follow from the plan above it (R13).
  add column parent_plan_id uuid,
  add column derivation text check (derivation in ('PERCENT', 'AMOUNT')),
  -- Hundredths of a percent, or minor units for each room and night.
  add column derivation_value integer check (derivation_value between -1000000000 and 1000000000),
  -- Prices are rounded to the nearest whole multiple of this.
  add column rounding_minor integer not null default 1 check (rounding_minor between 1 and 100000),
  add column meal_plan text not null default 'ROOM_ONLY'
    check (meal_plan in ('ROOM_ONLY', 'BREAKFAST', 'HALF_BOARD', 'FULL_BOARD', 'ALL_INCLUSIVE')),
  add column cancellation_policy_id uuid,
  add column guarantee text not null default 'NONE' check (guarantee in ('NONE', 'CARD', 'DEPOSIT', 'COMPANY', 'VOUCHER')),
  -- How much of the total a DEPOSIT asks for.
  add column deposit_bp integer not null default 0 check (deposit_bp between 0 and 10000),
  add constraint rate_plans_of_outlet unique (tenant_id, outlet_id, id),
  add constraint rate_plans_parent_fkey foreign key (tenant_id, outlet_id, parent_plan_id)
    references rates.rate_plans (tenant_id, outlet_id, id),
  add constraint rate_plans_cancellation_policy_id_fkey foreign key (tenant_id, outlet_id, cancellation_policy_id)
    references rates.cancellation_policies (tenant_id, outlet_id, id),
  add constraint rate_plans_derivation_whole
    check (num_nonnulls(parent_plan_id, derivation, derivation_value) in (0, 3)),
  add constraint rate_plans_percent_sane check (derivation is distinct from 'PERCENT' or derivation_value >= -10000);
create index rate_plans_by_parent on rates.rate_plans (tenant_id, parent_plan_id) where parent_plan_id is not null;

-- Refuses a plan that would be derived from itself. The lock lets two edits that would close a circle together take
-- turns, so the second one sees the first.
create function rates.refuse_cycle() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('rates.rate_plans:' || new.outlet_id, 0));
  if exists (
    with recursive above as (
      select p.id, p.parent_plan_id from rates.rate_plans p where p.tenant_id = new.tenant_id and p.id = new.parent_plan_id
      union
      select p.id, p.parent_plan_id from rates.rate_plans p
      join above on p.tenant_id = new.tenant_id and p.id = above.parent_plan_id
    ) select 1 from above where above.id = new.id
  ) then
    raise exception 'rate plan % is derived from itself', new.code
      using errcode = 'check_violation', constraint = 'rate_plans_no_cycle';
  end if;
  return new;
end $$;
create trigger refuse_cycle before insert or update of parent_plan_id on rates.rate_plans
  for each row when (new.parent_plan_id is not null) execute function rates.refuse_cycle();

-- What one person alone pays, and what each adult beyond those included adds. Null: as the price says, and nothing.
alter table rates.flat_prices
  add column single_minor bigint check (single_minor >= 0),
  add column extra_adult_minor bigint check (extra_adult_minor >= 0);

create table rates.daily_rates (
  tenant_id uuid not null,
  rate_plan_id uuid not null,
  room_type_id uuid not null,
  date date not null,
  price_minor bigint not null check (price_minor >= 0),
  single_minor bigint check (single_minor >= 0),
  extra_adult_minor bigint check (extra_adult_minor >= 0),
  primary key (tenant_id, room_type_id, date, rate_plan_id),
  foreign key (tenant_id, rate_plan_id) references rates.rate_plans (tenant_id, id) on delete cascade,
  foreign key (tenant_id, room_type_id) references rooms.room_types (tenant_id, id)
);
create index daily_rates_by_plan on rates.daily_rates (tenant_id, rate_plan_id, date);
call platform.protect('rates.daily_rates');

-- What a child of an age pays a night; ages from and up to and with. A child older than every band is an adult.
create table rates.child_prices (
  tenant_id uuid not null,
  rate_plan_id uuid not null,
  from_age integer not null check (from_age >= 0),
  to_age integer not null check (to_age between from_age and 17),
  price_minor bigint not null check (price_minor >= 0),
  primary key (tenant_id, rate_plan_id, from_age),
  foreign key (tenant_id, rate_plan_id) references rates.rate_plans (tenant_id, id) on delete cascade,
  constraint child_prices_one_per_age exclude using gist (
    tenant_id with =, rate_plan_id with =, int4range(from_age, to_age, '[]') with &&)
);
call platform.protect('rates.child_prices');

create table rates.taxes (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  code text not null check (code <> ''),
  name text not null check (name <> ''),
  category text not null check (category in ('ROOM', 'FOOD', 'BEVERAGE', 'SERVICE', 'FEE', 'OTHER', 'ALL')),
  kind text not null check (kind in ('PERCENT', 'AMOUNT')),
  rate_bp integer not null default 0 check (rate_bp between 0 and 100000),
  amount_minor bigint not null default 0 check (amount_minor >= 0),
  -- How often an amount is due; a percentage is always of the charge.
  basis text not null default 'PER_NIGHT' check (basis in ('PER_NIGHT', 'PER_PERSON_NIGHT', 'PER_STAY')),
  is_inclusive boolean not null,
  -- An exclusive percentage on the net and all exclusive taxes before it, instead of on the net alone.
  is_compound boolean not null default false,
  -- Nights of one stay that are taxed; null: all.
  max_nights integer check (max_nights >= 1),
  -- Persons younger than this count for nothing in PER_PERSON_NIGHT.
  exempt_under_age integer not null default 0 check (exempt_under_age between 0 and 99),
  sort_order integer not null default 0,
  start_date date not null default '2000-01-01',
  -- The first day on which it is not due any more; null: for good.
  end_date date check (end_date > start_date),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  constraint taxes_one_at_a_time exclude using gist (
    tenant_id with =, outlet_id with =, code with =, category with =, daterange(start_date, end_date) with &&)
);
create index taxes_by_outlet on rates.taxes (tenant_id, outlet_id);
call platform.protect('rates.taxes');

create table rates.promotions (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  -- What the guest says to get it; null: applied by itself.
  code text check (code <> ''),
  name text not null check (name <> ''),
  kind text not null check (kind in ('PERCENT', 'AMOUNT', 'FREE_NIGHT')),
  -- Hundredths of a percent, minor units for each room and night, or every how manieth night is free.
  value integer not null check (value >= 1),
  min_nights integer not null default 1 check (min_nights >= 1),
  book_from date,
  book_to date,
  stay_from date,
  stay_to date,
  rate_plan_id uuid,
  usage_limit integer check (usage_limit >= 0),
  used_count integer not null default 0 check (used_count >= 0),
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  constraint promotions_rate_plan_id_fkey foreign key (tenant_id, outlet_id, rate_plan_id)
    references rates.rate_plans (tenant_id, outlet_id, id),
  constraint promotions_never_overused check (used_count <= usage_limit),
  constraint promotions_percent_sane check (kind <> 'PERCENT' or value <= 10000),
  constraint promotions_free_night_sane check (kind <> 'FREE_NIGHT' or value >= 2)
);
create unique index promotions_code_unique on rates.promotions (tenant_id, outlet_id, lower(code)) where code is not null;
create index promotions_by_outlet on rates.promotions (tenant_id, outlet_id) where is_active;
call platform.protect('rates.promotions');
