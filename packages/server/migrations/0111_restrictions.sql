-- What closes or conditions the sale of a night, stored per date. A row without a room type, plan or channel counts for all
-- of them; the most specific row of a rule wins, and value 0 lifts what a broader one says.
create table rates.restrictions (
  tenant_id uuid not null,
  id uuid not null default gen_random_uuid(),
  outlet_id uuid not null,
  room_type_id uuid,
  rate_plan_id uuid,
  channel text check (channel <> ''),
  date date not null,
  rule text not null check (rule in ('STOP_SELL', 'CLOSED_TO_ARRIVAL', 'CLOSED_TO_DEPARTURE', 'MIN_STAY_ARRIVAL', 'MAX_STAY_ARRIVAL',
    'MIN_STAY_THROUGH', 'MAX_STAY_THROUGH', 'MIN_ADVANCE', 'MAX_ADVANCE')),
  -- 1 where the rule only says yes, else nights of stay or days before arrival; 0: not here.
  value integer not null check (value between 0 and 3650),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  foreign key (tenant_id, room_type_id) references rooms.room_types (tenant_id, id),
  foreign key (tenant_id, rate_plan_id) references rates.rate_plans (tenant_id, id) on delete cascade,
  constraint restrictions_one_each unique nulls not distinct (tenant_id, outlet_id, date, rule, room_type_id, rate_plan_id, channel),
  constraint restrictions_yes_or_no check (rule not in ('STOP_SELL', 'CLOSED_TO_ARRIVAL', 'CLOSED_TO_DEPARTURE') or value <= 1)
);
call platform.protect('rates.restrictions');
