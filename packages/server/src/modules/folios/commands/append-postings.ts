import type { Posting } from '@hostelry/contracts';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';

type Optional =
  | 'payment_id'
  | 'source_key'
  | 'reversal_of'
  | 'part_of'
  | 'link_id'
  | 'reason'
  | 'quantity'
  | 'tax_minor'
  | 'taxes'
  | 'net_minor';

export type NewPosting = Omit<Posting, 'id' | 'posted_by_name' | 'created_at' | Optional> &
  Partial<Pick<Posting, Optional>>;

/** Appends postings in one statement. One whose `source_key` is there already is left out, and nothing is told of it. */
export async function appendPostings(tx: Tx, postings: readonly NewPosting[]): Promise<Posting[]> {
  const rows: Posting[] = postings.map((posting) => ({
    payment_id: null,
    source_key: null,
    reversal_of: null,
    part_of: null,
    link_id: null,
    reason: null,
    quantity: 1,
    tax_minor: 0,
    taxes: [],
    net_minor: posting.amount_minor,
    ...posting,
    id: newId(),
    posted_by_name: tx.actor.name,
    created_at: tx.now.toISOString(),
  }));
  if (rows.length === 0) return [];
  const written = await tx.db
    .insertInto('folios.postings')
    .values(
      rows.map((row) => ({
        tenant_id: tx.tenant_id,
        posted_by: tx.actor.id,
        ...row,
        taxes: JSON.stringify(row.taxes),
      })),
    )
    .onConflict((conflict) => conflict.constraint('postings_source_key_unique').doNothing())
    .returning('id')
    .execute();
  const ids = new Set(written.map((row) => row.id));
  const appended = rows.filter((row) => ids.has(row.id));
  for (const folio_id of new Set(appended.map((row) => row.folio_id))) {
    const own = appended.filter((row) => row.folio_id === folio_id);
    const { outlet_id } = own[0]!;
    emit(tx, {
      type: 'folio.posted',
      aggregate_type: 'folio',
      aggregate_id: folio_id,
      outlet_id,
      data: { folio_id, posting_ids: own.map((row) => row.id) },
    });
    audit(tx, { action: 'folios.post', entity_type: 'folio', entity_id: folio_id, outlet_id, after: own });
  }
  return appended;
}
