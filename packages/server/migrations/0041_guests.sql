-- The people who stay.
create schema guests;

create table guests.guests (
  tenant_id uuid not null,
  id uuid not null,
  -- Where the guest was first met; staff see the guests of their own outlets.
  outlet_id uuid not null,
  name text not null check (name <> ''),
  email text,
  phone text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id)
);
create index guests_by_outlet on guests.guests (tenant_id, outlet_id, id);
create index guests_by_email on guests.guests (tenant_id, email) where email is not null;
call platform.protect('guests.guests');
