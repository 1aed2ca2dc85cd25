import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { forgetApiKey } from '../api-keys.ts';

/** Closes a key for good. A second time does nothing. */
export async function revokeApiKey(tx: Tx, id: string): Promise<void> {
  const revoked = await tx.db
    .updateTable('identity.api_keys')
    .set({ revoked_at: tx.now.toISOString() })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('name')
    .executeTakeFirst();
  if (!revoked) return;
  forgetApiKey(id);
  emit(tx, {
    type: 'identity.api_key_changed',
    aggregate_type: 'api_key',
    aggregate_id: id,
    outlet_id: null,
    data: { change: 'revoked', name: revoked.name },
  });
  audit(tx, { action: 'api_keys.revoke', entity_type: 'api_key', entity_id: id, before: revoked });
}
