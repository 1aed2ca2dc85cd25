-- Payments of guests' accounts: more ways to pay, the reference that a terminal or a bank gave, and what was given back.
alter table payments.payments
  drop constraint payments_method_check,
  add constraint payments_method_check check (method in ('CASH', 'CARD', 'ONLINE', 'BANK_TRANSFER', 'VOUCHER')),
  -- No foreign key: payments know nothing of folios.
  add column folio_id uuid,
  add column reference text,
  add column refunded_minor bigint not null default 0,
  add constraint payments_refunded check (refunded_minor between 0 and amount_minor);
create index payments_by_folio on payments.payments (tenant_id, folio_id) where folio_id is not null;

create table payments.refunds (
  tenant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  payment_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  reason text not null check (reason <> ''),
  business_date date not null,
  given_by uuid not null,
  given_by_name text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, payment_id) references payments.payments (tenant_id, id)
);
create index refunds_by_payment on payments.refunds (tenant_id, payment_id);
create index refunds_by_day on payments.refunds (tenant_id, outlet_id, business_date);
call platform.protect('payments.refunds');
