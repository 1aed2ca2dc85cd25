import type { BookingNote, HistoryEntry } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { Tx } from '../../../platform/transaction.ts';

const MOST_ENTRIES = 500;

export async function notesOf(tx: Tx, booking_id: string): Promise<Static<typeof BookingNote>[]> {
  const { rows } = await sql<Static<typeof BookingNote>>`
    select id, text, author_name, created_at from reservations.booking_notes
    where booking_id = ${booking_id} order by id desc limit ${MOST_ENTRIES}`.execute(tx.db);
  return rows;
}

/** The audit entries of a booking, of the rooms in it, and of what departments were asked to do for it. */
export async function historyOfBooking(tx: Tx, booking_id: string): Promise<Static<typeof HistoryEntry>[]> {
  const { rows } = await sql<Static<typeof HistoryEntry>>`
    with subjects as (
      select 'booking' as entity_type, ${booking_id}::uuid as id
      union all select 'reservation', id from reservations.reservations where booking_id = ${booking_id}
      union all select 'trace', id from reservations.traces where booking_id = ${booking_id}
    )
    select a.id, a.occurred_at, a.action, a.actor_name, case when s.entity_type = 'reservation' then s.id end as reservation_id, a.before, a.after
    from subjects s join platform.audit_entries a on a.entity_type = s.entity_type and a.entity_id = s.id::text
    order by a.occurred_at desc, a.id desc limit ${MOST_ENTRIES}`.execute(tx.db);
  return rows;
}
