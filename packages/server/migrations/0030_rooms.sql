-- What can be sold and where a guest sleeps: room types, physical rooms, and one counter row per type and night.
create schema rooms;

create table rooms.room_types (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  code text not null check (code <> ''),
  name text not null check (name <> ''),
  total_units integer not null check (total_units between 0 and 100000),
  base_occupancy integer not null check (base_occupancy >= 1),
  max_occupancy integer not null,
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  constraint room_types_code_unique unique (tenant_id, outlet_id, code),
  constraint room_types_occupancy check (max_occupancy >= base_occupancy)
);
call platform.protect('rooms.room_types');

create table rooms.rooms (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  room_type_id uuid not null,
  number text not null check (number <> ''),
  floor integer not null default 0,
  housekeeping_status text not null default 'CLEAN' check (housekeeping_status in ('DIRTY', 'PICKUP', 'CLEAN', 'INSPECTED')),
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  foreign key (tenant_id, room_type_id) references rooms.room_types (tenant_id, id),
  constraint rooms_number_unique unique (tenant_id, outlet_id, number)
);
create index rooms_by_type on rooms.rooms (tenant_id, room_type_id);
call platform.protect('rooms.rooms');

-- The counters of one type on one night. Every booking locks its nights here, so this row is where overselling is
-- stopped (R1); the spare space on each page lets the counters change without touching the index.
create table rooms.inventory_days (
  tenant_id uuid not null,
  room_type_id uuid not null,
  date date not null,
  physical integer not null check (physical >= 0),
  out_of_order integer not null default 0 check (out_of_order >= 0),
  sold integer not null default 0 check (sold >= 0),
  blocked integer not null default 0 check (blocked >= 0),
  held integer not null default 0 check (held >= 0),
  -- Units that may be sold beyond the physical ones, by decision of the property.
  sell_limit integer not null default 0 check (sell_limit >= 0),
  primary key (tenant_id, room_type_id, date),
  foreign key (tenant_id, room_type_id) references rooms.room_types (tenant_id, id),
  constraint inventory_days_never_oversold check (held + sold + blocked + out_of_order <= physical + sell_limit)
) with (fillfactor = 60);
call platform.protect('rooms.inventory_days');
