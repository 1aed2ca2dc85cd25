import { sql } from 'kysely';
import { badField } from '../../../platform/errors.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import type { Invoice } from '@hostelry/contracts';
import { findInvoice } from '../invoice-queries.ts';
import { lockFolios } from '../queries.ts';

/** Lets a company's payment settle one of its invoices, wholly or in part, never more than either has left. */
export async function allocatePayment(
  tx: Tx,
  invoice: Invoice,
  { payment_id, amount_minor }: { payment_id: string; amount_minor: number },
): Promise<Invoice> {
  const { rows: accounts } = await sql<{ folio_id: string }>`
    select p.folio_id from folios.postings p join folios.folios f on f.tenant_id = p.tenant_id and f.id = p.folio_id
    where p.payment_id = ${payment_id} and p.kind = 'PAYMENT' and f.kind = 'COMPANY'
      and f.company_id = ${invoice.company_id} and f.outlet_id = ${invoice.outlet_id} limit 1`.execute(tx.db);
  if (!accounts[0]) throw badField('payment_id', 'is not a payment of this invoice’s company');
  // The invoice's own folio too: a credit note must not come between.
  await lockFolios(tx, [accounts[0].folio_id, invoice.folio_id]);
  const { open_minor } = await findInvoice(tx, invoice.id);
  if (amount_minor > open_minor) throw badField('amount_minor', 'is more than the invoice has open');
  const { rows } = await sql<{ left_minor: number }>`
    select (coalesce((select -sum(p.amount_minor) from folios.postings p where p.payment_id = ${payment_id}), 0)
      - coalesce((select sum(a.amount_minor) from folios.allocations a where a.payment_id = ${payment_id}), 0))::bigint as left_minor`.execute(
    tx.db,
  );
  if (amount_minor > rows[0]!.left_minor) throw badField('amount_minor', 'is more than the payment has left');
  await sql`
    insert into folios.allocations (tenant_id, payment_id, invoice_id, amount_minor, created_at)
    values (${tx.tenant_id}, ${payment_id}, ${invoice.id}, ${amount_minor}, ${tx.now.toISOString()})
    on conflict (tenant_id, payment_id, invoice_id)
      do update set amount_minor = folios.allocations.amount_minor + excluded.amount_minor`.execute(tx.db);
  audit(tx, {
    action: 'folios.allocate',
    entity_type: 'invoice',
    entity_id: invoice.id,
    outlet_id: invoice.outlet_id,
    after: { payment_id, amount_minor },
  });
  return findInvoice(tx, invoice.id);
}

/** Takes an allocation back: the invoice is open again, and the payment has its money left. */
export async function undoAllocation(tx: Tx, invoice: Invoice, payment_id: string): Promise<Invoice> {
  await lockFolios(tx, [invoice.folio_id]);
  const gone = await tx.db
    .deleteFrom('folios.allocations')
    .where('invoice_id', '=', invoice.id)
    .where('payment_id', '=', payment_id)
    .returning('amount_minor')
    .executeTakeFirst();
  if (!gone) throw badField('payment_id', 'does not settle this invoice');
  audit(tx, {
    action: 'folios.undo_allocation',
    entity_type: 'invoice',
    entity_id: invoice.id,
    outlet_id: invoice.outlet_id,
    before: { payment_id, amount_minor: gone.amount_minor },
  });
  return findInvoice(tx, invoice.id);
}
