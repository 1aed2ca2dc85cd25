-- The drawn floor: storeys, the places on them where people are served, the ways between, and who sits where.
create schema floor;

create table floor.floors (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  name text not null check (name <> ''),
  level integer not null default 0,
  -- The size of the drawing, in metres.
  width double precision not null default 20 check (width > 0),
  depth double precision not null default 12 check (depth > 0),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, outlet_id, id),
  unique (tenant_id, outlet_id, name),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id)
);
call platform.protect('floor.floors');

create table floor.nodes (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  floor_id uuid,
  name text not null check (name <> ''),
  node_type text not null check (node_type in ('TABLE', 'ROOM', 'COUNTER', 'STATION', 'MACHINE', 'ENTRANCE')),
  -- Metres from the floor's corner; y is the height. Rotation in degrees.
  pos_x double precision not null default 0,
  pos_y double precision not null default 0,
  pos_z double precision not null default 0,
  rotation double precision not null default 0,
  shape text not null default 'SQUARE' check (shape in ('ROUND', 'SQUARE', 'RECT')),
  width double precision not null default 0.9 check (width > 0),
  depth double precision not null default 0.9 check (depth > 0),
  capacity integer not null default 0 check (capacity between 0 and 1000),
  -- The table's colour as last shown, changed only while the row is locked.
  current_status text not null default 'BLUE' check (current_status in ('BLUE', 'YELLOW', 'GREEN', 'RED')),
  status_since timestamptz not null default now(),
  -- Who sits here now. Kept on the node so that whoever locks the node also knows its guests.
  table_session_id uuid,
  is_dirty boolean not null default false,
  is_blocked boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, outlet_id, id),
  constraint nodes_name_unique unique (tenant_id, outlet_id, name),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  foreign key (tenant_id, outlet_id, floor_id) references floor.floors (tenant_id, outlet_id, id)
);
call platform.protect('floor.nodes');

create table floor.table_sessions (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  node_id uuid not null,
  guest_count integer not null check (guest_count between 1 and 1000),
  -- Opened by an order rather than by seating: it ends with its last order, without anybody closing it.
  is_implicit boolean not null default false,
  seated_by uuid not null,
  seated_at timestamptz not null,
  bill_requested_at timestamptz,
  closed_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id, node_id) references floor.nodes (tenant_id, outlet_id, id)
);
create unique index table_sessions_one_open on floor.table_sessions (tenant_id, node_id) where closed_at is null;
create index table_sessions_by_time on floor.table_sessions (tenant_id, outlet_id, seated_at desc, id);
call platform.protect('floor.table_sessions');
alter table floor.nodes add foreign key (tenant_id, table_session_id) references floor.table_sessions (tenant_id, id);

create table floor.flows (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  from_node_id uuid not null,
  to_node_id uuid not null,
  flow_type text not null default 'SERVICE' check (flow_type in ('SERVICE', 'GUEST', 'SUPPLY')),
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, from_node_id, to_node_id, flow_type),
  foreign key (tenant_id, outlet_id, from_node_id) references floor.nodes (tenant_id, outlet_id, id) on delete cascade,
  foreign key (tenant_id, outlet_id, to_node_id) references floor.nodes (tenant_id, outlet_id, id) on delete cascade,
  constraint flows_lead_elsewhere check (from_node_id <> to_node_id)
);
create index flows_by_outlet on floor.flows (tenant_id, outlet_id, id);
call platform.protect('floor.flows');
