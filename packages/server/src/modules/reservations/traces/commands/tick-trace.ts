import { sql } from 'kysely';
import { found } from '../../../../platform/errors.ts';
import { audit, emit, type Tx } from '../../../../platform/transaction.ts';
import { findTrace, type TraceRow } from '../queries.ts';

/** Says that a trace is done, or is not done after all. Saying what it says already changes nothing. */
export async function tickTrace(tx: Tx, trace: TraceRow, is_done: boolean): Promise<TraceRow> {
  if (trace.is_done === is_done) return trace;
  await sql`
    update reservations.traces set done_at = ${is_done ? tx.now.toISOString() : null}::timestamptz, version = version + 1
    where id = ${trace.id}`.execute(tx.db);
  const after = found(await findTrace(tx, trace.id));
  const { outlet_id, booking_id } = trace;
  emit(tx, {
    type: 'reservation.noted',
    aggregate_type: 'booking',
    aggregate_id: booking_id,
    outlet_id,
    data: { id: booking_id, trace_id: trace.id },
  });
  audit(tx, { action: 'trace.tick', entity_type: 'trace', entity_id: trace.id, outlet_id, before: trace, after });
  return after;
}
