import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { newSecret } from '../tokens.ts';

export interface NewProvisioningKey {
  outlet_id: string;
  name: string;
  expires_at?: string | null;
}

/** Creates a key with which machines may join an outlet. The key itself is shown once. */
export async function createProvisioningKey(tx: Tx, { outlet_id, name, expires_at = null }: NewProvisioningKey) {
  const { secret, hash } = newSecret('hpk');
  const row = await tx.db
    .insertInto('devices.provisioning_keys')
    .values({
      tenant_id: tx.tenant_id,
      id: newId(),
      outlet_id,
      name,
      prefix: secret.slice(0, 10),
      secret_hash: hash,
      created_by: tx.actor.id,
      created_at: tx.now,
      expires_at,
    })
    .returning([
      'id',
      'outlet_id',
      'name',
      'prefix',
      'created_at',
      'expires_at',
      'revoked_at',
      'used_count',
      'last_used_at',
    ])
    .executeTakeFirstOrThrow();
  audit(tx, {
    action: 'devices.create_provisioning_key',
    entity_type: 'provisioning_key',
    entity_id: row.id,
    outlet_id,
    after: row,
  });
  return { ...row, secret };
}

/** Closes a provisioning key; machines that joined with it stay. Closing it twice is closing it once. */
export async function revokeProvisioningKey(tx: Tx, id: string) {
  const revoked = await tx.db
    .updateTable('devices.provisioning_keys')
    .set({ revoked_at: tx.now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('outlet_id')
    .executeTakeFirst();
  audit(tx, {
    action: 'devices.revoke_provisioning_key',
    entity_type: 'provisioning_key',
    entity_id: id,
    outlet_id: revoked?.outlet_id ?? null,
  });
  return tx.db
    .selectFrom('devices.provisioning_keys')
    .select([
      'id',
      'outlet_id',
      'name',
      'prefix',
      'created_at',
      'expires_at',
      'revoked_at',
      'used_count',
      'last_used_at',
    ])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}
