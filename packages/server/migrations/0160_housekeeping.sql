-- Clean rooms: what is to be done today and by whom, what was seen that the desk does not know, rooms that cannot be used,
-- what is broken, and what guests left behind.
create schema housekeeping;

-- How the house cleans. A hotel without a row works by the defaults.
create table housekeeping.settings (
  tenant_id uuid not null,
  outlet_id uuid not null,
  linen_every_nights integer not null default 3 check (linen_every_nights between 1 and 30),
  inspects boolean not null default true,
  turn_down_for text not null default 'ON_REQUEST' check (turn_down_for in ('NONE', 'ON_REQUEST', 'ALL')),
  keep_found_days integer not null default 90 check (keep_found_days between 1 and 3650),
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, outlet_id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id) on delete cascade
);
call platform.protect('housekeeping.settings');

-- Minutes that a kind of work counts; room_type_id null is the house's own figure.
create table housekeeping.credits (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  room_type_id uuid,
  kind text not null check (kind in ('DEPARTURE', 'STAYOVER', 'LINEN', 'VACANT', 'TURN_DOWN', 'DEEP_CLEAN')),
  minutes integer not null check (minutes between 0 and 600),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id) on delete cascade,
  foreign key (tenant_id, room_type_id) references rooms.room_types (tenant_id, id) on delete cascade,
  constraint credits_once unique nulls not distinct (tenant_id, outlet_id, room_type_id, kind)
);
call platform.protect('housekeeping.credits');

create table housekeeping.tasks (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  business_date date not null,
  room_id uuid not null,
  kind text not null check (kind in ('DEPARTURE', 'STAYOVER', 'LINEN', 'VACANT', 'TURN_DOWN', 'DEEP_CLEAN')),
  status text not null default 'OPEN' check (status in ('OPEN', 'IN_PROGRESS', 'PAUSED', 'DONE', 'INSPECTED', 'SKIPPED')),
  minutes integer not null check (minutes between 0 and 600),
  is_rush boolean not null default false,
  is_planned boolean not null default true,
  attendant_id uuid,
  -- As it was then: a task tells who did it even when the person has left.
  attendant_name text,
  note text not null default '',
  started_at timestamptz,
  running_since timestamptz,
  worked_seconds integer not null default 0 check (worked_seconds >= 0),
  finished_at timestamptz,
  skip_reason text check (skip_reason in ('DO_NOT_DISTURB', 'REFUSED')),
  inspected_at timestamptz,
  inspected_by_name text,
  fail_reason text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  foreign key (tenant_id, room_id) references rooms.rooms (tenant_id, id),
  foreign key (tenant_id, attendant_id) references identity.users (tenant_id, id),
  -- Planning a day twice plans it once.
  constraint tasks_once_a_day unique (tenant_id, outlet_id, business_date, room_id, kind),
  check ((status = 'SKIPPED') = (skip_reason is not null)),
  check ((status = 'IN_PROGRESS') = (running_since is not null))
);
create index tasks_by_attendant on housekeeping.tasks (tenant_id, attendant_id, business_date) where attendant_id is not null;
create index tasks_by_room on housekeeping.tasks (tenant_id, room_id, business_date);
call platform.protect('housekeeping.tasks');

create table housekeeping.discrepancies (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  business_date date not null,
  room_id uuid not null,
  -- SLEEP: somebody is in a room that the desk has as empty. SKIP: nobody is in a room that the desk has as occupied.
  kind text not null check (kind in ('SLEEP', 'SKIP')),
  note text not null default '',
  reported_by uuid not null,
  reported_by_name text not null,
  reported_at timestamptz not null,
  resolved_at timestamptz,
  resolved_by_name text,
  resolution text,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  foreign key (tenant_id, room_id) references rooms.rooms (tenant_id, id),
  check ((resolved_at is null) = (resolution is null))
);
create unique index discrepancies_one_open on housekeeping.discrepancies (tenant_id, room_id) where resolved_at is null;
create index discrepancies_by_day on housekeeping.discrepancies (tenant_id, outlet_id, business_date);
call platform.protect('housekeeping.discrepancies');

