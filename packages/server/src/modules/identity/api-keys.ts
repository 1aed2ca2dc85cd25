import type { Permission } from '@hostelry/contracts';
import { sql } from 'kysely';
import { systemActor, type Actor } from '../../platform/actor.ts';
import type { Authenticator } from '../../platform/http/server.ts';
import type { Database } from '../../platform/transaction.ts';
import { BoundedCache } from './cache.ts';
import { hashOf } from './commands/start-session.ts';

interface KnownKey {
  actor: Actor;
  expires_at: string | null;
}

interface KeyRow {
  tenant_id: string;
  id: string;
  name: string;
  scopes: Permission[];
  outlet_ids: string[] | null;
  expires_at: string | null;
}

const known = new BoundedCache<KnownKey>(5_000, 30_000);

/** Knows integrations by `X-Api-Key`. */
export const authenticateApiKey: Authenticator = async (headers, { database, clock }) => {
  const secret = headers['x-api-key'];
  if (typeof secret !== 'string' || !secret.startsWith('hk_')) return null;
  const hash = hashOf(secret);
  const key = await known.getOrLoad(hash.toString('base64url'), async () => {
    const row = await findKey(database, hash);
    if (!row) return null;
    await noteUse(database, row, clock.now());
    return { actor: actorOf(row), expires_at: row.expires_at };
  });
  if (!key || (key.expires_at !== null && Date.parse(key.expires_at) <= clock.now().getTime())) return null;
  return key.actor;
};

async function findKey(database: Database, secret_hash: Buffer): Promise<KeyRow | undefined> {
  return database.asSystem((db) =>
    db
      .selectFrom('identity.api_keys')
      .select(['tenant_id', 'id', 'name', 'scopes', 'outlet_ids', 'expires_at'])
      .where('secret_hash', '=', secret_hash)
      .where('revoked_at', 'is', null)
      .executeTakeFirst(),
  ) as Promise<KeyRow | undefined>;
}

/** A key holds its scopes in its outlets. The role is nominal: what a key may do is decided by its scopes alone. */
function actorOf({ tenant_id, id, name, scopes, outlet_ids }: KeyRow): Actor {
  const grant = {
    role: 'VIEWER' as const,
    scope: outlet_ids ? ('OUTLET' as const) : ('TENANT' as const),
    scope_id: null,
    outlet_ids,
  };
  return { kind: 'api_key', tenant_id, id, name, session_id: null, grants: [grant], scopes };
}

/** Once per key, process and half minute, so that a busy integration does not write with every request. */
async function noteUse(database: Database, { tenant_id, id }: KeyRow, now: Date): Promise<void> {
  await database.inTenant(systemActor(tenant_id), (tx) =>
    sql`update identity.api_keys set last_used_at = ${now} where id = ${id}`.execute(tx.db),
  );
}

/** Forgets a key, so that its next request looks again. */
export function forgetApiKey(id: string): void {
  known.deleteWhere((key) => key.actor.id === id);
}
