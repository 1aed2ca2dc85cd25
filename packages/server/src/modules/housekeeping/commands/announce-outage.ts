import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { emitInventoryChanged } from '../../rooms/index.ts';
import type { OutageRow } from '../outages.ts';

/** Tells desk and housekeeping what became of an outage, and whoever watches the calendar which nights moved. */
export function announceOutage(
  tx: Tx,
  action: string,
  before: unknown,
  after: OutageRow,
  nights: { room_type_id: string; start_date: string; end_date: string } | null,
): void {
  const { id, outlet_id, room_id, room_number, kind, status, start_date, end_date, reason, displaced } = after;
  emit(tx, {
    type: 'room.outage_changed',
    aggregate_type: 'outage',
    aggregate_id: id,
    outlet_id,
    data: {
      id,
      room_id,
      room_number,
      kind,
      status,
      start_date,
      end_date,
      reason,
      // Ids and codes only: the log is kept for ever, and names may have to be erased.
      displaced: displaced.map(({ reservation_id, confirmation_code }) => ({ reservation_id, confirmation_code })),
    },
  });
  if (nights) emitInventoryChanged(tx, { ...nights, outlet_id });
  audit(tx, {
    action,
    entity_type: 'outage',
    entity_id: id,
    outlet_id,
    before,
    after: { ...after, displaced: displaced.map((stay) => stay.reservation_id) },
  });
}
