-- Nights that the property closes, and nights on which it limits the house as a whole.
alter table rooms.inventory_days
  add column is_closed boolean not null default false,
  -- Set on every type of the house while `house_days` has a row for the night, and only then: so ordinary nights pay nothing.
  add column is_house_limited boolean not null default false;

-- The most units that the house takes on a night over all its types, and how many are taken.
create table rooms.house_days (
  tenant_id uuid not null,
  outlet_id uuid not null,
  date date not null,
  most_units integer not null check (most_units between 0 and 1000000),
  taken integer not null default 0 check (taken >= 0),
  primary key (tenant_id, outlet_id, date),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  constraint house_days_never_oversold check (taken <= most_units)
) with (fillfactor = 60);
call platform.protect('rooms.house_days');

-- Whoever moves a counter of a limited night moves the house's too, so no statement can forget it.
create function rooms.count_house() returns trigger language plpgsql as $$
begin
  update rooms.house_days h
  set taken = h.taken + (new.sold + new.held + new.blocked) - (old.sold + old.held + old.blocked)
  from rooms.room_types t
  where t.tenant_id = new.tenant_id and t.id = new.room_type_id
    and h.tenant_id = new.tenant_id and h.outlet_id = t.outlet_id and h.date = new.date;
  return null;
end $$;
create trigger count_house after update on rooms.inventory_days for each row
  when (old.is_house_limited and new.is_house_limited
        and new.sold + new.held + new.blocked <> old.sold + old.held + old.blocked)
  execute function rooms.count_house();
