import type { Trace } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { Tx } from '../../../platform/transaction.ts';

export const TRACES = `reservations.traces t join reservations.bookings b on b.tenant_id = t.tenant_id and b.id = t.booking_id`;

export const TRACE_COLUMNS = `t.id, t.outlet_id, t.booking_id, b.confirmation_code, b.guest_name, t.date, t.department, t.text,
  t.done_at is not null as is_done, t.version`;

export type TraceRow = Static<typeof Trace>;

/** A trace, held against others who want to change it where asked. */
export async function findTrace(tx: Tx, id: string, lock = false): Promise<TraceRow | undefined> {
  const { rows } = await sql<TraceRow>`
    select ${sql.raw(TRACE_COLUMNS)} from ${sql.raw(TRACES)} where t.id = ${id} ${sql.raw(lock ? 'for update of t' : '')}`.execute(
    tx.db,
  );
  return rows[0];
}
