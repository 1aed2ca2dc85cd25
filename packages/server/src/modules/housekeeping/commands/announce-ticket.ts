import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import type { LockedTicket, TicketRow } from '../tickets.ts';

/** Tells everybody who watches the maintenance board, and the audit log. */
export function announceTicket(tx: Tx, action: string, before: LockedTicket | null, after: TicketRow): void {
  const { id, outlet_id, room_id, room_number, place, category, priority, title, status, assignee_id } = after;
  emit(tx, {
    type: 'housekeeping.ticket_changed',
    aggregate_type: 'maintenance_ticket',
    aggregate_id: id,
    outlet_id,
    data: { id, room_id, room_number, place, category, priority, title, status, assignee_id },
  });
  audit(tx, { action, entity_type: 'maintenance_ticket', entity_id: id, outlet_id, before, after });
}
