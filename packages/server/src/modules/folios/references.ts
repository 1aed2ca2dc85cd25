import { sql } from 'kysely';
import type { Tx } from '../../platform/transaction.ts';
import { ERASED_NAME, type GuestReferences, type GuestRow } from '../guests/index.ts';
import { BALANCE, FOLIO_COLUMNS } from './queries.ts';

/** What folios keep of guests. Invoices stay as they were issued: the law wants them longer than the guest does. */
export const folioReferences: GuestReferences = {
  name: 'folios',
  move: async (tx, from_id, into_id) => {
    await tx.db.updateTable('folios.folios').set({ guest_id: into_id }).where('guest_id', '=', from_id).execute();
  },
  know: async (tx, guest) => {
    const { rows } = await sql`
      select ${sql.raw(FOLIO_COLUMNS)} from folios.folios f where f.guest_id = ${guest.id} order by f.created_at`.execute(
      tx.db,
    );
    return rows;
  },
  needs: unsettledFolio,
  forget: async (tx, guest) => {
    await tx.db.updateTable('folios.folios').set({ name: ERASED_NAME }).where('guest_id', '=', guest.id).execute();
  },
};

async function unsettledFolio(tx: Tx, guest: GuestRow): Promise<string | null> {
  const { rows } = await sql`
    select 1 from folios.folios f where f.guest_id = ${guest.id} and ${sql.raw(BALANCE)} <> 0 limit 1`.execute(tx.db);
  return rows.length > 0 ? 'The guest’s account is not settled.' : null;
}
