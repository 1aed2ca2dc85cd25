-- What the desk writes down when a guest arrives, and how it finds the stays of a few days among those of many years.
create schema front_desk;

-- What the guest declared and signed on arrival, as it was then: a profile that is corrected later changes no card.
create table front_desk.registration_cards (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  reservation_id uuid not null,
  -- Null once the guest was erased.
  guest_id uuid,
  guest_name text not null check (guest_name <> ''),
  nationality text,
  birth_date date,
  document_type text,
  document_number text,
  document_country text,
  document_expires_on date,
  address text not null default '',
  -- The pen's strokes on a pad of 1000 by 400; null where the guest signed on paper.
  signature jsonb,
  signed_at timestamptz,
  key_packets integer not null default 1 check (key_packets between 0 and 20),
  note text not null default '',
  -- Who of the desk took it down.
  taken_by uuid not null,
  taken_by_name text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  foreign key (tenant_id, reservation_id) references reservations.reservations (tenant_id, id),
  foreign key (tenant_id, guest_id) references guests.guests (tenant_id, id),
  check ((signature is null) = (signed_at is null)),
  constraint registration_cards_one_a_stay unique (tenant_id, reservation_id)
);
create index registration_cards_by_guest on front_desk.registration_cards (tenant_id, guest_id) where guest_id is not null;
call platform.protect('front_desk.registration_cards');

-- A chart of some days reads who left in them from here, and who is there or comes from the indexes of the stays. Ranges are
-- no help behind the tenant wall, whose policies let only leak-proof comparisons into an index; plain dates are.
create index reservations_departed on reservations.reservations (tenant_id, outlet_id, end_date) where status = 'CHECKED_OUT';
create index occupancies_out_of_order on rooms.occupancies (tenant_id, outlet_id) where kind = 'OUT_OF_ORDER';
