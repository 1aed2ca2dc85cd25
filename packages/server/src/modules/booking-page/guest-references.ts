import { sql } from 'kysely';
import type { GuestReferences } from '../guests/index.ts';
import { BOOKINGS_OF_GUESTS } from '../reservations/index.ts';

/** What the page knows of a guest: what they typed before they booked, and the cards that they filled in. */
export const pageReferences: GuestReferences = {
  name: 'booking_page',
  // It belongs to the booking, which moves by itself.
  move: async () => undefined,
  know: async (tx, guest) => {
    const { rows } = await sql<Record<string, unknown>>`
      select booking_id, details, submitted_at from booking_page.check_ins
      where booking_id in (select id from ${sql.raw(BOOKINGS_OF_GUESTS)} b where guest_id = ${guest.id})`.execute(
      tx.db,
    );
    return rows;
  },
  forget: async (tx, guest) => {
    await sql`
      with cards as (
        delete from booking_page.check_ins
        where booking_id in (select id from ${sql.raw(BOOKINGS_OF_GUESTS)} b where guest_id = ${guest.id})
      ), keys as (
        delete from booking_page.keys
        where booking_id in (select id from ${sql.raw(BOOKINGS_OF_GUESTS)} b where guest_id = ${guest.id})
      )
      update booking_page.carts set guest = null
      where booking_id in (select id from ${sql.raw(BOOKINGS_OF_GUESTS)} b where guest_id = ${guest.id})
        or guest -> 'guest' ->> 'email' = ${guest.email}`.execute(tx.db);
  },
};
