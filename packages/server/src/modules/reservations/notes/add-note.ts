import type { BookingNote } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';

/** Writes something down about a booking, under the name of who says it. */
export async function addNote(
  tx: Tx,
  { id: booking_id, outlet_id }: { id: string; outlet_id: string },
  text: string,
): Promise<Static<typeof BookingNote>> {
  const note = { id: newId(), text, author_name: tx.actor.name, created_at: tx.now.toISOString() };
  await sql`
    insert into reservations.booking_notes (tenant_id, id, outlet_id, booking_id, text, author_id, author_name, created_at)
    values (${tx.tenant_id}, ${note.id}, ${outlet_id}, ${booking_id}, ${text}, ${tx.actor.id}, ${note.author_name}, ${note.created_at})`.execute(
    tx.db,
  );
  emit(tx, {
    type: 'reservation.noted',
    aggregate_type: 'booking',
    aggregate_id: booking_id,
    outlet_id,
    data: { id: booking_id, note_id: note.id },
  });
  // Its text is kept once, where it can be forgotten with the guest.
  audit(tx, {
    action: 'reservations.add_note',
    entity_type: 'booking',
    entity_id: booking_id,
    outlet_id,
    after: { note_id: note.id },
  });
  return note;
}
