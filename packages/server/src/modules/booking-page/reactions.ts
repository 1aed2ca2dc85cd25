import { sql } from 'kysely';
import type { Reaction } from '../../platform/events/subscriber.ts';
import { postCharge } from '../folios/index.ts';

/** Extras go onto the guest’s account when they arrive: what is cancelled before was never charged. */
export const chargeExtras: Reaction = {
  name: 'booking_page.charge_extras',
  types: ['reservation.checked_in'],
  react: async (tx, event) => {
    const { reservation_id } = event.data as { reservation_id?: string };
    if (!reservation_id) return;
    const { rows } = await sql<{
      id: string;
      name: string;
      charge_code: string;
      quantity: number;
      amount_minor: number;
    }>`
      update booking_page.booked_extras set charged_at = ${tx.now}
      where booking_id = ${event.aggregate_id} and charged_at is null and cancelled_at is null
      returning id, name, charge_code, quantity, amount_minor`.execute(tx.db);
    for (const { id, name, charge_code, quantity, amount_minor } of rows)
      if (amount_minor > 0)
        await postCharge(tx, {
          reservation_id,
          charge_code,
          description: name,
          quantity,
          amount_minor,
          source: 'booking_page',
          source_key: `extra:${id}`,
        });
  },
};
