import { sql } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import { addJob, type Tx } from '../../../platform/transaction.ts';
import { beginClosing, lockDay } from '../../outlets/index.ts';
import { obstaclesTo } from '../queries.ts';
import type { Allowed } from '../rules.ts';

export const AUDIT_TASK = 'night_audit';

/**
 * Begins to close a day, or takes up a closing that died. Refuses while something stands in the way, and says what.
 * There is one audit for a venue and a day: two who start it start the same one.
 */
export async function startAudit(tx: Tx, outlet_id: string, date: string, allowed: Allowed): Promise<void> {
  const day = await lockDay(tx, outlet_id, date);
  if (day.status === 'CLOSED') throw new DomainError('DAY_CLOSED', { date });
  const obstacles = await obstaclesTo(tx, outlet_id, date, allowed);
  if (obstacles.length > 0)
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'DAY_NOT_READY', date, obstacles },
      'Something still stands in the way of closing this day.',
    );
  await beginClosing(tx, day);
  await sql`
    insert into night_audit.audits (tenant_id, outlet_id, date, mark_no_shows, started_at, started_by, started_by_name)
    values (${tx.tenant_id}, ${outlet_id}, ${date}::date, ${allowed.mark_no_shows ?? false}, ${tx.now.toISOString()}, ${tx.actor.id}, ${tx.actor.name})
    on conflict (tenant_id, outlet_id, date) do update set mark_no_shows = night_audit.audits.mark_no_shows or excluded.mark_no_shows`.execute(
    tx.db,
  );
  addJob(tx, AUDIT_TASK, { outlet_id, date }, { job_key: `night_audit:${outlet_id}:${date}` });
}
