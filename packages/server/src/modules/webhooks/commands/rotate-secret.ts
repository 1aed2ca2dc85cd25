import type { WebhookEndpoint } from '@hostelry/contracts';
import { sql } from 'kysely';
import { seal } from '../../../platform/sealing.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { findEndpoint } from '../queries.ts';
import { SECRET_OVERLAP_MS } from '../rules.ts';
import { newSecret } from './create-endpoint.ts';

/** Gives an endpoint a new secret. The old one signs beside it for a day, so that no message is refused meanwhile. */
export async function rotateSecret(
  tx: Tx,
  secret_key: string,
  endpoint: WebhookEndpoint,
): Promise<WebhookEndpoint & { secret: string }> {
  const secret = newSecret();
  await sql`
    update webhooks.endpoints set secret_sealed = ${seal(secret_key, secret)}, previous_secret_sealed = secret_sealed,
      previous_secret_until = ${new Date(tx.now.getTime() + SECRET_OVERLAP_MS)}, version = version + 1, updated_at = ${tx.now}
    where id = ${endpoint.id}`.execute(tx.db);
  const after = (await findEndpoint(tx, endpoint.id))!;
  audit(tx, {
    action: 'webhooks.rotate_secret',
    entity_type: 'webhook_endpoint',
    entity_id: endpoint.id,
    after: { previous_secret_until: after.previous_secret_until },
  });
  return { ...after, secret };
}
