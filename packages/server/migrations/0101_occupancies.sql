-- Who or what is in a physical room on which nights. One room, one stay per night (R6), and a room that is out of order
-- takes no stay (R11): the exclusion constraint says both. Back-to-back is legal, because the day of departure is no night.
create extension if not exists btree_gist;

create table rooms.occupancies (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  room_id uuid not null,
  nights daterange not null check (not isempty(nights) and not lower_inf(nights) and not upper_inf(nights)),
  kind text not null check (kind in ('STAY', 'OUT_OF_ORDER')),
  -- The reservation or the outage; no foreign key, because both belong to higher modules.
  subject_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, room_id) references rooms.rooms (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  constraint occupancies_one_at_a_time exclude using gist (tenant_id with =, room_id with =, nights with &&)
);
create index occupancies_by_subject on rooms.occupancies (tenant_id, subject_id);
create index occupancies_by_outlet on rooms.occupancies using gist (tenant_id, outlet_id, nights);
call platform.protect('rooms.occupancies');

-- Units that somebody holds without having bought them: an option of the desk, a cart of the booking page. A hold whose
-- time has run out counts for nothing, whether or not a job has swept it away (R9).
create table rooms.holds (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  room_type_id uuid not null,
  start_date date not null,
  end_date date not null,
  units integer not null check (units > 0),
  -- Null: until it is released.
  expires_at timestamptz,
  released_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, room_type_id) references rooms.room_types (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  check (end_date > start_date)
);
create index holds_live on rooms.holds (tenant_id, room_type_id, start_date) where released_at is null;
create index holds_expiring on rooms.holds (tenant_id, expires_at) where released_at is null and expires_at is not null;
call platform.protect('rooms.holds');
