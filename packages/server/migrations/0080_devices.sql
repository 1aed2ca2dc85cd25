-- Coffee machines: who they are, what they said (each message once), what they sold, and what could not be understood.
create schema devices;

-- A secret that lets machines join one outlet. Found by its hash before anybody knows the tenant.
create table devices.provisioning_keys (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  name text not null check (name <> ''),
  -- The first characters, so that a person can tell keys apart; the rest was shown once.
  prefix text not null,
  secret_hash bytea not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  used_count integer not null default 0,
  last_used_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id)
);
create unique index provisioning_keys_secret_unique on devices.provisioning_keys (secret_hash);
call platform.protect('devices.provisioning_keys');
call platform.allow_system_read('devices.provisioning_keys');

create table devices.devices (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  serial text not null check (serial <> ''),
  model text not null check (model <> ''),
  name text not null check (name <> ''),
  status text not null default 'PROVISIONED' check (status in ('PROVISIONED', 'ACTIVE', 'SUSPENDED', 'RETIRED')),
  is_online boolean not null default false,
  -- The connection that keeps it online: an older one that ends late must not put a reconnected machine offline.
  connection_id uuid,
  last_seen_at timestamptz,
  -- The machine's own count of its starts; with the message number it orders what it said, whatever its clock shows (D16).
  last_boot bigint,
  firmware text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id)
) with (fillfactor = 80);
create unique index devices_serial_unique on devices.devices (tenant_id, serial);
create index devices_by_outlet on devices.devices (tenant_id, outlet_id);
create index devices_by_silence on devices.devices (tenant_id, last_seen_at) where is_online;
call platform.protect('devices.devices');

-- Hashes of the tokens, apart from what people read. The next token replaces the current one at its first use (D15).
create table devices.credentials (
  tenant_id uuid not null,
  device_id uuid not null,
  token_hash bytea not null,
  next_token_hash bytea,
  primary key (tenant_id, device_id),
  foreign key (tenant_id, device_id) references devices.devices (tenant_id, id) on delete cascade
);
create unique index credentials_token_unique on devices.credentials (token_hash);
create unique index credentials_next_token_unique on devices.credentials (next_token_hash);
call platform.protect('devices.credentials');
call platform.allow_system_read('devices.credentials');

-- Every message once: a machine that saw no acknowledgement sends again, and the second copy finds this key taken.
create table devices.device_messages (
  tenant_id uuid not null,
  device_id uuid not null,
  boot bigint not null,
  seq bigint not null,
  kind text not null,
  message_id text not null,
  sent_at timestamptz not null,
  received_at timestamptz not null,
  historical boolean not null default false,
  data jsonb not null,
  primary key (tenant_id, device_id, boot, seq),
  foreign key (tenant_id, device_id) references devices.devices (tenant_id, id) on delete cascade
);
-- Old messages are deleted by age; they lie in order of arrival, so a few pages of index find them.
create index device_messages_by_age on devices.device_messages using brin (received_at);
call platform.protect('devices.device_messages');

-- The latest of each kind by (boot, seq), never by arrival (D16).
create table devices.device_latest (
  tenant_id uuid not null,
  device_id uuid not null,
  kind text not null,
  boot bigint not null,
  seq bigint not null,
  sent_at timestamptz not null,
  received_at timestamptz not null,
  data jsonb not null,
  primary key (tenant_id, device_id, kind),
  foreign key (tenant_id, device_id) references devices.devices (tenant_id, id) on delete cascade
) with (fillfactor = 60);
call platform.protect('devices.device_latest');

-- What the house could not take, kept for a person to look at, and acknowledged so that it is not sent for ever (D14).
create table devices.quarantined_messages (
  tenant_id uuid not null,
  id uuid not null,
  -- No reference: the machine may be the very thing that is unknown.
  device_id uuid not null,
  kind text not null,
  reason text not null,
  payload text not null,
  received_at timestamptz not null,
  primary key (tenant_id, id)
);
create index quarantined_messages_by_time on devices.quarantined_messages (tenant_id, received_at desc, id);
create index quarantined_messages_by_device on devices.quarantined_messages (tenant_id, device_id, received_at desc);
call platform.protect('devices.quarantined_messages');

create table devices.machine_sales (
  tenant_id uuid not null,
  id uuid not null,
  device_id uuid not null,
  outlet_id uuid not null,
  -- The machine's own number of the sale: the same number again is the same sale (D10).
  device_order_id text not null check (device_order_id <> ''),
  payload_hash bytea not null,
  items jsonb not null,
  cups integer not null check (cups >= 0),
  payment_method text not null,
  amount_minor bigint not null check (amount_minor >= 0),
  currency text not null,
  sold_at timestamptz not null,
  business_date date not null,
  recorded_at timestamptz not null,
  primary key (tenant_id, id),
  constraint machine_sales_order_unique unique (tenant_id, device_id, device_order_id),
  foreign key (tenant_id, device_id) references devices.devices (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id)
);
create index machine_sales_by_day on devices.machine_sales (tenant_id, business_date, device_id);
create index machine_sales_by_time on devices.machine_sales (tenant_id, recorded_at desc, id);
call platform.protect('devices.machine_sales');
