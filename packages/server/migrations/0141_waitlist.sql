-- Who would come if a room became free, in the order in which they are asked.
create table reservations.waitlist_entries (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  room_type_id uuid not null,
  rate_plan_id uuid,
  start_date date not null,
  end_date date not null,
  rooms integer not null check (rooms between 1 and 50),
  adults integer not null check (adults >= 1),
  children integer not null default 0 check (children >= 0),
  guest_id uuid,
  guest_name text not null check (guest_name <> ''),
  guest_email text,
  guest_phone text,
  priority smallint not null default 0 check (priority between 0 and 9),
  note text not null default '',
  status text not null default 'WAITING' check (status in ('WAITING', 'OFFERED', 'CONVERTED', 'LEFT')),
  -- The rooms kept for the guest while an offer stands.
  hold_id uuid,
  offered_until timestamptz,
  -- Since when it fits; the desk is told once, and again only after it had stopped fitting.
  fits_since timestamptz,
  booking_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  foreign key (tenant_id, room_type_id) references rooms.room_types (tenant_id, id),
  foreign key (tenant_id, rate_plan_id) references rates.rate_plans (tenant_id, id),
  foreign key (tenant_id, guest_id) references guests.guests (tenant_id, id),
  foreign key (tenant_id, booking_id) references reservations.bookings (tenant_id, id),
  check (end_date > start_date),
  constraint waitlist_converted_has_booking check ((status = 'CONVERTED') = (booking_id is not null)),
  constraint waitlist_offer_has_end check ((status = 'OFFERED') = (offered_until is not null))
);
create index waitlist_waiting on reservations.waitlist_entries (tenant_id, room_type_id, start_date) where status in ('WAITING', 'OFFERED');
create index waitlist_by_outlet on reservations.waitlist_entries (tenant_id, outlet_id, id);
call platform.protect('reservations.waitlist_entries');
