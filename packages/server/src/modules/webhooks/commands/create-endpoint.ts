import { randomBytes } from 'node:crypto';
import type { NewWebhookEndpoint, WebhookEndpoint } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { faultOfUrl } from '../../../adapters/outbound/addresses.ts';
import type { Config } from '../../../platform/config.ts';
import { badField, DomainError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { seal } from '../../../platform/sealing.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { allOutlets } from '../../outlets/index.ts';
import { findEndpoint } from '../queries.ts';

/** A key for signing, of which nobody can guess one. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64url')}`;
}

/** Adds a place that is told what happens. Its secret is given back this once and kept sealed. */
export async function createEndpoint(
  tx: Tx,
  config: Pick<Config, 'secret_key' | 'allow_internal_addresses'>,
  { name, url, event_types = [], outlet_ids = null, status = 'ACTIVE' }: Static<typeof NewWebhookEndpoint>,
): Promise<WebhookEndpoint & { secret: string }> {
  expectReachable(url, config.allow_internal_addresses);
  await expectOutlets(tx, outlet_ids);
  const [id, secret, now] = [newId(), newSecret(), tx.now.toISOString()];
  await tx.db
    .insertInto('webhooks.endpoints')
    .values({
      tenant_id: tx.tenant_id,
      id,
      name: name.trim(),
      url,
      event_types: [...event_types],
      outlet_ids: outlet_ids && [...outlet_ids],
      status,
      secret_sealed: seal(config.secret_key, secret),
      created_at: now,
      updated_at: now,
    })
    .execute();
  const endpoint = (await findEndpoint(tx, id))!;
  audit(tx, { action: 'webhooks.create', entity_type: 'webhook_endpoint', entity_id: id, after: endpoint });
  return { ...endpoint, secret };
}

export function expectReachable(url: string, allow_internal: boolean): void {
  const fault = faultOfUrl(url, allow_internal);
  if (fault) throw badField('url', fault);
}

export async function expectOutlets(tx: Tx, outlet_ids: readonly string[] | null): Promise<void> {
  if (outlet_ids === null) return;
  const known = new Set((await allOutlets(tx)).map((outlet) => outlet.id));
  const unknown = outlet_ids.filter((id) => !known.has(id));
  if (unknown.length > 0)
    throw new DomainError('REFERENCE_NOT_FOUND', {
      fields: [{ field: 'outlet_ids', message: `${unknown.join(', ')} does not exist` }],
    });
}
