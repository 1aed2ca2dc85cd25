-- The accounts of guests and companies. A posting is appended and never edited: what was wrong is taken back by another.
create schema folios;

create table folios.charge_codes (
  tenant_id uuid not null,
  outlet_id uuid not null,
  code text not null check (code ~ '^[A-Z0-9_]{1,40}$'),
  name text not null check (name <> ''),
  category text not null check (category in ('ROOM', 'FOOD', 'BEVERAGE', 'SERVICE', 'FEE', 'OTHER')),
  sort_order integer not null default 0,
  primary key (tenant_id, outlet_id, code),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id) on delete cascade
);
call platform.protect('folios.charge_codes');

create table folios.folios (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  kind text not null check (kind in ('GUEST', 'MASTER', 'COMPANY', 'HOUSE')),
  status text not null default 'OPEN' check (status in ('OPEN', 'CLOSED')),
  name text not null check (name <> ''),
  -- No foreign keys: stays and blocks belong to higher modules.
  reservation_id uuid,
  booking_id uuid,
  block_id uuid,
  guest_id uuid,
  company_id uuid,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  opened_on date not null,
  closed_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  foreign key (tenant_id, guest_id) references guests.guests (tenant_id, id),
  foreign key (tenant_id, company_id) references guests.companies (tenant_id, id),
  constraint folios_company check (kind <> 'COMPANY' or company_id is not null),
  check ((status = 'CLOSED') = (closed_on is not null))
);
create unique index folios_one_of_reservation on folios.folios (tenant_id, reservation_id) where kind = 'GUEST';
-- One account a company and hotel: its city ledger.
create unique index folios_one_of_company on folios.folios (tenant_id, outlet_id, company_id) where kind = 'COMPANY';
create index folios_by_outlet on folios.folios (tenant_id, outlet_id, status, created_at desc, id);
call platform.protect('folios.folios');

create table folios.postings (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  folio_id uuid not null,
  window_no smallint not null default 1 check (window_no between 1 and 8),
  kind text not null check (kind in ('CHARGE', 'PAYMENT', 'REFUND', 'TRANSFER')),
  -- Which ledger of the trial balance it stands in.
  ledger text not null check (ledger in ('GUEST', 'DEPOSIT', 'CITY')),
  charge_code text not null,
  description text not null,
  quantity integer not null default 1 check (quantity >= 1),
  -- What it adds to the balance: charges are positive, payments negative.
  amount_minor bigint not null,
  net_minor bigint not null,
  tax_minor bigint not null default 0,
  taxes jsonb not null default '[]',
  business_date date not null,
  payment_id uuid,
  source text not null,
  -- Under which name it was posted: posting it again is posting it once.
  source_key text,
  -- What this takes back, whole; what it is a part of after a move or a split.
  reversal_of uuid,
  part_of uuid,
  -- Postings that only stand or fall together, such as both ends of a bill to a company.
  link_id uuid,
  reason text,
  posted_by uuid not null,
  posted_by_name text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, folio_id) references folios.folios (tenant_id, id),
  foreign key (tenant_id, payment_id) references payments.payments (tenant_id, id),
  foreign key (tenant_id, reversal_of) references folios.postings (tenant_id, id),
  foreign key (tenant_id, part_of) references folios.postings (tenant_id, id),
  constraint postings_reversed_once unique (tenant_id, reversal_of),
  constraint postings_source_key_unique unique (tenant_id, source_key),
  constraint postings_gross check (amount_minor = net_minor + tax_minor)
);
create index postings_by_folio on folios.postings (tenant_id, folio_id, created_at, id);
create index postings_by_day on folios.postings (tenant_id, outlet_id, business_date);
create index postings_by_link on folios.postings (tenant_id, link_id) where link_id is not null;
call platform.protect('folios.postings');
create trigger refuse_closed_day before insert on folios.postings
  for each row execute function outlets.refuse_closed_day();

create function folios.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is never edited', tg_table_name using errcode = 'check_violation', constraint = 'folios_append_only';
end $$;
create trigger append_only before update or delete on folios.postings
  for each row execute function folios.refuse_change();

create table folios.routing_rules (
  tenant_id uuid not null,
  id uuid not null,
  folio_id uuid not null,
  -- Null: every charge.
  charge_codes text[],
  start_date date,
  end_date date,
  to_folio_id uuid not null,
  to_window smallint not null default 1 check (to_window between 1 and 8),
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, folio_id) references folios.folios (tenant_id, id),
  foreign key (tenant_id, to_folio_id) references folios.folios (tenant_id, id),
  constraint routing_rules_dates check (end_date > start_date)
);
create index routing_rules_by_folio on folios.routing_rules (tenant_id, folio_id, created_at);
call platform.protect('folios.routing_rules');

-- The next number of each series. It is counted in the transaction that issues, so a number that is rolled back is used again (M9).
create table folios.series (
  tenant_id uuid not null,
  outlet_id uuid not null,
  kind text not null check (kind in ('INVOICE', 'CREDIT_NOTE')),
  last_number bigint not null default 0,
  primary key (tenant_id, outlet_id, kind),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id)
);
call platform.protect('folios.series');

create table folios.invoices (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  folio_id uuid not null,
  window_no smallint not null,
  kind text not null check (kind in ('INVOICE', 'CREDIT_NOTE')),
  number bigint not null,
  business_date date not null,
  due_date date not null,
  currency text not null,
  company_id uuid,
  credit_of uuid,
  reason text,
  -- As they were when it was issued.
  seller jsonb not null,
  bill_to jsonb not null,
  lines jsonb not null,
  taxes jsonb not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  -- What a company still owed when it was issued: the city ledger ages it.
  receivable_minor bigint not null default 0,
  issued_by_name text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id),
  foreign key (tenant_id, folio_id) references folios.folios (tenant_id, id),
  foreign key (tenant_id, company_id) references guests.companies (tenant_id, id),
  foreign key (tenant_id, credit_of) references folios.invoices (tenant_id, id),
  constraint invoices_number_unique unique (tenant_id, outlet_id, kind, number),
  constraint invoices_credited_once unique (tenant_id, credit_of),
  constraint invoices_total check (total_minor = net_minor + tax_minor)
);
create index invoices_by_outlet on folios.invoices (tenant_id, outlet_id, created_at desc, id);
create index invoices_by_company on folios.invoices (tenant_id, company_id) where company_id is not null;
call platform.protect('folios.invoices');
create trigger refuse_closed_day before insert on folios.invoices
  for each row execute function outlets.refuse_closed_day();
create trigger append_only before update or delete on folios.invoices
  for each row execute function folios.refuse_change();

-- Which postings stand on a valid invoice; a credit note frees them for another.
create table folios.invoiced_postings (
  tenant_id uuid not null,
  posting_id uuid not null,
  invoice_id uuid not null,
  primary key (tenant_id, posting_id),
  foreign key (tenant_id, posting_id) references folios.postings (tenant_id, id),
  foreign key (tenant_id, invoice_id) references folios.invoices (tenant_id, id)
);
call platform.protect('folios.invoiced_postings');

-- Which payment of a company settles which invoice.
create table folios.allocations (
  tenant_id uuid not null,
  payment_id uuid not null,
  invoice_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  created_at timestamptz not null,
  primary key (tenant_id, payment_id, invoice_id),
  foreign key (tenant_id, payment_id) references payments.payments (tenant_id, id),
  foreign key (tenant_id, invoice_id) references folios.invoices (tenant_id, id)
);
create index allocations_by_invoice on folios.allocations (tenant_id, invoice_id);
call platform.protect('folios.allocations');
