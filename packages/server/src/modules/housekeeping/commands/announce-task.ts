import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import type { LockedTask, TaskRow } from '../queries.ts';

/** Tells everybody who watches the board, and the audit log, what became of a task. */
export function announceTask(tx: Tx, action: string, before: LockedTask | null, after: TaskRow): void {
  const { id, outlet_id, room_id, room_number, business_date, kind, status, attendant_id } = after;
  emit(tx, {
    type: 'housekeeping.task_changed',
    aggregate_type: 'housekeeping_task',
    aggregate_id: id,
    outlet_id,
    data: { id, room_id, room_number, business_date, kind, status, attendant_id },
  });
  audit(tx, { action, entity_type: 'housekeeping_task', entity_id: id, outlet_id, before, after });
}
