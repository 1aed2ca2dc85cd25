import { sql } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';

/** Counts one use of a promotion, in one guarded statement: however many ask at once, no more use it than may (R2). */
export async function claimPromotion(tx: Tx, id: string): Promise<void> {
  const { numAffectedRows } = await sql`
    update rates.promotions set used_count = used_count + 1
    where id = ${id} and is_active and (usage_limit is null or used_count < usage_limit)`.execute(tx.db);
  if (numAffectedRows !== 1n)
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'PROMOTION_USED_UP', promotion_id: id },
      'This promotion has been used up just now.',
    );
}

/** Gives uses back that were claimed for nothing, one for each time an id is named. */
export async function giveBackPromotions(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`
    update rates.promotions p set used_count = greatest(0, p.used_count - back.uses)
    from (select id, count(*)::int as uses from unnest(${[...ids]}::uuid[]) as named(id) group by id) back
    where p.id = back.id`.execute(tx.db);
}
