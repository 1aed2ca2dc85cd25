import { sql } from 'kysely';
import type { GuestReferences } from '../../guests/index.ts';
import { BOOKINGS_OF_GUESTS } from '../../reservations/index.ts';

/** What was sent to guests, and what people were told about them. */
export const letterReferences: GuestReferences = {
  name: 'letters',
  // A letter stays where it was sent.
  move: async () => undefined,
  know: async (tx, guest) => {
    const { rows } = await sql<Record<string, unknown>>`
      select kind, recipient, subject, created_at from notifications.guest_letters
      where recipient = ${guest.email} or subject_id in (select id from ${sql.raw(BOOKINGS_OF_GUESTS)} b where guest_id = ${guest.id})
      order by created_at`.execute(tx.db);
    return rows;
  },
  forget: async (tx, guest) => {
    await sql`
      with letters as (
        delete from notifications.guest_letters
        where recipient = ${guest.email} or subject_id in (select id from ${sql.raw(BOOKINGS_OF_GUESTS)} b where guest_id = ${guest.id})
        returning id
      ), sent as (delete from notifications.deliveries where recipient = ${guest.email} or id in (select id from letters)),
      caught as (delete from platform.dev_inbox where recipient in (${guest.email}, ${guest.phone}) or id in (select id from letters))
      delete from notifications.notifications
      where subject_id in (select id from ${sql.raw(BOOKINGS_OF_GUESTS)} b where guest_id = ${guest.id})
        or params ->> 'guest' = ${guest.name}`.execute(tx.db);
  },
};
