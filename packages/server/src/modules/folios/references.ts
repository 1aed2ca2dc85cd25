import { sql } from 'kysely';
import { DomainError } from '../../platform/errors.ts';
import type { Tx } from '../../platform/transaction.ts';
import { ERASED_NAME, type CompanyReferences, type GuestReferences, type GuestRow } from '../guests/index.ts';
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
  return rows.length > 0 ? 'OPEN_FOLIO' : null;
}

/** What folios keep of companies. Invoices are never edited, so a company that still owes something is not merged away. */
export const companyAccountReferences: CompanyReferences = {
  name: 'folios',
  move: async (tx, from_id, into_id) => {
    const { rows } = await sql`
      select 1 from folios.folios f where f.company_id = ${from_id} and f.kind = 'COMPANY' and ${sql.raw(BALANCE)} <> 0`.execute(
      tx.db,
    );
    if (rows.length > 0)
      throw new DomainError(
        'RULE_VIOLATION',
        { rule: 'OPEN_FOLIO' },
        'The company that is to disappear has an open account; settle it first.',
      );
    await sql`update folios.folios set company_id = ${into_id} where company_id = ${from_id} and kind <> 'COMPANY'`.execute(
      tx.db,
    );
  },
};
