-- What a hotel knows of a guest beyond a name, so that the second stay begins where the first one ended.
create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- Letters as a search sees them: small and without accents. Marked immutable so that an index can stand on it; the
-- dictionary is the one that comes with PostgreSQL.
create function guests.folded(words text) returns text language sql immutable strict parallel safe as
  $$ select lower(public.unaccent('public.unaccent'::regdictionary, words)) $$;

alter table guests.guests
  add column code text generated always as ('G' || upper(right(replace(id::text, '-', ''), 8))) stored,
  add column language text,
  add column nationality text check (nationality ~ '^[A-Z]{2}$'),
  add column birth_date date,
  add column document_type text check (document_type in ('PASSPORT', 'ID_CARD', 'DRIVING_LICENCE', 'OTHER')),
  add column document_number text,
  add column document_country text check (document_country ~ '^[A-Z]{2}$'),
  add column document_expires_on date,
  add column address text not null default '',
  add column postal_code text,
  add column city text,
  add column country text check (country ~ '^[A-Z]{2}$'),
  add column vip_level smallint not null default 0 check (vip_level between 0 and 5),
  add column preferences text[] not null default '{}',
  add column preference_notes text not null default '',
  add column tags text[] not null default '{}',
  add column notes text not null default '',
  add column marketing_consent boolean not null default false,
  -- When and where the guest last said yes or no.
  add column marketing_consent_at timestamptz,
  add column marketing_consent_source text,
  add column company_id uuid,
  add column is_blacklisted boolean not null default false,
  add column blacklist_reason text,
  -- The profile that took this one over; it stays as a pointer, so that an old link still leads to the guest.
  add column merged_into_id uuid,
  add column erased_at timestamptz,
  add foreign key (tenant_id, company_id) references guests.companies (tenant_id, id),
  add foreign key (tenant_id, merged_into_id) references guests.guests (tenant_id, id),
  add constraint guests_blacklist_says_why check (not is_blacklisted or blacklist_reason <> ''),
  add constraint guests_not_merged_into_itself check (merged_into_id <> id);
alter table guests.guests
  add column search text generated always as (guests.folded(name || ' ' || coalesce(email, '') || ' '
    || coalesce(regexp_replace(phone, '[^0-9]', '', 'g'), '') || ' ' || coalesce(phone, '') || ' '
    || 'G' || upper(right(replace(id::text, '-', ''), 8)))) stored;
create index guests_by_words on guests.guests using gin (search public.gin_trgm_ops);
create index guests_by_company on guests.guests (tenant_id, company_id) where company_id is not null;

alter table guests.companies
  -- The negotiated plan; no foreign key, because rates are no lower module.
  add column rate_plan_id uuid,
  add column contacts jsonb not null default '[]',
  add column merged_into_id uuid,
  add foreign key (tenant_id, merged_into_id) references guests.companies (tenant_id, id),
  add constraint companies_not_merged_into_itself check (merged_into_id <> id);
