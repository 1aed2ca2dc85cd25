-- What can be ordered, from which station it comes, and how it is taxed.
create schema menu;

create table menu.tax_rates (
  tenant_id uuid not null,
  id uuid not null,
  name text not null check (name <> ''),
  -- Hundredths of a percent: 1300 is 13 %.
  rate_bp integer not null check (rate_bp between 0 and 10000),
  -- Whether menu prices already contain the tax.
  is_inclusive boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, name),
  foreign key (tenant_id) references identity.tenants (id)
);
call platform.protect('menu.tax_rates');

create table menu.stations (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  name text not null check (name <> ''),
  sort_order integer not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, outlet_id, id),
  unique (tenant_id, outlet_id, name),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id)
);
call platform.protect('menu.stations');

create table menu.categories (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  name text not null check (name <> ''),
  sort_order integer not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, outlet_id, id),
  unique (tenant_id, outlet_id, name),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id)
);
call platform.protect('menu.categories');

create table menu.items (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  category_id uuid,
  station_id uuid,
  tax_rate_id uuid,
  name text not null check (name <> ''),
  description text not null default '',
  price_minor bigint not null check (price_minor >= 0),
  -- Null: nobody declared them, which is shown as unknown and never as safe.
  allergens text[],
  sort_order integer not null default 0,
  is_available boolean not null default true,
  -- Retired items stay for the orders that named them.
  retired_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, outlet_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  foreign key (tenant_id, outlet_id, category_id) references menu.categories (tenant_id, outlet_id, id),
  foreign key (tenant_id, outlet_id, station_id) references menu.stations (tenant_id, outlet_id, id),
  foreign key (tenant_id, tax_rate_id) references menu.tax_rates (tenant_id, id)
);
create unique index items_name_unique on menu.items (tenant_id, outlet_id, name) where retired_at is null;
call platform.protect('menu.items');

create table menu.modifier_groups (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  name text not null check (name <> ''),
  min_choices integer not null default 0 check (min_choices >= 0),
  max_choices integer not null default 1,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, outlet_id, id),
  unique (tenant_id, outlet_id, name),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  constraint modifier_groups_choices check (max_choices between greatest(min_choices, 1) and 50)
);
call platform.protect('menu.modifier_groups');

create table menu.modifiers (
  tenant_id uuid not null,
  id uuid not null,
  group_id uuid not null,
  name text not null check (name <> ''),
  price_minor bigint not null default 0 check (price_minor >= 0),
  sort_order integer not null default 0,
  is_available boolean not null default true,
  primary key (tenant_id, id),
  unique (tenant_id, group_id, name),
  foreign key (tenant_id, group_id) references menu.modifier_groups (tenant_id, id) on delete cascade
);
call platform.protect('menu.modifiers');

create table menu.item_modifier_groups (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  item_id uuid not null,
  group_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, item_id, group_id),
  foreign key (tenant_id, outlet_id, item_id) references menu.items (tenant_id, outlet_id, id) on delete cascade,
  foreign key (tenant_id, outlet_id, group_id) references menu.modifier_groups (tenant_id, outlet_id, id) on delete cascade
);
create index item_modifier_groups_by_group on menu.item_modifier_groups (tenant_id, group_id);
call platform.protect('menu.item_modifier_groups');

-- Counts the changes of each outlet's menu, so that a cached menu knows exactly whether it still holds.
create table menu.revisions (
  tenant_id uuid not null,
  id uuid not null,
  revision bigint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, id) references outlets.outlets (tenant_id, id)
);
call platform.protect('menu.revisions');
