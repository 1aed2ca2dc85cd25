-- Rooms that can be used, but better not: a stain, a slow lift. They stay on sale and are offered last, with the reason, so
-- those who choose rooms read it here; whoever declared it is a higher module.
create table rooms.out_of_service (
  tenant_id uuid not null,
  subject_id uuid not null,
  outlet_id uuid not null,
  room_id uuid not null,
  start_date date not null,
  end_date date not null,
  reason text not null,
  primary key (tenant_id, subject_id),
  foreign key (tenant_id, room_id) references rooms.rooms (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  check (end_date > start_date)
);
create index out_of_service_by_outlet on rooms.out_of_service (tenant_id, outlet_id, end_date);
call platform.protect('rooms.out_of_service');
