import { sql } from 'kysely';
import { addDays } from '../../../platform/clock.ts';
import { DomainError, found } from '../../../platform/errors.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';

export interface LockedDay {
  outlet_id: string;
  date: string;
  status: 'OPEN' | 'CLOSING' | 'CLOSED';
}

/** Locks a business day: whoever writes to it is waited for, and whoever comes later sees what became of it (M12). */
export async function lockDay(tx: Tx, outlet_id: string, date: string): Promise<LockedDay> {
  const { rows } = await sql<LockedDay>`
    select outlet_id, date, status from outlets.business_days
    where outlet_id = ${outlet_id} and date = ${date}::date for update`.execute(tx.db);
  return found(rows[0]);
}

/** A day begins to close: it is still written to, but everybody is told. Beginning twice is beginning once. */
export async function beginClosing(tx: Tx, day: LockedDay): Promise<void> {
  if (day.status === 'CLOSED') throw new DomainError('DAY_CLOSED', { date: day.date });
  if (day.status === 'CLOSING') return;
  const { outlet_id, date } = day;
  await sql`
    update outlets.business_days set status = 'CLOSING', closing_at = ${tx.now.toISOString()}
    where outlet_id = ${outlet_id} and date = ${date}::date`.execute(tx.db);
  emit(tx, {
    type: 'business_day.closing',
    aggregate_type: 'outlet',
    aggregate_id: outlet_id,
    outlet_id,
    data: { date },
  });
  audit(tx, {
    action: 'business_days.begin_closing',
    entity_type: 'business_day',
    entity_id: outlet_id,
    outlet_id,
    after: { date },
  });
}

/** Closes a day for good and opens the next civil date; no clock is asked, so summer time changes nothing (R16). */
export async function closeDay(tx: Tx, day: LockedDay, by: { id: string; name: string }): Promise<string> {
  if (day.status === 'CLOSED') throw new DomainError('DAY_CLOSED', { date: day.date });
  const { outlet_id, date } = day;
  const next = addDays(date, 1);
  const now = tx.now.toISOString();
  await sql`
    update outlets.business_days set status = 'CLOSED', closed_at = ${now}, closed_by = ${by.id}, closed_by_name = ${by.name}
    where outlet_id = ${outlet_id} and date = ${date}::date`.execute(tx.db);
  await sql`
    with opened as (
      insert into outlets.business_days (tenant_id, outlet_id, date, opened_at) values (${tx.tenant_id}, ${outlet_id}, ${next}::date, ${now})
    )
    update outlets.outlets set business_date = ${next}::date, version = version + 1, updated_at = ${now}
    where id = ${outlet_id}`.execute(tx.db);
  const data = { date, business_date: next };
  emit(tx, { type: 'business_day.closed', aggregate_type: 'outlet', aggregate_id: outlet_id, outlet_id, data });
  audit(tx, {
    action: 'business_days.close',
    entity_type: 'business_day',
    entity_id: outlet_id,
    outlet_id,
    after: data,
  });
  return next;
}
