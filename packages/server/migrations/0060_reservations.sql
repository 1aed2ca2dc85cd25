-- A booking is a party's purchase; a reservation is one room's stay in it; a night is one night of that stay.
create schema reservations;

create table reservations.bookings (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  confirmation_code text not null,
  status text not null check (status in ('INQUIRED', 'WAITLISTED', 'OPTIONAL', 'CONFIRMED', 'IN_HOUSE', 'CHECKED_OUT', 'CANCELLED', 'NO_SHOW')),
  start_date date not null,
  end_date date not null,
  rooms integer not null check (rooms >= 1),
  adults integer not null check (adults >= 0),
  children integer not null check (children >= 0),
  -- Null where a stay came without a name, as from an anonymous data set.
  guest_id uuid,
  guest_name text,
  rate_plan_id uuid,
  total_minor bigint not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  source text not null default 'DIRECT' check (source in ('DIRECT', 'IMPORT')),
  -- The name under which another system knows this booking; bringing it in twice books it once.
  external_key text,
  channel text,
  market_segment text,
  country text,
  meal_plan text,
  -- Civil dates in the property's own calendar, from which pickup and lead time follow.
  booked_on date not null,
  cancelled_on date,
  cancel_reason text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  foreign key (tenant_id, guest_id) references guests.guests (tenant_id, id),
  foreign key (tenant_id, rate_plan_id) references rates.rate_plans (tenant_id, id),
  constraint bookings_confirmation_code_unique unique (tenant_id, confirmation_code),
  check (end_date >= start_date)
);
create unique index bookings_external_key_unique on reservations.bookings (tenant_id, outlet_id, external_key) where external_key is not null;
create index bookings_by_arrival on reservations.bookings (tenant_id, outlet_id, start_date, id);
call platform.protect('reservations.bookings');

create table reservations.reservations (
  tenant_id uuid not null,
  id uuid not null,
  booking_id uuid not null,
  outlet_id uuid not null,
  room_type_id uuid not null,
  room_id uuid,
  status text not null check (status in ('INQUIRED', 'WAITLISTED', 'OPTIONAL', 'CONFIRMED', 'IN_HOUSE', 'CHECKED_OUT', 'CANCELLED', 'NO_SHOW')),
  start_date date not null,
  end_date date not null,
  adults integer not null check (adults >= 0),
  children integer not null check (children >= 0),
  total_minor bigint not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, booking_id) references reservations.bookings (tenant_id, id),
  foreign key (tenant_id, room_type_id) references rooms.room_types (tenant_id, id),
  foreign key (tenant_id, room_id) references rooms.rooms (tenant_id, id),
  check (end_date >= start_date)
);
create index reservations_by_booking on reservations.reservations (tenant_id, booking_id);
call platform.protect('reservations.reservations');

create table reservations.reservation_nights (
  tenant_id uuid not null,
  reservation_id uuid not null,
  date date not null,
  room_type_id uuid not null,
  price_minor bigint not null,
  -- The inventory counter in which this night stands; null once its unit was given back. A recount of the
  -- calendar is a count over this column (R5).
  claim text check (claim in ('SOLD', 'HELD')),
  primary key (tenant_id, reservation_id, date),
  foreign key (tenant_id, reservation_id) references reservations.reservations (tenant_id, id),
  foreign key (tenant_id, room_type_id, date) references rooms.inventory_days (tenant_id, room_type_id, date)
);
create index reservation_nights_claimed on reservations.reservation_nights (tenant_id, room_type_id, date) where claim is not null;
call platform.protect('reservations.reservation_nights');
