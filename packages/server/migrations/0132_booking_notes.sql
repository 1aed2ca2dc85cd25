-- What people wrote down about a booking, by whom and when. Notes are added, never changed.
create table reservations.booking_notes (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  booking_id uuid not null,
  text text not null check (text <> ''),
  author_id uuid not null,
  author_name text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  foreign key (tenant_id, booking_id) references reservations.bookings (tenant_id, id)
);
create index booking_notes_by_booking on reservations.booking_notes (tenant_id, booking_id, id);
call platform.protect('reservations.booking_notes');
