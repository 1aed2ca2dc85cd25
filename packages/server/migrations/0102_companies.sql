-- Who pays for others: companies, and agents who bring guests for a commission.
create table guests.companies (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  kind text not null default 'COMPANY' check (kind in ('COMPANY', 'TRAVEL_AGENT', 'SOURCE')),
  name text not null check (name <> ''),
  tax_number text,
  email text,
  phone text,
  address text not null default '',
  country text,
  -- What the house lends them before it asks for money: the city ledger's limit. Null: nothing on credit.
  credit_limit_minor bigint check (credit_limit_minor >= 0),
  payment_terms_days integer not null default 30 check (payment_terms_days between 0 and 365),
  commission_bp integer not null default 0 check (commission_bp between 0 and 10000),
  notes text not null default '',
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id)
);
create index companies_by_outlet on guests.companies (tenant_id, outlet_id, name);
call platform.protect('guests.companies');
