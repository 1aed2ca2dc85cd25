-- What a guest fills in before arrival, and pictures of rooms.
create table booking_page.check_ins (
  tenant_id uuid not null,
  booking_id uuid not null,
  outlet_id uuid not null,
  -- As the guest wrote it; the guest's profile has it from then on.
  details jsonb not null,
  -- What the finger drew, as an SVG path.
  signature text not null check (length(signature) between 10 and 40000),
  submitted_at timestamptz not null,
  primary key (tenant_id, booking_id),
  foreign key (tenant_id, booking_id) references reservations.bookings (tenant_id, id)
);
call platform.protect('booking_page.check_ins');

create table booking_page.pictures (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  room_type_id uuid not null,
  file_key text not null,
  content_type text not null check (content_type in ('image/jpeg', 'image/png', 'image/webp', 'image/svg+xml')),
  alt text not null default '',
  sort_order integer not null default 0,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, room_type_id) references rooms.room_types (tenant_id, id)
);
create index pictures_by_type on booking_page.pictures (tenant_id, room_type_id, sort_order);
create index pictures_by_id on booking_page.pictures (id);
call platform.protect('booking_page.pictures');
-- A browser that shows one names only the picture.
call platform.allow_system_read('booking_page.pictures');
