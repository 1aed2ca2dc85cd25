-- The business day of every venue. Exactly one is not closed; its date is the outlet's business_date. What is closed is
-- closed for good: whoever writes money asks `outlets.expect_open_day` first (M12).
create table outlets.business_days (
  tenant_id uuid not null,
  outlet_id uuid not null,
  date date not null,
  status text not null default 'OPEN' check (status in ('OPEN', 'CLOSING', 'CLOSED')),
  opened_at timestamptz not null default now(),
  closing_at timestamptz,
  closed_at timestamptz,
  closed_by uuid,
  closed_by_name text,
  primary key (tenant_id, outlet_id, date),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id) on delete cascade,
  check ((status = 'CLOSED') = (closed_at is not null))
);
create unique index business_days_one_not_closed on outlets.business_days (tenant_id, outlet_id) where status <> 'CLOSED';

-- Venues that were here before: their day is open. The owner is behind the tenant wall too, so it steps over it for this once.
alter table outlets.outlets no force row level security;
insert into outlets.business_days (tenant_id, outlet_id, date) select tenant_id, id, business_date from outlets.outlets;
alter table outlets.outlets force row level security;

call platform.protect('outlets.business_days');

-- A venue cannot exist without an open day.
create function outlets.open_first_day() returns trigger language plpgsql as $$
begin
  insert into outlets.business_days (tenant_id, outlet_id, date) values (new.tenant_id, new.id, new.business_date);
  return null;
end $$;
create trigger open_first_day after insert on outlets.outlets for each row execute function outlets.open_first_day();

-- Refuses unless the day may still be written to. The shared lock makes the closing of a day wait for those who are writing
-- to it, and those who come later see it closed.
create function outlets.expect_open_day(the_tenant uuid, the_outlet uuid, the_date date) returns void language plpgsql as $$
declare
  found_status text;
begin
  select status into found_status from outlets.business_days
  where tenant_id = the_tenant and outlet_id = the_outlet and date = the_date
  for share;
  if found_status is null or found_status = 'CLOSED' then
    raise exception 'business day % is not open', the_date
      using errcode = 'check_violation', constraint = 'business_day_open', detail = the_date::text;
  end if;
end $$;

-- For a table with outlet_id and business_date: nothing is written to, or moved into, a closed day.
create function outlets.refuse_closed_day() returns trigger language plpgsql as $$
begin
  perform outlets.expect_open_day(new.tenant_id, new.outlet_id, new.business_date);
  return new;
end $$;
