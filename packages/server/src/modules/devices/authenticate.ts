import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Authenticator } from '../../platform/http/server.ts';
import type { Database } from '../../platform/transaction.ts';
import { hashOfSecret } from './tokens.ts';

/** A machine that proved who it is. */
export interface KnownDevice {
  tenant_id: string;
  id: string;
  outlet_id: string;
  name: string;
}

/** Knows machines by `X-Device-Token`. A token that is not valid is refused at once: no machine sends one by accident. */
export const authenticateDevice: Authenticator = async (headers, { database }) => {
  const token = headers['x-device-token'];
  if (typeof token !== 'string') return null;
  const device = await deviceOfToken(database, token);
  if (!device) throw new DomainError('TOKEN_INVALID');
  return deviceActor(device);
};

/** A machine acts without any permission: its routes ask who it is, and nothing else is open to it (D15). */
export function deviceActor(device: KnownDevice): Actor {
  return {
    kind: 'device',
    tenant_id: device.tenant_id,
    id: device.id,
    name: device.name,
    session_id: null,
    grants: [],
    scopes: [],
  };
}

/** The machine in service whose token this is. The first use of a rotated token retires the one before it (D15). */
export async function deviceOfToken(database: Database, token: string): Promise<KnownDevice | null> {
  const hash = hashOfSecret(token);
  const credential = await database.asSystem(async (db) => {
    const { rows } = await sql<{ tenant_id: string; device_id: string; is_next: boolean }>`
      select tenant_id, device_id, token_hash <> ${hash} as is_next from devices.credentials
      where token_hash = ${hash} or next_token_hash = ${hash}`.execute(db);
    return rows[0] ?? null;
  });
  if (!credential) return null;
  const { tenant_id, device_id, is_next } = credential;
  const as = deviceActor({ tenant_id, id: device_id, outlet_id: '', name: 'machine' });
  const row = await database.inTenant(
    as,
    async (tx) => {
      if (is_next) {
        await sql`update devices.credentials set token_hash = next_token_hash, next_token_hash = null
        where device_id = ${device_id} and next_token_hash = ${hash}`.execute(tx.db);
      }
      return tx.db
        .selectFrom('devices.devices')
        .select(['outlet_id', 'name'])
        .where('id', '=', device_id)
        .where('status', 'in', ['PROVISIONED', 'ACTIVE'])
        .executeTakeFirst();
    },
    { read_only: !is_next },
  );
  return row ? { tenant_id, id: device_id, outlet_id: row.outlet_id, name: row.name } : null;
}
