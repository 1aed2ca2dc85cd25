import { sql } from 'kysely';
import type { ChannelAdapter } from '../../../adapters/channels/adapter.ts';
import { openChannel } from '../../../adapters/channels/open-channel.ts';
import type { Config } from '../../../platform/config.ts';
import { unseal } from '../../../platform/sealing.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { OUTLET_TERMS } from '../../outlets/index.ts';

/** A travel agent's channel as its jobs see it. */
export interface Ota {
  id: string;
  outlet_id: string;
  name: string;
  status: 'ACTIVE' | 'PAUSED';
  url: string;
  remote_property_id: string;
  credentials_sealed: string;
  cursor: string | null;
  push_failures: number;
  pushing_until: string | null;
  business_date: string;
}

/** The channel, held against others who want to work on it until the transaction ends. */
export async function lockOta(tx: Tx, id: string): Promise<Ota | undefined> {
  const { rows } = await sql<Ota>`
    select c.id, c.outlet_id, c.name, c.status, c.url, c.remote_property_id, c.credentials_sealed, c.cursor, c.push_failures, c.pushing_until,
      o.business_date
    from channels.channels c join ${sql.raw(OUTLET_TERMS)} o on o.id = c.outlet_id
    where c.id = ${id} and c.kind = 'OTA' for update of c`.execute(tx.db);
  return rows[0];
}

export interface Credentials {
  key: string;
  secret: string;
}

/** The way to the agent's system. */
export function adapterOf(ota: Ota, config: Pick<Config, 'secret_key' | 'allow_internal_addresses'>): ChannelAdapter {
  const { key, secret } = JSON.parse(unseal(config.secret_key, ota.credentials_sealed)) as Credentials;
  return openChannel({
    url: ota.url,
    property_id: ota.remote_property_id,
    key,
    secret,
    allow_internal: config.allow_internal_addresses,
  });
}
