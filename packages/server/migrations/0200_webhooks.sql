-- Other systems that are told what happens here, and what became of each message to them.
create schema webhooks;

create table webhooks.endpoints (
  tenant_id uuid not null,
  id uuid not null,
  name text not null check (name <> ''),
  url text not null,
  -- Empty: every type.
  event_types text[] not null default '{}',
  -- Null: the whole tenant, with what belongs to no outlet.
  outlet_ids uuid[],
  status text not null default 'ACTIVE' check (status in ('ACTIVE', 'PAUSED', 'DISABLED')),
  status_reason text,
  secret_sealed text not null,
  -- Signs beside the new one until then, so that the receiver can change over.
  previous_secret_sealed text,
  previous_secret_until timestamptz,
  failing_since timestamptz,
  last_delivered_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint endpoints_outlets check (outlet_ids is null or cardinality(outlet_ids) > 0)
);
call platform.protect('webhooks.endpoints');

create table webhooks.deliveries (
  tenant_id uuid not null,
  id uuid not null,
  endpoint_id uuid not null,
  -- Null for a test message.
  event_position bigint,
  event_type text not null,
  -- The very text that is signed and sent, every time the same.
  payload text not null,
  status text not null default 'PENDING' check (status in ('PENDING', 'DELIVERED', 'FAILED')),
  attempts integer not null default 0,
  -- Where the present round of tries began: sending again starts a new one.
  first_attempt integer not null default 0,
  next_attempt_at timestamptz,
  response_status integer,
  error text,
  delivered_at timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, endpoint_id) references webhooks.endpoints (tenant_id, id) on delete cascade,
  unique (tenant_id, endpoint_id, event_position),
  check ((status = 'PENDING') = (next_attempt_at is not null)),
  check ((status = 'DELIVERED') = (delivered_at is not null))
);
create index deliveries_by_endpoint on webhooks.deliveries (tenant_id, endpoint_id, created_at desc);
create index deliveries_waiting on webhooks.deliveries (tenant_id, next_attempt_at) where status = 'PENDING';
create index deliveries_by_age on webhooks.deliveries (tenant_id, created_at);
call platform.protect('webhooks.deliveries');

create table webhooks.attempts (
  tenant_id uuid not null,
  delivery_id uuid not null,
  attempt integer not null,
  sent_at timestamptz not null,
  duration_ms integer not null,
  response_status integer,
  response_excerpt text,
  error text,
  primary key (tenant_id, delivery_id, attempt),
  foreign key (tenant_id, delivery_id) references webhooks.deliveries (tenant_id, id) on delete cascade
);
call platform.protect('webhooks.attempts');
