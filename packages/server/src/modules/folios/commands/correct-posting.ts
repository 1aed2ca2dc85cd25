import type { Ledger, Posting } from '@hostelry/contracts';
import { sql } from 'kysely';
import { badField, DomainError, found } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import {
  expectOpen,
  findPosting,
  lockFolios,
  POSTING_COLUMNS,
  postingsLinkedTo,
  type LockedFolio,
  type ShownPosting,
} from '../queries.ts';
import { cut, ledgerOf, opposite } from '../rules.ts';
import { appendPostings, type NewPosting } from './append-postings.ts';

export interface Part {
  weight: number;
  folio_id?: string | undefined;
  window_no?: number | undefined;
  ledger?: Ledger | undefined;
}

/** Takes a posting back with a reason; what stands or falls with it is taken back too. Money is refunded instead. */
export async function reversePosting(tx: Tx, id: string, reason: string): Promise<Posting[]> {
  const posting = await findPosting(tx, id);
  if (posting.payment_id)
    throw badField('id', 'is a payment: money is given back with a refund, and a refund is not taken back');
  const together = posting.link_id ? await postingsLinkedTo(tx, posting.link_id) : [posting];
  const folios = await lockFolios(
    tx,
    together.map((each) => each.folio_id),
  );
  await expectStanding(tx, together, folios);
  const taken_back = together.map((each) => reversalOf(each, folios, reason));
  return appendPostings(tx, taken_back);
}

/** Moves a posting to another window or folio: it is taken back here and stands there, with no effect on the sum. */
export function movePosting(tx: Tx, id: string, to: Omit<Part, 'weight'>): Promise<Posting[]> {
  return splitPosting(tx, id, [{ weight: 1, ...to }]);
}

/** Splits a posting by weights, each part to a window or folio of its own. Net and every tax are conserved (M3, M5). */
export async function splitPosting(tx: Tx, id: string, parts: readonly Part[]): Promise<Posting[]> {
  const posting = await findPosting(tx, id);
  if (posting.link_id) throw badField('id', 'is billed to a company: take it back and bill it anew');
  const folios = await lockFolios(tx, [posting.folio_id, ...parts.map((part) => part.folio_id ?? posting.folio_id)]);
  // A payment is refunded where it stands, so it moves whole.
  if (posting.payment_id && (parts.length > 1 || posting.kind === 'REFUND' || (await isSpent(tx, posting))))
    throw badField('id', 'is a payment: it moves whole, and not once it was given back in part or settles an invoice');
  await expectStanding(tx, [posting], folios);
  const cuts = cut(
    posting,
    parts.map((part) => part.weight),
  );
  const placed = parts.map((part, index): NewPosting => {
    const folio = found(folios.get(part.folio_id ?? posting.folio_id));
    if (folio.outlet_id !== posting.outlet_id) throw badField('folio_id', 'belongs to another hotel');
    return {
      ...bodyOf(posting),
      ...cuts[index]!,
      folio_id: folio.id,
      window_no: part.window_no ?? (folio.id === posting.folio_id ? posting.window_no : 1),
      ledger: part.ledger ?? (posting.ledger === 'DEPOSIT' ? 'DEPOSIT' : ledgerOf(folio.kind)),
      business_date: folio.business_date,
      part_of: posting.id,
    };
  });
  return appendPostings(tx, [reversalOf(posting, folios, null), ...placed]);
}

/** What was paid before arrival pays for the stay from now on. Applying it again does nothing. */
export async function applyDeposits(tx: Tx, folio_id: string): Promise<Posting[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from folios.postings p
    where p.folio_id = ${folio_id} and p.ledger = 'DEPOSIT' and p.reversal_of is null
      and not exists (select 1 from folios.postings r where r.tenant_id = p.tenant_id and r.reversal_of = p.id)
    order by p.created_at, p.id`.execute(tx.db);
  if (rows.length === 0) return [];
  const folios = await lockFolios(tx, [folio_id]);
  const standing = await postingsNamed(
    tx,
    rows.map((row) => row.id),
  );
  await expectStanding(tx, standing, folios);
  const { business_date } = found(folios.get(folio_id));
  const moved = standing.flatMap((posting): NewPosting[] => [
    reversalOf(posting, folios, null),
    {
      ...bodyOf(posting),
      ...cut(posting, [1])[0]!,
      ledger: 'GUEST',
      window_no: posting.window_no,
      folio_id,
      business_date,
      part_of: posting.id,
    },
  ]);
  return appendPostings(tx, moved);
}

async function postingsNamed(tx: Tx, ids: readonly string[]): Promise<Posting[]> {
  const { rows } = await sql<Posting>`
    select ${sql.raw(POSTING_COLUMNS)} from folios.postings p
    where p.id = any(${[...ids]}::uuid[]) order by p.created_at, p.id`.execute(tx.db);
  return rows;
}

/** Given back in part, or settling an invoice. */
async function isSpent(tx: Tx, { payment_id }: ShownPosting): Promise<boolean> {
  const { rows } = await sql`
    select 1 from folios.postings where payment_id = ${payment_id} and kind = 'REFUND'
    union all select 1 from folios.allocations where payment_id = ${payment_id} limit 1`.execute(tx.db);
  return rows.length > 0;
}

/** Asked under the folios' locks: nobody else corrects these postings, or invoices them, meanwhile. */
async function expectStanding(
  tx: Tx,
  postings: readonly Posting[],
  folios: ReadonlyMap<string, LockedFolio>,
): Promise<void> {
  for (const folio of folios.values()) expectOpen(folio);
  const ids = postings.map((posting) => posting.id);
  const { rows } = await sql<{ reversed: boolean; invoiced: boolean }>`
    select exists (select 1 from folios.postings where reversal_of = any(${ids}::uuid[])) as reversed,
      exists (select 1 from folios.invoiced_postings where posting_id = any(${ids}::uuid[])) as invoiced`.execute(
    tx.db,
  );
  const { reversed, invoiced } = rows[0]!;
  if (reversed || postings.some((posting) => posting.reversal_of)) throw new DomainError('ALREADY_CORRECTED');
  if (invoiced) throw badField('id', 'stands on an invoice, which is corrected by a credit note first');
}

function reversalOf(posting: Posting, folios: ReadonlyMap<string, LockedFolio>, reason: string | null): NewPosting {
  return {
    ...bodyOf(posting),
    ...opposite(posting),
    folio_id: posting.folio_id,
    window_no: posting.window_no,
    ledger: posting.ledger,
    business_date: found(folios.get(posting.folio_id)).business_date,
    reversal_of: posting.id,
    reason,
  };
}

const bodyOf = ({ outlet_id, kind, charge_code, description, quantity, payment_id, source }: Posting) => ({
  outlet_id,
  kind,
  charge_code,
  description,
  quantity,
  payment_id,
  source,
});
