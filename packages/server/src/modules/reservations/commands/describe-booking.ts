import { sql } from 'kysely';
import { audit, type Tx } from '../../../platform/transaction.ts';

export interface BookingDescription {
  language?: string | null | undefined;
  /** What the guest wishes for. */
  notes?: string | undefined;
  arrival_time?: string | null | undefined;
}

/** Adds to a booking what a guest said beside the stay itself; what is left out stays as it is. */
export async function describeBooking(
  tx: Tx,
  booking: { id: string; outlet_id: string },
  { language, notes, arrival_time }: BookingDescription,
): Promise<void> {
  await sql`
    with rooms as (
      update reservations.reservations set arrival_time = coalesce(${arrival_time ?? null}::time, arrival_time)
      where booking_id = ${booking.id}
    )
    update reservations.bookings set language = coalesce(${language ?? null}, language), notes = coalesce(${notes ?? null}, notes)
    where id = ${booking.id}`.execute(tx.db);
  audit(tx, {
    action: 'reservations.describe',
    entity_type: 'booking',
    entity_id: booking.id,
    outlet_id: booking.outlet_id,
    after: { language, notes, arrival_time },
  });
}
