-- Who is who: tenants, people, the roles they hold, their sessions, keys of integrations, one-time codes, feature flags.
create schema identity;

create table identity.tenants (
  id uuid primary key,
  name text not null check (name <> ''),
  is_demo boolean not null default false,
  created_at timestamptz not null default now()
);
alter table identity.tenants enable row level security;
alter table identity.tenants force row level security;
create policy tenant_wall on identity.tenants using (id = platform.current_tenant()) with check (id = platform.current_tenant());
create policy system_read on identity.tenants for select using (platform.is_system());

create table identity.users (
  tenant_id uuid not null references identity.tenants (id),
  id uuid not null,
  name text not null check (name <> ''),
  email text not null,
  username text,
  -- One spelling for look-ups across tenants: people sign in before anybody knows their tenant.
  email_key text not null generated always as (lower(email)) stored,
  username_key text generated always as (lower(username)) stored,
  password_hash text,
  language text not null default 'en',
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
-- Sign-in knows only the name, so a name belongs to one person in the whole installation.
create unique index users_email_unique on identity.users (email_key);
create unique index users_username_unique on identity.users (username_key) where username_key is not null;
-- A table that system acts may read has two policies, joined by "or", so the primary key's tenant is of no help.
create index users_by_id on identity.users (id);
call platform.protect('identity.users');
call platform.allow_system_read('identity.users');

create table identity.role_grants (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  role text not null check (role in ('SUPER_ADMIN', 'PROPERTY_ADMIN', 'MANAGER', 'STAFF', 'CHEF', 'HOUSEKEEPER', 'OPS', 'VIEWER')),
  scope text not null check (scope in ('TENANT', 'BRAND', 'OUTLET')),
  scope_id uuid,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references identity.users (tenant_id, id) on delete cascade,
  check ((scope = 'TENANT') = (scope_id is null)),
  unique nulls not distinct (tenant_id, user_id, role, scope, scope_id)
);
call platform.protect('identity.role_grants');

create table identity.customers (
  tenant_id uuid not null references identity.tenants (id),
  id uuid not null,
  phone text not null,
  name text,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, phone)
);
call platform.protect('identity.customers');

-- A sign-in. Each refresh replaces the token's hash; a hash of an earlier generation closes the family (A5).
create table identity.sessions (
  tenant_id uuid not null references identity.tenants (id),
  id uuid not null,
  principal_kind text not null check (principal_kind in ('user', 'customer')),
  principal_id uuid not null,
  refresh_hash bytea not null,
  generation integer not null default 1,
  is_console boolean not null default false,
  csrf_token text,
  user_agent text,
  ip text,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_because text,
  primary key (tenant_id, id)
);
create index sessions_by_principal on identity.sessions (tenant_id, principal_id, last_used_at desc);
call platform.protect('identity.sessions');

create table identity.api_keys (
  tenant_id uuid not null references identity.tenants (id),
  id uuid not null,
  name text not null check (name <> ''),
  prefix text not null,
  secret_hash bytea not null unique,
  scopes text[] not null,
  -- Null: every outlet of the tenant.
  outlet_ids uuid[],
  created_by uuid not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id)
);
call platform.protect('identity.api_keys');
call platform.allow_system_read('identity.api_keys');

create table identity.one_time_codes (
  tenant_id uuid not null references identity.tenants (id),
  id uuid not null,
  phone text not null,
  code_hash text not null,
  attempts_left smallint not null,
  ip text,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, id)
);
create index one_time_codes_by_phone on identity.one_time_codes (tenant_id, phone, created_at desc);
create index one_time_codes_by_ip on identity.one_time_codes (tenant_id, ip, created_at desc);
call platform.protect('identity.one_time_codes');

create table identity.feature_flags (
  tenant_id uuid not null references identity.tenants (id),
  id uuid not null,
  key text not null check (key ~ '^[a-z][a-z0-9_.-]{1,62}$'),
  description text not null default '',
  is_enabled boolean not null default false,
  -- Null: every outlet of the tenant.
  outlet_ids uuid[],
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, key)
);
call platform.protect('identity.feature_flags');
