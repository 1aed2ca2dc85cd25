-- A desk finds a booking by how its code, or its guest's first or last name, begins. Behind row-level security an index
-- serves only comparisons that cannot leak what they see: ranges of text can, patterns cannot, so beginnings are asked for as ranges.
create function platform.folded(words text) returns text language sql immutable strict parallel safe as
  $$ select lower(public.unaccent('public.unaccent'::regdictionary, words)) $$;

alter table reservations.bookings
  add column search_code text collate "C" generated always as (lower(confirmation_code)) stored,
  add column search_name text collate "C" generated always as (platform.folded(guest_name)) stored,
  add column search_last_name text collate "C" generated always as (platform.folded(regexp_replace(guest_name, '^.* ', ''))) stored;
create index bookings_by_name on reservations.bookings (tenant_id, search_name);
create index bookings_by_last_name on reservations.bookings (tenant_id, search_last_name);
create index bookings_by_code on reservations.bookings (tenant_id, search_code);

-- For the same reason the trigrams never served anybody but the owner.
drop index guests.guests_by_words;
alter table guests.guests
  add column search_name text collate "C" generated always as (platform.folded(name)) stored,
  add column search_last_name text collate "C" generated always as (platform.folded(regexp_replace(name, '^.* ', ''))) stored,
  add column search_email text collate "C" generated always as (lower(email)) stored;
alter table guests.guests add column search_code text collate "C" generated always as ('g' || right(replace(id::text, '-', ''), 8)) stored;
create index guests_by_code on guests.guests (tenant_id, search_code);
create index guests_by_name on guests.guests (tenant_id, search_name);
create index guests_by_search_email on guests.guests (tenant_id, search_email) where search_email is not null;
create index guests_by_last_name on guests.guests (tenant_id, search_last_name);

-- The overlap of ranges could leak too, so who is in a house on some nights is found by plain dates: a stretch begins before
-- they end and ends after they begin.
alter table rooms.occupancies
  add column start_date date generated always as (lower(nights)) stored,
  add column end_date date generated always as (upper(nights)) stored;
create index occupancies_by_dates on rooms.occupancies (tenant_id, outlet_id, end_date, start_date);
drop index rooms.occupancies_by_outlet;
