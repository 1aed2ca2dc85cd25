-- Closing the business day: one audit for a venue and a day, the room nights it posted, and what the day came to.
create schema night_audit;

create table night_audit.audits (
  tenant_id uuid not null,
  outlet_id uuid not null,
  date date not null,
  status text not null default 'RUNNING' check (status in ('RUNNING', 'COMPLETED')),
  mark_no_shows boolean not null,
  -- The steps that are done, each with its instant and how many things it did; a run that died goes on after the last.
  steps jsonb not null default '[]',
  started_at timestamptz not null,
  started_by uuid not null,
  started_by_name text not null,
  primary key (tenant_id, outlet_id, date),
  foreign key (tenant_id, outlet_id, date) references outlets.business_days (tenant_id, outlet_id, date) on delete cascade
);
call platform.protect('night_audit.audits');

-- A room night as it was earned. The key is what keeps it from being posted twice, however often an audit dies (M13);
-- the trigger is what keeps it out of a closed day (M12).
create table night_audit.room_nights (
  tenant_id uuid not null,
  reservation_id uuid not null,
  business_date date not null,
  outlet_id uuid not null,
  room_type_id uuid not null,
  price_minor bigint not null,
  tax_minor bigint not null,
  primary key (tenant_id, reservation_id, business_date),
  foreign key (tenant_id, outlet_id, business_date) references outlets.business_days (tenant_id, outlet_id, date) on delete cascade,
  foreign key (tenant_id, reservation_id) references reservations.reservations (tenant_id, id)
);
create index room_nights_by_day on night_audit.room_nights (tenant_id, outlet_id, business_date);
create trigger refuse_closed_day before insert or update on night_audit.room_nights
  for each row execute function outlets.refuse_closed_day();
call platform.protect('night_audit.room_nights');

create table night_audit.day_statistics (
  tenant_id uuid not null,
  outlet_id uuid not null,
  date date not null,
  rooms_available integer not null,
  out_of_order integer not null,
  rooms_sold integer not null,
  room_revenue_minor bigint not null,
  tax_minor bigint not null,
  arrivals integer not null,
  departures integer not null,
  guests integer not null,
  no_shows integer not null,
  cancellations integer not null,
  primary key (tenant_id, outlet_id, date),
  foreign key (tenant_id, outlet_id, date) references outlets.business_days (tenant_id, outlet_id, date) on delete cascade
);
call platform.protect('night_audit.day_statistics');
