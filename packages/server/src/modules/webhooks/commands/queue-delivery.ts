import type { WebhookEndpoint } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { LoggedEvent } from '../../../platform/events/log.ts';
import { newId } from '../../../platform/ids.ts';
import { addJob, audit, type Tx } from '../../../platform/transaction.ts';
import { listenersOf } from '../queries.ts';
import { messageOf, wantsEvent } from '../rules.ts';

/** Queues an event for everybody who wants it; a second time for the same event queues nothing (E2). */
export async function queueDeliveries(tx: Tx, event: LoggedEvent): Promise<void> {
  const wanting = (await listenersOf(tx)).filter((listener) => wantsEvent(listener, event));
  if (wanting.length === 0) return;
  const drafts = wanting.map((listener) => ({ id: newId(), endpoint_id: listener.id }));
  const { rows } = await sql<{ id: string }>`
    insert into webhooks.deliveries (tenant_id, id, endpoint_id, event_position, event_type, payload, next_attempt_at, created_at)
    select ${tx.tenant_id}::uuid, n.id, n.endpoint_id, ${event.position}, ${event.type}, n.payload, ${tx.now}, ${tx.now}
    from unnest(${drafts.map((draft) => draft.id)}::uuid[], ${drafts.map((draft) => draft.endpoint_id)}::uuid[],
                ${drafts.map((draft) => messageOf(draft.id, event))}::text[]) as n(id, endpoint_id, payload)
    on conflict (tenant_id, endpoint_id, event_position) do nothing
    returning id`.execute(tx.db);
  for (const { id } of rows) queueSending(tx, id);
}

/** Sends a test message, so that a person can see that the receiver understands it. */
export async function queuePing(tx: Tx, endpoint: WebhookEndpoint): Promise<string> {
  const id = newId();
  const payload = JSON.stringify({
    id,
    type: 'ping',
    occurred_at: tx.now.toISOString(),
    data: { name: endpoint.name },
  });
  await tx.db
    .insertInto('webhooks.deliveries')
    .values({
      tenant_id: tx.tenant_id,
      id,
      endpoint_id: endpoint.id,
      event_type: 'ping',
      payload,
      next_attempt_at: tx.now.toISOString(),
      created_at: tx.now.toISOString(),
    })
    .execute();
  queueSending(tx, id);
  audit(tx, { action: 'webhooks.ping', entity_type: 'webhook_endpoint', entity_id: endpoint.id });
  return id;
}

/** Sends a message once more, from the first wait on, whatever became of it. It keeps its id. */
export async function redeliver(tx: Tx, delivery_id: string): Promise<void> {
  await sql`
    update webhooks.deliveries set status = 'PENDING', next_attempt_at = ${tx.now}, delivered_at = null, first_attempt = attempts, error = null
    where id = ${delivery_id}`.execute(tx.db);
  queueSending(tx, delivery_id);
  audit(tx, { action: 'webhooks.redeliver', entity_type: 'webhook_delivery', entity_id: delivery_id });
}

export function queueSending(tx: Tx, delivery_id: string, run_at?: Date): void {
  addJob(tx, 'send_webhook', { delivery_id }, { job_key: `webhook:${delivery_id}`, ...(run_at ? { run_at } : {}) });
}
