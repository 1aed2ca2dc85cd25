import { sql } from 'kysely';
import type { Tx } from '../platform/transaction.ts';
import { openFolio, postCharge, takePayment } from '../modules/folios/index.ts';

/** The accounts of the guests in the house: breakfast, something from the minibar, and here and there a payment ahead of the bill. */
export async function openGuestFolios(tx: Tx, outlet_id: string): Promise<void> {
  const { rows } = await sql<{ id: string; name: string; night_minor: number }>`
    select r.id, coalesce(r.guest_name, b.guest_name, b.confirmation_code) as name,
      (r.total_minor / greatest(r.end_date - r.start_date, 1))::bigint as night_minor
    from reservations.reservations r
    join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id
    where r.outlet_id = ${outlet_id} and r.status = 'IN_HOUSE' order by b.confirmation_code, r.id limit 12`.execute(
    tx.db,
  );
  for (const [index, { id, name, night_minor }] of rows.entries()) {
    const { id: folio_id } = await openFolio(tx, { outlet_id, kind: 'GUEST', reservation_id: id, name });
    const charge = { folio_id, source: 'demo' };
    await postCharge(tx, { ...charge, charge_code: 'BREAKFAST', amount_minor: 1_450 });
    if (index % 2 === 0) await postCharge(tx, { ...charge, charge_code: 'MINIBAR', amount_minor: 650 + 50 * index });
    if (index % 4 === 0 && night_minor > 0)
      await takePayment(tx, { folio_id, method: 'CARD', amount_minor: night_minor });
  }
}
