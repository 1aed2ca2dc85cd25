import { sql } from 'kysely';
import type { Tx } from '../../../platform/transaction.ts';

/** Posts the night of everybody who sleeps in the house, each once (M13). Returns how many were missing. */
export async function postRoomNights(tx: Tx, outlet_id: string, date: string): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into night_audit.room_nights (tenant_id, reservation_id, business_date, outlet_id, room_type_id, price_minor, tax_minor)
    select n.tenant_id, n.reservation_id, n.date, r.outlet_id, n.room_type_id, n.price_minor, n.tax_minor
    from rooms.room_types t
    join reservations.reservation_nights n on n.tenant_id = t.tenant_id and n.room_type_id = t.id and n.date = ${date}::date and n.claim = 'SOLD'
    join reservations.reservations r on r.tenant_id = n.tenant_id and r.id = n.reservation_id and r.status in ('IN_HOUSE', 'CHECKED_OUT')
    where t.outlet_id = ${outlet_id}
    on conflict (tenant_id, reservation_id, business_date) do nothing`.execute(tx.db);
  return Number(numAffectedRows ?? 0);
}
