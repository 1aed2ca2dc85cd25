-- The venues: brands and their outlets. An outlet of kind HOTEL is a property.
create schema outlets;

create table outlets.brands (
  tenant_id uuid not null references identity.tenants (id),
  id uuid not null,
  name text not null check (name <> ''),
  corporate_id text not null check (corporate_id <> ''),
  subscription_tier text not null default 'STARTER' check (subscription_tier in ('STARTER', 'GROWTH', 'ENTERPRISE')),
  contact_email text,
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, corporate_id)
);
call platform.protect('outlets.brands');

create table outlets.outlets (
  tenant_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  name text not null check (name <> ''),
  kind text not null check (kind in ('HOTEL', 'RESTAURANT', 'CAFE')),
  timezone text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  city text not null default '',
  address text not null default '',
  manager_name text not null default '',
  manager_phone text not null default '',
  seating_capacity integer not null default 0 check (seating_capacity >= 0),
  -- How long an order may wait before its table turns red.
  wait_threshold_minutes integer not null default 15 check (wait_threshold_minutes between 1 and 240),
  -- The open business day; never the clock's date.
  business_date date not null,
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, brand_id) references outlets.brands (tenant_id, id),
  unique (tenant_id, brand_id, name)
);
call platform.protect('outlets.outlets');
-- As for users: the policy for system acts hides the primary key's tenant from the planner.
create index outlets_by_id on outlets.outlets (id);
-- A guest who scans a code at a table knows the outlet before anybody knows the tenant.
call platform.allow_system_read('outlets.outlets');
