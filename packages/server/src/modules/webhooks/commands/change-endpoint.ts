import type { WebhookEndpoint, WebhookEndpointChange } from '@hostelry/contracts';
import type { Static } from 'typebox';
import type { Config } from '../../../platform/config.ts';
import { DomainError, expectVersion } from '../../../platform/errors.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { findEndpoint } from '../queries.ts';
import { expectOutlets, expectReachable } from './create-endpoint.ts';

/** Changes where messages go and which; switching an endpoint on again forgives what went wrong before. */
export async function changeEndpoint(
  tx: Tx,
  config: Pick<Config, 'allow_internal_addresses'>,
  before: WebhookEndpoint,
  { version, ...change }: Static<typeof WebhookEndpointChange>,
): Promise<WebhookEndpoint> {
  expectVersion(before.version, version);
  if (change.url !== undefined) expectReachable(change.url, config.allow_internal_addresses);
  if (change.outlet_ids !== undefined) await expectOutlets(tx, change.outlet_ids);
  const fresh = change.status === 'ACTIVE' && before.status !== 'ACTIVE';
  const won = await tx.db
    .updateTable('webhooks.endpoints')
    .set({
      ...change,
      ...(change.status ? { status_reason: null } : {}),
      ...(fresh ? { failing_since: null } : {}),
      version: before.version + 1,
      updated_at: tx.now.toISOString(),
    })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .executeTakeFirst();
  if (won.numUpdatedRows === 0n) throw new DomainError('STALE_VERSION', { expected: before.version });
  const after = (await findEndpoint(tx, before.id))!;
  audit(tx, { action: 'webhooks.change', entity_type: 'webhook_endpoint', entity_id: before.id, before, after });
  return after;
}

/** Takes an endpoint away, with its log. */
export async function removeEndpoint(tx: Tx, before: WebhookEndpoint): Promise<void> {
  await tx.db.deleteFrom('webhooks.endpoints').where('id', '=', before.id).execute();
  audit(tx, { action: 'webhooks.remove', entity_type: 'webhook_endpoint', entity_id: before.id, before });
}
