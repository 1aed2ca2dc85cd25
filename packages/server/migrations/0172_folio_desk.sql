-- Charge codes that a hotel edits, routing by category, and one account for each group.
alter table folios.charge_codes
  add column id uuid,
  -- What one of it usually costs, so that the desk need not type it.
  add column price_minor bigint check (price_minor >= 0),
  add column is_active boolean not null default true,
  add column version integer not null default 1;
update folios.charge_codes set id = gen_random_uuid();
alter table folios.charge_codes
  alter column id set not null,
  add constraint charge_codes_id_unique unique (tenant_id, id);

alter table folios.routing_rules
  -- Instead of codes: every charge of these categories, codes that are made later included.
  add column categories text[],
  add constraint routing_rules_by_codes_or_categories check (charge_codes is null or categories is null);

-- What of its members' charges a group pays for; null: nothing.
alter table folios.folios
  add column pays_categories text[],
  add constraint folios_only_groups_pay check (pays_categories is null or kind = 'MASTER');
create unique index folios_one_of_block on folios.folios (tenant_id, block_id) where kind = 'MASTER' and block_id is not null;

-- What had been paid of an invoice when it was issued.
alter table folios.invoices add column payments jsonb not null default '[]';
