-- How a house sorts its rooms: classes of types, and what a guest may ask of a type or of one room.
create table rooms.room_classes (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  code text not null check (code <> ''),
  name text not null check (name <> ''),
  sort_order integer not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  constraint room_classes_code_unique unique (tenant_id, outlet_id, code)
);
call platform.protect('rooms.room_classes');

alter table rooms.room_types
  add column class_id uuid,
  add column description text not null default '',
  add column amenities text[] not null default '{}',
  add column bed_setup text not null default '',
  add column sort_order integer not null default 0,
  add foreign key (tenant_id, class_id) references rooms.room_classes (tenant_id, id);

alter table rooms.rooms
  add column is_accessible boolean not null default false,
  add column is_smoking boolean not null default false,
  add column view text not null default '',
  add column features text[] not null default '{}',
  -- Rooms behind a connecting door, as the house names them to families.
  add column connecting_room_ids uuid[] not null default '{}';

-- How many units may be sold beyond the physical ones: rules from which the calendar's own sell_limit is worked out.
create table rooms.sell_limits (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  level text not null check (level in ('HOUSE', 'CLASS', 'TYPE')),
  class_id uuid,
  room_type_id uuid,
  start_date date not null,
  end_date date not null,
  weekdays integer[] not null default '{1,2,3,4,5,6,7}',
  kind text not null check (kind in ('FLAT', 'PERCENT')),
  value integer not null check (value between 0 and 100000),
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  foreign key (tenant_id, class_id) references rooms.room_classes (tenant_id, id),
  foreign key (tenant_id, room_type_id) references rooms.room_types (tenant_id, id),
  check (end_date > start_date),
  check ((level = 'CLASS') = (class_id is not null)),
  check ((level = 'TYPE') = (room_type_id is not null)),
  constraint sell_limits_percent check (kind = 'FLAT' or value <= 100)
);
create index sell_limits_by_outlet on rooms.sell_limits (tenant_id, outlet_id, end_date);
call platform.protect('rooms.sell_limits');

-- How many nights ahead a hotel keeps its calendar open; a hotel without a row keeps 400.
create table rooms.horizons (
  tenant_id uuid not null,
  outlet_id uuid not null,
  nights integer not null check (nights between 1 and 1500),
  primary key (tenant_id, outlet_id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id)
);
call platform.protect('rooms.horizons');
