-- What a department is to do for a booking on a date, kept when done so that the day can be told afterwards.
create table reservations.traces (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  booking_id uuid not null,
  date date not null,
  department text not null check (department in ('FRONT_DESK', 'HOUSEKEEPING', 'MAINTENANCE', 'KITCHEN', 'SALES', 'ACCOUNTS')),
  text text not null check (text <> ''),
  done_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  foreign key (tenant_id, booking_id) references reservations.bookings (tenant_id, id)
);
create index traces_by_day on reservations.traces (tenant_id, outlet_id, date, id);
create index traces_by_booking on reservations.traces (tenant_id, booking_id, date);
call platform.protect('reservations.traces');
