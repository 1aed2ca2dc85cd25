-- What a front desk needs to know of a booking and of each room in it.
alter table reservations.bookings
  drop constraint bookings_source_check,
  add constraint bookings_source_check check (source in ('DIRECT', 'WALK_IN', 'WEB', 'CHANNEL', 'GROUP', 'IMPORT')),
  add column company_id uuid,
  -- The group block it was picked up from; no foreign key, blocks belong to a higher module.
  add column block_id uuid,
  add column quote_id uuid,
  add column channel_id uuid,
  -- Until when an OPTIONAL booking keeps its rooms.
  add column option_expires_at timestamptz,
  add column guarantee text not null default 'NONE' check (guarantee in ('NONE', 'CARD', 'DEPOSIT', 'COMPANY', 'VOUCHER')),
  -- The cancellation and no-show terms as they were when the booking was made.
  add column cancellation_terms jsonb,
  add column language text,
  add column notes text not null default '',
  -- A channel sold more than there was: kept, and shown to a person (R14).
  add column is_overbooked boolean not null default false,
  -- What comes on top of the rooms' prices: exclusive taxes and fees. total_minor has it in.
  add column tax_minor bigint not null default 0,
  add foreign key (tenant_id, company_id) references guests.companies (tenant_id, id);
create index bookings_by_company on reservations.bookings (tenant_id, company_id, start_date) where company_id is not null;
create index bookings_by_guest on reservations.bookings (tenant_id, guest_id, start_date) where guest_id is not null;
create index bookings_by_block on reservations.bookings (tenant_id, block_id) where block_id is not null;

alter table reservations.reservations
  add column guest_id uuid,
  add column guest_name text,
  add column rate_plan_id uuid,
  add column meal_plan text,
  add column tax_minor bigint not null default 0,
  add column hold_id uuid,
  -- The guest was promised this very room.
  add column is_room_locked boolean not null default false,
  add column preferences text[] not null default '{}',
  add column arrival_time time,
  add column departure_time time,
  -- Instants, and the business dates they fell on.
  add column checked_in_at timestamptz,
  add column checked_in_on date,
  add column checked_out_at timestamptz,
  add column checked_out_on date,
  add column cancelled_on date,
  add column cancel_reason text,
  add column is_overbooked boolean not null default false,
  add foreign key (tenant_id, guest_id) references guests.guests (tenant_id, id),
  add foreign key (tenant_id, rate_plan_id) references rates.rate_plans (tenant_id, id);
create index reservations_by_arrival on reservations.reservations (tenant_id, outlet_id, start_date) where status in ('CONFIRMED', 'OPTIONAL');
create index reservations_in_house on reservations.reservations (tenant_id, outlet_id, end_date) where status = 'IN_HOUSE';
create index reservations_unassigned on reservations.reservations (tenant_id, outlet_id, start_date)
  where room_id is null and status in ('CONFIRMED', 'OPTIONAL', 'IN_HOUSE');

alter table reservations.reservation_nights
  add column tax_minor bigint not null default 0;
