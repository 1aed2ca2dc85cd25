import type { RegistrationCard } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/transaction.ts';
import { ERASED_NAME, type GuestReferences } from '../guests/index.ts';

const COLUMNS = `k.id, k.outlet_id, k.reservation_id, k.guest_id, k.guest_name, k.nationality, k.birth_date, k.document_type,
  k.document_number, k.document_country, k.document_expires_on, k.address, k.signature, k.signed_at, k.key_packets, k.note,
  k.taken_by_name, k.version, k.created_at, k.updated_at`;

/** The registration card of a stay, if one was taken. */
export async function findCard(tx: Tx, reservation_id: string): Promise<RegistrationCard | undefined> {
  const { rows } = await sql<RegistrationCard>`
    select ${sql.raw(COLUMNS)} from front_desk.registration_cards k where k.reservation_id = ${reservation_id}`.execute(
    tx.db,
  );
  return rows[0];
}

/** What the desk keeps of guests: what they declared and signed. */
export const cardReferences: GuestReferences = {
  name: 'front-desk',
  move: async (tx, from_id, into_id) => {
    await sql`update front_desk.registration_cards set guest_id = ${into_id} where guest_id = ${from_id}`.execute(
      tx.db,
    );
  },
  know: async (tx, guest) => {
    const { rows } = await sql`
      select ${sql.raw(COLUMNS)} from front_desk.registration_cards k where k.guest_id = ${guest.id} order by k.created_at`.execute(
      tx.db,
    );
    return rows;
  },
  forget: async (tx, guest) => {
    await sql`
      update front_desk.registration_cards set guest_id = null, guest_name = ${ERASED_NAME}, nationality = null, birth_date = null,
        document_type = null, document_number = null, document_country = null, document_expires_on = null, address = '',
        signature = null, signed_at = null, note = ''
      where guest_id = ${guest.id}`.execute(tx.db);
  },
};
