import type { Quote } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { Tx } from '../../platform/transaction.ts';

/** A quote has a status by what happened to it and by the clock; nobody has to write that it ran out. */
export const QUOTE_STATUS = `case when q.taken_at is not null then 'BOOKED' when q.expires_at <= now() then 'EXPIRED' else 'OPEN' end`;

export const QUOTE_COLUMNS = `q.id, q.outlet_id, q.code, q.guest_name, q.guest_email, q.start_date, q.end_date, q.total_minor, q.currency,
  q.expires_at, q.taken_at, q.created_by_name, q.created_at`;

export type QuoteDetails = Static<typeof Quote>;

/** A quote with its stays, if the tenant has it. */
export async function findQuote(tx: Tx, id: string): Promise<QuoteDetails | undefined> {
  const { rows } = await sql<QuoteDetails>`
    select ${sql.raw(QUOTE_COLUMNS)}, q.stays,
      case when q.taken_at is not null then 'BOOKED' when q.expires_at <= ${tx.now} then 'EXPIRED' else 'OPEN' end as status
    from offers.quotes q where q.id = ${id}`.execute(tx.db);
  return rows[0];
}
