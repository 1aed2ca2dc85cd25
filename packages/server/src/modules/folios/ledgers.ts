import type { CompanyAccount, DayTakings, Folio, OpenedAccount, TrialBalance } from '@hostelry/contracts';
import { sql } from 'kysely';
import { found } from '../../platform/errors.ts';
import type { Tx } from '../../platform/transaction.ts';
import { COMPANY_TERMS } from '../guests/index.ts';
import { tradingOutlet } from '../outlets/index.ts';
import { methodsOfDay } from '../payments/index.ts';
import { allocationsOf, INVOICE_COLUMNS, invoicesOfCompany } from './invoice-queries.ts';
import { BALANCE, paymentsOf } from './queries.ts';

/** Per ledger: what stood open before a business day, what the day moved, and what stands after it. */
export async function trialBalanceOf(tx: Tx, outlet_id: string, date: string): Promise<TrialBalance> {
  const { currency } = found((await tradingOutlet(outlet_id).execute(tx.db)).rows[0]);
  const { rows: ledgers } = await sql<TrialBalance['ledgers'][number]>`
    select l.ledger,
      coalesce(sum(p.amount_minor) filter (where p.business_date < ${date}::date), 0)::bigint as opening_minor,
      coalesce(sum(p.amount_minor) filter (where p.business_date = ${date}::date), 0)::bigint as activity_minor,
      coalesce(sum(p.amount_minor), 0)::bigint as closing_minor
    from unnest(array['GUEST', 'DEPOSIT', 'CITY']) with ordinality as l(ledger, position)
    left join folios.postings p
      on p.ledger = l.ledger and p.outlet_id = ${outlet_id} and p.business_date <= ${date}::date
    group by l.ledger, l.position order by l.position`.execute(tx.db);
  return { outlet_id, date, currency, ledgers };
}

/** What a business day earned by charge code, and what came in and went out by method. Moves between folios cancel out. */
export async function dayTakings(tx: Tx, outlet_id: string, date: string): Promise<DayTakings> {
  const { rows: charges } = await sql<DayTakings['charges'][number]>`
    select charge_code, sum(net_minor)::bigint as net_minor, sum(tax_minor)::bigint as tax_minor,
      sum(amount_minor)::bigint as amount_minor
    from folios.postings
    where outlet_id = ${outlet_id} and business_date = ${date}::date and kind = 'CHARGE'
    group by charge_code having sum(amount_minor) <> 0 or sum(net_minor) <> 0 order by charge_code`.execute(tx.db);
  return { charges, payments: await methodsOfDay(tx, outlet_id, date) };
}

/** Every company's account at a hotel: what it owes, and how long its open invoices have been due. */
export async function companyAccounts(tx: Tx, outlet_id: string): Promise<CompanyAccount[]> {
  const { business_date } = found((await tradingOutlet(outlet_id).execute(tx.db)).rows[0]);
  const { rows } = await sql<CompanyAccount>`
    with invoice as (
      select ${sql.raw(INVOICE_COLUMNS)} from folios.invoices i
      where i.outlet_id = ${outlet_id} and i.company_id is not null and i.kind = 'INVOICE'
    ), aged as (
      select company_id, sum(open_minor) as open,
        sum(open_minor) filter (where ${business_date}::date - due_date <= 0) as current,
        sum(open_minor) filter (where ${business_date}::date - due_date between 1 and 30) as overdue_30,
        sum(open_minor) filter (where ${business_date}::date - due_date between 31 and 60) as overdue_60,
        sum(open_minor) filter (where ${business_date}::date - due_date > 60) as overdue_90
      from invoice group by company_id
    )
    select f.company_id, c.name, f.id as folio_id, c.credit_limit_minor, ${sql.raw(BALANCE)} as balance_minor,
      coalesce(a.current, 0)::bigint as current_minor, coalesce(a.overdue_30, 0)::bigint as overdue_30_minor,
      coalesce(a.overdue_60, 0)::bigint as overdue_60_minor, coalesce(a.overdue_90, 0)::bigint as overdue_90_minor,
      (${sql.raw(BALANCE)} - coalesce(a.open, 0) + m.unallocated)::bigint as uninvoiced_minor, m.unallocated as unallocated_minor
    from folios.folios f
    cross join lateral (
      select (coalesce((select -sum(p.amount_minor) from folios.postings p
          where p.tenant_id = f.tenant_id and p.folio_id = f.id and p.payment_id is not null), 0)
        - coalesce((select sum(s.amount_minor) from folios.allocations s
          where s.tenant_id = f.tenant_id and s.payment_id in (select p.payment_id from folios.postings p
            where p.tenant_id = f.tenant_id and p.folio_id = f.id and p.kind = 'PAYMENT')), 0))::bigint as unallocated
    ) as m
    join ${sql.raw(COMPANY_TERMS)} c on c.id = f.company_id
    left join aged a on a.company_id = f.company_id
    where f.outlet_id = ${outlet_id} and f.kind = 'COMPANY' order by c.name, f.id`.execute(tx.db);
  return rows;
}

/** A company's account as the credit desk works on it; refuses with NOT_FOUND what is no company's. */
export async function openAccount(tx: Tx, folio: Folio): Promise<OpenedAccount> {
  const { outlet_id, currency, company_id } = folio;
  const account = found((await companyAccounts(tx, outlet_id)).find((each) => each.folio_id === folio.id));
  const { business_date } = found((await tradingOutlet(outlet_id).execute(tx.db)).rows[0]);
  return {
    ...account,
    outlet_id,
    currency,
    business_date,
    invoices: await invoicesOfCompany(tx, outlet_id, company_id!),
    payments: await paymentsOf(tx, folio.id),
    allocations: await allocationsOf(tx, outlet_id, company_id!),
  };
}

/** What a guest may see of a folio, as a subquery for a higher module: its invoices, and what was paid and not given back. */
export const FOLIO_PAPERS = `(
  select f.id,
    coalesce((select json_agg(json_build_object('id', i.id, 'number', i.number, 'total_minor', i.total_minor) order by i.created_at)
      from folios.invoices i where i.tenant_id = f.tenant_id and i.folio_id = f.id and i.kind = 'INVOICE'), '[]') as invoices,
    coalesce((select -sum(p.amount_minor) from folios.postings p
      where p.tenant_id = f.tenant_id and p.folio_id = f.id and p.kind in ('PAYMENT', 'REFUND')), 0)::bigint as paid_minor
  from folios.folios f)`;
