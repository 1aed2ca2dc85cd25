import { sql } from 'kysely';
import { audit, type Tx } from '../../../platform/transaction.ts';

export interface BookingDescription {
  language?: string | null | undefined;
  /** What the guest wishes for. */
  notes?: string | undefined;
  arrival_time?: string | null | undefined;
  guarantee?: 'NONE' | 'CARD' | 'DEPOSIT' | undefined;
  /** What was agreed about cancelling, as it was when the booking was made. */
  cancellation_terms?: object | undefined;
}

/** Adds to a booking what a guest said beside the stay itself; what is left out stays as it is. */
export async function describeBooking(
  tx: Tx,
  booking: { id: string; outlet_id: string },
  { language, notes, arrival_time, guarantee, cancellation_terms }: BookingDescription,
): Promise<void> {
  const terms = cancellation_terms === undefined ? null : JSON.stringify(cancellation_terms);
  await sql`
    with rooms as (
      update reservations.reservations set arrival_time = coalesce(${arrival_time ?? null}::time, arrival_time)
      where booking_id = ${booking.id}
    )
    update reservations.bookings set language = coalesce(${language ?? null}, language), notes = coalesce(${notes ?? null}, notes),
      guarantee = coalesce(${guarantee ?? null}, guarantee), cancellation_terms = coalesce(${terms}::jsonb, cancellation_terms)
    where id = ${booking.id}`.execute(tx.db);
  audit(tx, {
    action: 'reservations.describe',
    entity_type: 'booking',
    entity_id: booking.id,
    outlet_id: booking.outlet_id,
    after: { language, notes, arrival_time, guarantee, cancellation_terms },
  });
}
