-- Guests book for themselves: the hotel's public page, what it sells beside rooms, and the carts in which a price and
-- the rooms are kept for a guest who is still typing.
create schema booking_page;

create table booking_page.pages (
  tenant_id uuid not null,
  outlet_id uuid not null,
  -- In the page's address, so unique over all tenants.
  slug text not null check (slug ~ '^[a-z0-9](-?[a-z0-9]){1,59}$'),
  is_enabled boolean not null default false,
  headline text not null default '',
  intro text not null default '',
  policies text not null default '',
  check_in_from time not null default '15:00',
  check_out_until time not null default '11:00',
  contact_email text,
  contact_phone text,
  accent_colour text check (accent_colour ~ '^#[0-9a-f]{6}$'),
  -- Sites that may show the page in a frame of theirs, such as https://hotel.example.
  embed_origins text[] not null default '{}',
  languages text[] not null default '{en}',
  takes_pay_at_hotel boolean not null default true,
  takes_cards boolean not null default true,
  -- How much of the stay is paid by card when booking, in hundredths of a percent.
  prepay_bp integer not null default 10000 check (prepay_bp between 1 and 10000),
  -- Until how many days before arrival a guest cancels free of charge, and what share is kept afterwards.
  free_cancel_days integer not null default 1 check (free_cancel_days between 0 and 365),
  late_cancel_bp integer not null default 10000 check (late_cancel_bp between 0 and 10000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, outlet_id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  constraint pages_slug_unique unique (slug)
);
call platform.protect('booking_page.pages');
-- A guest names only the slug.
call platform.allow_system_read('booking_page.pages');

create table booking_page.extras (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  name text not null check (name <> ''),
  description text not null default '',
  per text not null check (per in ('STAY', 'NIGHT', 'PERSON', 'PERSON_NIGHT')),
  price_minor bigint not null check (price_minor >= 0),
  charge_code text not null,
  -- How many there are on one day; null: as many as are wanted.
  daily_stock integer check (daily_stock >= 0),
  sort_order integer not null default 0,
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  constraint extras_name_unique unique (tenant_id, outlet_id, name)
);
call platform.protect('booking_page.extras');

create table booking_page.carts (
  tenant_id uuid not null,
  -- Known to nobody but the guest: whoever has it may book it.
  id uuid not null,
  outlet_id uuid not null,
  room_type_id uuid not null,
  rate_plan_id uuid,
  start_date date not null,
  end_date date not null,
  rooms integer not null check (rooms between 1 and 10),
  adults integer not null,
  children integer not null,
  -- The price of one room, night by night, as it was quoted; it is not asked again (R13).
  nights jsonb not null,
  extras jsonb not null default '[]',
  room_total_minor bigint not null,
  extras_total_minor bigint not null,
  total_minor bigint not null,
  due_now_minor bigint not null,
  currency text not null,
  terms jsonb not null,
  meal_plan text,
  promotion_id uuid,
  promotion_code text,
  -- What the guest said about themselves, kept while they pay.
  guest jsonb,
  hold_id uuid,
  expires_at timestamptz not null,
  booking_id uuid,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  foreign key (tenant_id, hold_id) references rooms.holds (tenant_id, id)
);
create index carts_by_age on booking_page.carts (tenant_id, created_at);
create index carts_by_booking on booking_page.carts (tenant_id, booking_id) where booking_id is not null;
create index carts_by_id on booking_page.carts (id);
call platform.protect('booking_page.carts');
-- Who pays by card names only the cart.
call platform.allow_system_read('booking_page.carts');

create table booking_page.booked_extras (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  booking_id uuid not null,
  extra_id uuid not null,
  name text not null,
  charge_code text not null,
  quantity integer not null check (quantity >= 1),
  amount_minor bigint not null check (amount_minor >= 0),
  start_date date not null,
  end_date date not null,
  cancelled_at timestamptz,
  -- When it went onto the guest's account.
  charged_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, extra_id) references booking_page.extras (tenant_id, id),
  foreign key (tenant_id, booking_id) references reservations.bookings (tenant_id, id)
);
create index booked_extras_by_booking on booking_page.booked_extras (tenant_id, booking_id);
create index booked_extras_by_day on booking_page.booked_extras (tenant_id, extra_id, start_date, end_date) where cancelled_at is null;
call platform.protect('booking_page.booked_extras');

-- The guest's key to their booking, kept as a hash: whoever reads the database cannot open a booking with it.
create table booking_page.keys (
  tenant_id uuid not null,
  token_hash text not null,
  booking_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, token_hash),
  foreign key (tenant_id, booking_id) references reservations.bookings (tenant_id, id)
);
create index keys_by_hash on booking_page.keys (token_hash);
call platform.protect('booking_page.keys');
-- A guest names only the key.
call platform.allow_system_read('booking_page.keys');
