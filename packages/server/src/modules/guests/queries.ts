import type { Tx } from '../../platform/transaction.ts';

/** Who a guest is, as a subquery for a higher module to join in its own statement. */
export const GUEST_CARDS = '(select id, name, email, phone from guests.guests)';

export type GuestRow = NonNullable<Awaited<ReturnType<typeof findGuest>>>;

/** A guest, if the tenant has one under this id. */
export async function findGuest(tx: Tx, id: string) {
  return tx.db.selectFrom('guests.guests').selectAll().where('id', '=', id).executeTakeFirst();
}