create table housekeeping.tickets (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  room_id uuid,
  place text not null default '',
  category text not null check (category in ('PLUMBING', 'ELECTRICAL', 'HEATING', 'FURNITURE', 'APPLIANCE', 'LOCK', 'CLEANING', 'OTHER')),
  priority text not null default 'NORMAL' check (priority in ('LOW', 'NORMAL', 'HIGH', 'URGENT')),
  title text not null check (title <> ''),
  description text not null default '',
  status text not null default 'OPEN' check (status in ('OPEN', 'IN_PROGRESS', 'DONE', 'VERIFIED')),
  assignee_id uuid,
  assignee_name text,
  reported_by uuid not null,
  reported_by_name text not null,
  resolution text not null default '',
  done_at timestamptz,
  verified_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  foreign key (tenant_id, room_id) references rooms.rooms (tenant_id, id),
  foreign key (tenant_id, assignee_id) references identity.users (tenant_id, id),
  constraint tickets_somewhere check (room_id is not null or place <> ''),
  check ((status in ('DONE', 'VERIFIED')) = (done_at is not null))
);
create index tickets_open on housekeeping.tickets (tenant_id, outlet_id, status) where status <> 'VERIFIED';
create index tickets_by_room on housekeeping.tickets (tenant_id, room_id) where room_id is not null;
call platform.protect('housekeeping.tickets');

-- A room that cannot be used. Out of order takes a unit off the market and occupies the room; out of service only warns.
create table housekeeping.outages (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  room_id uuid not null,
  -- The type whose units it took, whatever type the room becomes later, so that exactly those come back (R5).
  room_type_id uuid not null,
  kind text not null check (kind in ('OUT_OF_ORDER', 'OUT_OF_SERVICE')),
  start_date date not null,
  -- The first night on which the room can be used again; moved forward when the room comes back early.
  end_date date not null,
  planned_end_date date not null,
  reason text not null check (reason <> ''),
  ticket_id uuid,
  -- Reservations that had to leave the room for it.
  displaced_ids uuid[] not null default '{}',
  created_by_name text not null,
  returned_at timestamptz,
  returned_by_name text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  foreign key (tenant_id, room_id) references rooms.rooms (tenant_id, id),
  foreign key (tenant_id, room_type_id) references rooms.room_types (tenant_id, id),
  foreign key (tenant_id, ticket_id) references housekeeping.tickets (tenant_id, id),
  check (end_date >= start_date)
);
create index outages_by_outlet on housekeeping.outages (tenant_id, outlet_id, start_date);
create index outages_not_returned on housekeeping.outages (tenant_id, room_id) where returned_at is null;
create index outages_by_ticket on housekeeping.outages (tenant_id, ticket_id) where ticket_id is not null;
call platform.protect('housekeeping.outages');

create table housekeeping.found_items (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  room_id uuid,
  place text not null default '',
  description text not null check (description <> ''),
  found_on date not null,
  found_by uuid not null,
  found_by_name text not null,
  stored_at text not null default '',
  status text not null default 'KEPT' check (status in ('KEPT', 'RETURNED', 'DISPOSED')),
  keep_until date not null,
  -- Whose it probably is. No foreign key and no name: a guest may be erased, and the umbrella is still there.
  reservation_id uuid,
  handed_to text,
  closed_at timestamptz,
  closed_by_name text,
  note text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  foreign key (tenant_id, room_id) references rooms.rooms (tenant_id, id),
  constraint found_items_somewhere check (room_id is not null or place <> ''),
  check ((status = 'KEPT') = (closed_at is null)),
  check (keep_until >= found_on)
);
create index found_items_by_outlet on housekeeping.found_items (tenant_id, outlet_id, found_on);
call platform.protect('housekeeping.found_items');
