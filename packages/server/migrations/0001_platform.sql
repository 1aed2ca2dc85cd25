-- The ground under every module: who is asking, the event log, what was audited, and which requests were already answered.

create function platform.current_tenant() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('app.tenant_id', true), '')::uuid $$;

-- True only in the few acts that must look across tenants: finding who signs in, and following the event log.
create function platform.is_system() returns boolean language sql stable parallel safe as
$$ select current_setting('app.system', true) = 'on' $$;

-- Puts a table behind the tenant wall. Without a tenant the comparison is null, so nothing is seen and nothing is written.
create procedure platform.protect(target regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy tenant_wall on %s using (tenant_id = platform.current_tenant()) with check (tenant_id = platform.current_tenant())', target);
end $$;

-- Lets system acts read a protected table across tenants. The architecture test lists every table that has this.
create procedure platform.allow_system_read(target regclass) language plpgsql as $$
begin
  execute format('create policy system_read on %s for select using (platform.is_system())', target);
end $$;

create table platform.events (
  tenant_id uuid not null,
  position bigint generated always as identity,
  -- The writing transaction: readers stay behind the oldest one still running, so none is skipped.
  xid xid8 not null default pg_current_xact_id(),
  outlet_id uuid,
  type text not null,
  version smallint not null default 1,
  aggregate_type text not null,
  aggregate_id uuid not null,
  data jsonb not null,
  actor jsonb not null,
  request_id text,
  occurred_at timestamptz not null,
  primary key (tenant_id, position)
);
create index events_by_xid on platform.events (xid, position);
create index events_by_position on platform.events (position);
create index events_by_aggregate on platform.events (tenant_id, aggregate_id, position);
call platform.protect('platform.events');
call platform.allow_system_read('platform.events');

-- Where each subscriber stands: a window of finished transactions, and the last position handled inside it.
create table platform.subscriptions (
  name text primary key,
  window_from xid8 not null,
  window_to xid8 not null,
  last_position bigint not null default 0,
  updated_at timestamptz not null default now()
);

create table platform.parked_events (
  tenant_id uuid not null,
  id uuid not null,
  subscription text not null,
  event_position bigint not null,
  attempts integer not null,
  error text not null,
  parked_at timestamptz not null default now(),
  resolved_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, subscription, event_position)
);
call platform.protect('platform.parked_events');

create table platform.audit_entries (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid,
  action text not null,
  entity_type text not null,
  entity_id text,
  before jsonb,
  after jsonb,
  actor_kind text not null,
  actor_id uuid not null,
  actor_name text not null,
  ip text,
  request_id text,
  occurred_at timestamptz not null,
  primary key (tenant_id, id)
);
create index audit_entries_by_time on platform.audit_entries (tenant_id, occurred_at desc, id);
create index audit_entries_by_entity on platform.audit_entries (tenant_id, entity_type, entity_id, occurred_at desc);
call platform.protect('platform.audit_entries');

create table platform.idempotency_keys (
  tenant_id uuid not null,
  actor_id uuid not null,
  key text not null,
  request_hash text not null,
  status smallint not null,
  reply jsonb not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, actor_id, key)
);
create index idempotency_keys_by_age on platform.idempotency_keys (tenant_id, created_at);
call platform.protect('platform.idempotency_keys');

-- What the development mailbox and SMS inbox caught, so that an offline start can show it.
create table platform.dev_inbox (
  tenant_id uuid not null,
  id uuid not null,
  channel text not null check (channel in ('mail', 'sms')),
  recipient text not null,
  subject text,
  body text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index dev_inbox_by_time on platform.dev_inbox (tenant_id, created_at desc, id);
call platform.protect('platform.dev_inbox');

-- Adding a job belongs to the business transaction, but the queue's tables belong to the owner.
create schema if not exists graphile_worker;
create function platform.add_job(task text, payload json, run_at timestamptz, job_key text, max_attempts integer)
returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform graphile_worker.add_job(task, payload, run_at => run_at, job_key => job_key, max_attempts => max_attempts);
end $$;
