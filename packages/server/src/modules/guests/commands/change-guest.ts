import type { GuestChange } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { DomainError, expectVersion } from '../../../platform/errors.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import type { GuestRow } from '../queries.ts';

/** Corrects a guest's profile. Bookings keep the name they were made under. */
export async function changeGuest(
  tx: Tx,
  before: GuestRow,
  { version, ...change }: Static<typeof GuestChange>,
): Promise<GuestRow> {
  expectVersion(before.version, version);
  const after = await tx.db
    .updateTable('guests.guests')
    .set({ ...change, version: before.version + 1, updated_at: tx.now.toISOString() })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .returningAll()
    .executeTakeFirst();
  if (!after) throw new DomainError('STALE_VERSION', { expected: before.version });
  audit(tx, {
    action: 'guests.change',
    entity_type: 'guest',
    entity_id: after.id,
    outlet_id: after.outlet_id,
    before,
    after,
  });
  return after;
}
