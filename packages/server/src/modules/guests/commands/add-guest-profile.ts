import type { NewGuestProfile } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { addGuests } from './add-guests.ts';
import { writeProfile } from './change-guest.ts';
import { findGuest, type GuestRow } from '../queries.ts';

/** Opens a profile for somebody who has not booked yet. */
export async function addGuestProfile(
  tx: Tx,
  { outlet_id, name, ...profile }: Static<typeof NewGuestProfile>,
): Promise<GuestRow> {
  const id = newId();
  const { email = null, phone = null, ...rest } = profile;
  await sql`${addGuests(tx.tenant_id, [{ id, outlet_id, name: name.trim(), email, phone }], tx.now.toISOString())}`.execute(
    tx.db,
  );
  if (Object.keys(rest).length > 0) await writeProfile(tx, found(await findGuest(tx, id)), rest, 0);
  const guest = found(await findGuest(tx, id));
  emit(tx, { type: 'guest.changed', aggregate_type: 'guest', aggregate_id: id, outlet_id, data: { id } });
  audit(tx, { action: 'guests.add', entity_type: 'guest', entity_id: id, outlet_id, after: guest });
  return guest;
}
