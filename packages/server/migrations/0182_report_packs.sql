-- The printed pack of a closed business day.
create schema reports;
create table reports.packs (
  tenant_id uuid not null,
  outlet_id uuid not null,
  date date not null,
  content bytea not null,
  made_at timestamptz not null,
  primary key (tenant_id, outlet_id, date),
  foreign key (tenant_id, outlet_id, date) references outlets.business_days (tenant_id, outlet_id, date) on delete cascade
);
call platform.protect('reports.packs');
