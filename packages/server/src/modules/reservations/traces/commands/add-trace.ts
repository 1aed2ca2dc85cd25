import type { NewTrace } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { found } from '../../../../platform/errors.ts';
import { newId } from '../../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../../platform/transaction.ts';
import { findTrace, type TraceRow } from '../queries.ts';

/** Leaves a department something to do for a booking on a date. */
export async function addTrace(
  tx: Tx,
  booking: { id: string; outlet_id: string },
  input: Static<typeof NewTrace>,
): Promise<TraceRow> {
  const id = newId();
  const { outlet_id } = booking;
  await sql`
    insert into reservations.traces (tenant_id, id, outlet_id, booking_id, date, department, text, created_at)
    values (${tx.tenant_id}, ${id}, ${outlet_id}, ${booking.id}, ${input.date}, ${input.department}, ${input.text}, ${tx.now.toISOString()})`.execute(
    tx.db,
  );
  const trace = found(await findTrace(tx, id));
  emit(tx, {
    type: 'reservation.noted',
    aggregate_type: 'booking',
    aggregate_id: booking.id,
    outlet_id,
    data: { id: booking.id, trace_id: id },
  });
  audit(tx, { action: 'trace.add', entity_type: 'trace', entity_id: id, outlet_id, after: trace });
  return trace;
}
