import type { Posting } from '@hostelry/contracts';
import { sql } from 'kysely';
import { badField, DomainError, found } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { refundPayment } from '../../payments/index.ts';
import { lockOpenFolio, POSTING_COLUMNS } from '../queries.ts';
import { appendPostings } from './append-postings.ts';

/** Gives a guest back what they paid, wholly or in part, to the folio that the payment now stands on (M6). */
export async function refundToGuest(
  tx: Tx,
  { folio_id, ...refund }: { folio_id: string; payment_id: string; amount_minor: number; reason: string },
): Promise<Posting> {
  const folio = await lockOpenFolio(tx, folio_id);
  const paid = await standingPayment(tx, folio.id, refund.payment_id);
  await expectUnallocated(tx, refund);
  const refund_id = await refundPayment(tx, { ...refund, business_date: folio.business_date });
  const { window_no, ledger, charge_code, outlet_id } = paid;
  const [posting] = await appendPostings(tx, [
    {
      folio_id: folio.id,
      outlet_id,
      window_no,
      ledger,
      charge_code,
      kind: 'REFUND',
      description: refund.reason,
      amount_minor: refund.amount_minor,
      business_date: folio.business_date,
      payment_id: refund.payment_id,
      source: 'refunds',
      source_key: `refund:${refund_id}`,
      reason: refund.reason,
    },
  ]);
  return found(posting);
}

async function standingPayment(tx: Tx, folio_id: string, payment_id: string): Promise<Posting> {
  const { rows } = await sql<Posting>`
    select ${sql.raw(POSTING_COLUMNS)} from folios.postings p
    where p.folio_id = ${folio_id} and p.payment_id = ${payment_id} and p.kind = 'PAYMENT' and p.reversal_of is null
      and not exists (select 1 from folios.postings r where r.tenant_id = p.tenant_id and r.reversal_of = p.id)
    order by p.created_at, p.id limit 1`.execute(tx.db);
  if (!rows[0]) throw badField('payment_id', 'is not a payment on this folio');
  return rows[0];
}

/** What settles a company's invoice stays where it is. The folio's lock keeps others from allocating it meanwhile. */
async function expectUnallocated(tx: Tx, { payment_id, amount_minor }: { payment_id: string; amount_minor: number }) {
  const { rows } = await sql<{ left_minor: number }>`
    select (coalesce((select -sum(p.amount_minor) from folios.postings p where p.payment_id = ${payment_id}), 0)
      - coalesce((select sum(a.amount_minor) from folios.allocations a where a.payment_id = ${payment_id}), 0))::bigint as left_minor`.execute(
    tx.db,
  );
  const left_minor = rows[0]!.left_minor;
  if (amount_minor > left_minor) throw new DomainError('REFUND_TOO_LARGE', { left_minor });
}
