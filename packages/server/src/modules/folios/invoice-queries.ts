import type { Allocation, Invoice } from '@hostelry/contracts';
import { sql } from 'kysely';
import { found } from '../../platform/errors.ts';
import type { Tx } from '../../platform/transaction.ts';

const OPEN_AMOUNT = `case when exists (select 1 from folios.invoices c where c.tenant_id = i.tenant_id and c.credit_of = i.id) then 0
  else i.receivable_minor - coalesce((select sum(a.amount_minor) from folios.allocations a
    where a.tenant_id = i.tenant_id and a.invoice_id = i.id), 0) end::bigint`;

export const INVOICE_COLUMNS = `i.id, i.outlet_id, i.folio_id, i.window_no, i.kind, i.number, i.business_date, i.due_date,
  i.currency, i.company_id, i.credit_of, i.reason, i.seller, i.bill_to, i.lines, i.taxes, i.payments, i.net_minor, i.tax_minor,
  i.total_minor, i.receivable_minor, ${OPEN_AMOUNT} as open_minor, i.issued_by_name, i.created_at`;

export async function findInvoice(tx: Tx, id: string): Promise<Invoice> {
  const { rows } = await sql<Invoice>`
    select ${sql.raw(INVOICE_COLUMNS)} from folios.invoices i where i.id = ${id}`.execute(tx.db);
  return found(rows[0]);
}

/** Which payments settle the invoices of a company at a hotel, newest first. */
export async function allocationsOf(tx: Tx, outlet_id: string, company_id: string): Promise<Allocation[]> {
  const { rows } = await sql<Allocation>`
    select a.payment_id, a.invoice_id, i.number, a.amount_minor, a.created_at
    from folios.allocations a join folios.invoices i on i.tenant_id = a.tenant_id and i.id = a.invoice_id
    where i.outlet_id = ${outlet_id} and i.company_id = ${company_id} order by a.created_at desc, i.number`.execute(
    tx.db,
  );
  return rows;
}

/** A company's invoices at a hotel, the oldest debt first: all that are open, and what was issued lately. */
export async function invoicesOfCompany(tx: Tx, outlet_id: string, company_id: string): Promise<Invoice[]> {
  const { rows } = await sql<Invoice>`
    select * from (select ${sql.raw(INVOICE_COLUMNS)} from folios.invoices i
      where i.outlet_id = ${outlet_id} and i.company_id = ${company_id}) as i
    where i.open_minor > 0 or i.id in (select n.id from folios.invoices n
      where n.outlet_id = ${outlet_id} and n.company_id = ${company_id} order by n.created_at desc limit 50)
    order by i.open_minor = 0, i.due_date, i.number`.execute(tx.db);
  return rows;
}
