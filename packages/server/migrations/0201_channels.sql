-- Other places that sell the rooms: calendars and online travel agents. What they sold is kept as they said it, and every
-- room of it is a booking of the house.
create schema channels;

create table channels.channels (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  name text not null check (name <> ''),
  kind text not null check (kind in ('ICAL', 'OTA')),
  status text not null default 'ACTIVE' check (status in ('ACTIVE', 'PAUSED')),
  -- Only of travel agents: where they answer, which property is ours there, and with what we sign.
  url text,
  remote_property_id text,
  credentials_sealed text,
  cursor text,
  last_pulled_at timestamptz,
  last_pushed_at timestamptz,
  pull_error text,
  push_error text,
  push_failures integer not null default 0,
  -- One server at a time tells a channel, so that no older value overtakes a newer one.
  pushing_until timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  constraint channels_name_unique unique (tenant_id, outlet_id, name),
  check (kind = 'ICAL' or (url is not null and remote_property_id is not null and credentials_sealed is not null))
);
call platform.protect('channels.channels');

-- Which of our types and plans is which room and rate there.
create table channels.mappings (
  tenant_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  room_type_id uuid not null,
  rate_plan_id uuid,
  remote_room_id text not null check (remote_room_id <> ''),
  remote_rate_id text not null check (remote_rate_id <> ''),
  -- For how many adults the price is told; null: as many as the type is priced for.
  occupancy integer check (occupancy between 1 and 20),
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, channel_id) references channels.channels (tenant_id, id) on delete cascade,
  foreign key (tenant_id, room_type_id) references rooms.room_types (tenant_id, id),
  foreign key (tenant_id, rate_plan_id) references rates.rate_plans (tenant_id, id),
  constraint mappings_remote_unique unique (tenant_id, channel_id, remote_room_id, remote_rate_id)
);
call platform.protect('channels.mappings');

-- A calendar of one room type: ours for them to read, and theirs for us.
create table channels.feeds (
  tenant_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  outlet_id uuid not null,
  room_type_id uuid not null,
  rate_plan_id uuid,
  shows text not null default 'UNAVAILABLE' check (shows in ('UNAVAILABLE', 'STAYS')),
  token_hash text not null,
  import_url text,
  etag text,
  last_modified text,
  fetched_at timestamptz,
  good_at timestamptz,
  error text,
  empty_fetches integer not null default 0,
  counts jsonb,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, channel_id) references channels.channels (tenant_id, id) on delete cascade,
  foreign key (tenant_id, room_type_id) references rooms.room_types (tenant_id, id),
  foreign key (tenant_id, rate_plan_id) references rates.rate_plans (tenant_id, id),
  constraint feeds_type_once unique (tenant_id, channel_id, room_type_id)
);
create unique index feeds_by_token on channels.feeds (tenant_id, token_hash);
call platform.protect('channels.feeds');

-- A booking as its channel last told it. `source_id` is the channel, or the feed for a calendar.
create table channels.remote_bookings (
  tenant_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  source_id uuid not null,
  outlet_id uuid not null,
  remote_id text not null check (remote_id <> ''),
  revision bigint not null,
  content_hash text not null,
  status text not null check (status in ('BOOKED', 'CANCELLED', 'PARKED')),
  problem text,
  said jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, channel_id) references channels.channels (tenant_id, id),
  constraint remote_bookings_once unique (tenant_id, source_id, remote_id),
  check ((status = 'PARKED') = (problem is not null))
);
create index remote_bookings_parked on channels.remote_bookings (tenant_id, channel_id) where status = 'PARKED';
call platform.protect('channels.remote_bookings');

-- Which stay of ours each room of theirs is.
create table channels.remote_lines (
  tenant_id uuid not null,
  remote_booking_id uuid not null,
  line text not null,
  booking_id uuid not null,
  reservation_id uuid not null,
  primary key (tenant_id, remote_booking_id, line),
  foreign key (tenant_id, remote_booking_id) references channels.remote_bookings (tenant_id, id)
);
call platform.protect('channels.remote_lines');

-- Everything that was ever said, in its own words, and what became of it.
create table channels.revisions (
  tenant_id uuid not null,
  id uuid not null,
  remote_booking_id uuid not null,
  revision bigint not null,
  content_hash text not null,
  raw jsonb not null,
  outcome text not null check (outcome in ('APPLIED', 'PARKED', 'OLDER')),
  received_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, remote_booking_id) references channels.remote_bookings (tenant_id, id),
  unique (tenant_id, remote_booking_id, revision, content_hash)
);
call platform.protect('channels.revisions');

-- Stretches of a channel's calendar in which something may have changed since it was told. Null type: all of them.
create table channels.dirty_stretches (
  tenant_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  room_type_id uuid,
  start_date date not null,
  end_date date not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, channel_id) references channels.channels (tenant_id, id) on delete cascade
);
create index dirty_stretches_by_channel on channels.dirty_stretches (tenant_id, channel_id);
call platform.protect('channels.dirty_stretches');

-- What a channel was last told of a night, so that it is not told the same again.
create table channels.told_values (
  tenant_id uuid not null,
  channel_id uuid not null,
  kind text not null check (kind in ('AVAILABILITY', 'RATE', 'RESTRICTION')),
  remote_room_id text not null,
  -- Empty for availability, which belongs to the room.
  remote_rate_id text not null,
  date date not null,
  value text not null,
  primary key (tenant_id, channel_id, kind, remote_room_id, remote_rate_id, date),
  foreign key (tenant_id, channel_id) references channels.channels (tenant_id, id) on delete cascade
);
call platform.protect('channels.told_values');
