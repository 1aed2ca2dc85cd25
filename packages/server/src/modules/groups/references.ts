import { sql } from 'kysely';
import { BOOKINGS_OF_GUESTS } from '../reservations/index.ts';
import { ERASED_NAME, type CompanyReferences, type GuestReferences } from '../guests/index.ts';

/** What rooming lists keep of guests: an entry knows its guest by the booking that was picked up for it. */
export const roomingReferences: GuestReferences = {
  name: 'groups',
  // An entry follows its booking, which the bookings move.
  move: async () => undefined,
  know: async (tx, guest) => {
    const { rows } = await sql<Record<string, unknown>>`
      select e.guest_name, e.guest_email, e.guest_phone, e.start_date, e.end_date, e.note, k.name as group_name
      from groups.rooming_entries e join groups.blocks k on k.tenant_id = e.tenant_id and k.id = e.block_id
      join ${sql.raw(BOOKINGS_OF_GUESTS)} b on b.id = e.booking_id
      where b.guest_id = ${guest.id}`.execute(tx.db);
    return rows;
  },
  forget: async (tx, guest) => {
    // Who never got a booking is known to the list by name and address only.
    await sql`
      update groups.rooming_entries e set guest_name = ${ERASED_NAME}, guest_email = null, guest_phone = null, note = ''
      where e.booking_id in (select id from ${sql.raw(BOOKINGS_OF_GUESTS)} b where guest_id = ${guest.id})
        or (e.booking_id is null and e.guest_name = ${guest.name} and e.guest_email is not distinct from ${guest.email})`.execute(
      tx.db,
    );
  },
};

/** What blocks keep of companies. */
export const companyBlocks: CompanyReferences = {
  name: 'groups',
  move: async (tx, from_id, into_id) => {
    await sql`update groups.blocks set company_id = ${into_id} where company_id = ${from_id}`.execute(tx.db);
  },
};
