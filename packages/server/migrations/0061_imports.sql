-- What was brought in from other systems' files: each run with its report, and the rows that were refused or doubtful.
create schema imports;

create table imports.runs (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  kind text not null check (kind in ('hotel-bookings')),
  file_name text not null,
  status text not null check (status in ('RUNNING', 'COMPLETED', 'INTERRUPTED', 'FAILED')),
  rows_read integer not null default 0,
  -- Rows that this run booked, by what became of the stay.
  stays integer not null default 0,
  cancelled integer not null default 0,
  no_shows integer not null default 0,
  room_nights integer not null default 0,
  -- Rows that an earlier run had brought in already.
  known integer not null default 0,
  -- Rows of a hotel that was not asked for.
  skipped integer not null default 0,
  refused integer not null default 0,
  warnings integer not null default 0,
  error text,
  started_at timestamptz not null,
  updated_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id)
);
create index runs_by_outlet on imports.runs (tenant_id, outlet_id, id);
call platform.protect('imports.runs');

create table imports.row_issues (
  tenant_id uuid not null,
  run_id uuid not null,
  row_number integer not null,
  severity text not null check (severity in ('REFUSED', 'WARNING')),
  column_name text not null,
  reason text not null,
  primary key (tenant_id, run_id, row_number, severity, column_name),
  foreign key (tenant_id, run_id) references imports.runs (tenant_id, id) on delete cascade
);
call platform.protect('imports.row_issues');
