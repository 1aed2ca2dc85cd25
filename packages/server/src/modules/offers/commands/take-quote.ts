import { sql } from 'kysely';
import { DomainError, found } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { giveBackPromotions } from '../../rates/index.ts';
import { findQuote, type QuoteDetails } from '../queries.ts';

/**
 * Takes a quote to book it: once, and while it stands. Whoever comes second or too late hears QUOTE_EXPIRED (R13); one
 * guarded statement decides between two who come together.
 */
export async function takeQuote(tx: Tx, quote_id: string): Promise<QuoteDetails> {
  const { numAffectedRows } = await sql`
    update offers.quotes set taken_at = ${tx.now}
    where id = ${quote_id} and taken_at is null and expires_at > ${tx.now}`.execute(tx.db);
  const quote = found(await findQuote(tx, quote_id));
  if (numAffectedRows === 1n) return quote;
  throw new DomainError(
    'QUOTE_EXPIRED',
    { expires_at: quote.expires_at, taken_at: quote.taken_at },
    quote.taken_at ? 'This quote has been booked already.' : undefined,
  );
}

/** Gives back the promotions of quotes that ran out unused; the sweep's job. */
export async function sweepQuotes(tx: Tx): Promise<number> {
  const { rows } = await sql<{ promotion_ids: string[] }>`
    update offers.quotes set given_back_at = ${tx.now}
    where taken_at is null and given_back_at is null and promotion_ids <> '{}' and expires_at <= ${tx.now}
    returning promotion_ids`.execute(tx.db);
  const ids = rows.flatMap((row) => row.promotion_ids);
  if (ids.length > 0) await giveBackPromotions(tx, ids);
  return rows.length;
}
