import type { Extra } from '@hostelry/contracts';
import { sql } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';

/** Refuses where an extra of which there are so many a day is taken on a day of the stay. Whoever asks keeps its row. */
export async function expectStock(
  tx: Tx,
  extra: Pick<Extra, 'id' | 'name' | 'daily_stock'>,
  quantity: number,
  stay: { start_date: string; end_date: string },
): Promise<void> {
  if (extra.daily_stock === null) return;
  await sql`select 1 from booking_page.extras where id = ${extra.id} for update`.execute(tx.db);
  const { rows } = await sql<{ date: string; taken: number }>`
    select day::date as date, coalesce(sum(b.quantity), 0)::int as taken
    from generate_series(${stay.start_date}::date, ${stay.end_date}::date - 1, interval '1 day') as day
    left join booking_page.booked_extras b on b.tenant_id = ${tx.tenant_id} and b.extra_id = ${extra.id} and b.cancelled_at is null
      and b.start_date <= day and b.end_date > day
    group by 1 order by 2 desc limit 1`.execute(tx.db);
  const fullest = rows[0];
  if (fullest && fullest.taken + quantity > extra.daily_stock)
    throw new DomainError(
      'RULE_VIOLATION',
      {
        rule: 'EXTRA_SOLD_OUT',
        extra_id: extra.id,
        date: fullest.date,
        left: Math.max(0, extra.daily_stock - fullest.taken),
      },
      `There is not enough of “${extra.name}” left on ${fullest.date}.`,
    );
}
