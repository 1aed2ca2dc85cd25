-- Groups: rooms set aside for a party before its guests have names.
create schema groups;

create table groups.blocks (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  code text not null check (code <> ''),
  name text not null check (name <> ''),
  status text not null default 'INQUIRED' check (status in ('INQUIRED', 'OPTIONAL', 'CONFIRMED', 'RELEASED', 'CANCELLED')),
  start_date date not null,
  end_date date not null,
  -- From this business date on, what was not picked up is the house's again.
  cutoff_date date,
  company_id uuid,
  rate_plan_id uuid,
  contact_name text not null default '',
  contact_email text,
  contact_phone text,
  notes text not null default '',
  closed_because text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  foreign key (tenant_id, company_id) references guests.companies (tenant_id, id),
  foreign key (tenant_id, rate_plan_id) references rates.rate_plans (tenant_id, id),
  constraint blocks_code_unique unique (tenant_id, outlet_id, code),
  check (end_date > start_date)
);
create index blocks_by_cutoff on groups.blocks (tenant_id, outlet_id, cutoff_date) where status in ('OPTIONAL', 'CONFIRMED');
call platform.protect('groups.blocks');

-- How many rooms of a type a block has on a night. What is allotted and not picked up counts as `blocked` in the calendar
-- while the block is optional or confirmed (R5).
create table groups.allotments (
  tenant_id uuid not null,
  block_id uuid not null,
  room_type_id uuid not null,
  date date not null,
  allotted integer not null check (allotted >= 0),
  picked_up integer not null default 0 check (picked_up >= 0),
  -- Null: what the house asks of everybody.
  price_minor bigint check (price_minor >= 0),
  primary key (tenant_id, block_id, room_type_id, date),
  foreign key (tenant_id, block_id) references groups.blocks (tenant_id, id),
  foreign key (tenant_id, room_type_id, date) references rooms.inventory_days (tenant_id, room_type_id, date),
  constraint allotments_never_overpicked check (picked_up <= allotted)
);
create index allotments_by_night on groups.allotments (tenant_id, room_type_id, date) where allotted > picked_up;
call platform.protect('groups.allotments');

-- Which booking took which of the block's rooms; `allotments.picked_up` is their sum.
create table groups.pickups (
  tenant_id uuid not null,
  booking_id uuid not null,
  room_type_id uuid not null,
  date date not null,
  block_id uuid not null,
  units integer not null check (units > 0),
  primary key (tenant_id, booking_id, room_type_id, date),
  foreign key (tenant_id, block_id, room_type_id, date) references groups.allotments (tenant_id, block_id, room_type_id, date),
  foreign key (tenant_id, booking_id) references reservations.bookings (tenant_id, id)
);
create index pickups_by_block on groups.pickups (tenant_id, block_id);
call platform.protect('groups.pickups');

-- Who sleeps in the group's rooms, as the organiser says it.
create table groups.rooming_entries (
  tenant_id uuid not null,
  id uuid not null,
  block_id uuid not null,
  guest_name text not null check (guest_name <> ''),
  guest_email text,
  guest_phone text,
  room_type_id uuid not null,
  start_date date not null,
  end_date date not null,
  adults integer not null default 1 check (adults >= 1),
  children integer not null default 0 check (children >= 0),
  note text not null default '',
  booking_id uuid,
  confirmation_code text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, block_id) references groups.blocks (tenant_id, id),
  foreign key (tenant_id, room_type_id) references rooms.room_types (tenant_id, id),
  foreign key (tenant_id, booking_id) references reservations.bookings (tenant_id, id),
  check (end_date > start_date)
);
create index rooming_entries_by_block on groups.rooming_entries (tenant_id, block_id, id);
create index rooming_entries_by_booking on groups.rooming_entries (tenant_id, booking_id) where booking_id is not null;
call platform.protect('groups.rooming_entries');
