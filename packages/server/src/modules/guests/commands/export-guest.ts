import { audit, type Tx } from '../../../platform/transaction.ts';
import type { GuestRow } from '../queries.ts';
import { guestReferences } from '../references.ts';

/** Everything the house knows of a guest, from every part of the house, for the guest to read. */
export async function exportGuest(tx: Tx, guest: GuestRow) {
  const sections: Record<string, unknown> = {};
  for (const { name, know } of guestReferences()) sections[name] = await know(tx, guest);
  const { id, outlet_id } = guest;
  audit(tx, { action: 'guests.export', entity_type: 'guest', entity_id: id, outlet_id });
  return { exported_at: tx.now.toISOString(), guest, sections };
}
