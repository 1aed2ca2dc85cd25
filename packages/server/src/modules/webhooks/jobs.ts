import { sql } from 'kysely';
import { requestOutside } from '../../adapters/outbound/request.ts';
import { signatureOf } from '../../adapters/outbound/signature.ts';
import type { Task, TaskContext } from '../../platform/jobs.ts';
import { unseal } from '../../platform/sealing.ts';
import { noteAttempt, takeDelivery, type Outcome, type Sending } from './commands/note-attempt.ts';
import { queueSending } from './commands/queue-delivery.ts';

const EXCERPT_LENGTH = 1_000;
const MOST_REPLY_BYTES = 100_000;
const KEPT_DAYS = 30;

/** Sends one message to one endpoint, with no transaction open meanwhile, and writes down what came of it. */
export const sendWebhookTask: Task = {
  name: 'send_webhook',
  run: async (payload, context) => {
    const { tenant_id, delivery_id } = payload as { tenant_id: string; delivery_id: string };
    const sending = await context.inTenant(tenant_id, (tx) => takeDelivery(tx, delivery_id));
    if (!sending) return;
    const outcome = await attempt(sending, context.config);
    await context.inTenant(tenant_id, (tx) => noteAttempt(tx, sending, outcome, Math.random));
  },
};

async function attempt(sending: Sending, config: TaskContext['config']): Promise<Outcome> {
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  try {
    const secrets = [sending.secret_sealed, sending.previous_secret_sealed].flatMap((sealed) =>
      sealed ? [unseal(config.secret_key, sealed)] : [],
    );
    const { status, text } = await requestOutside({
      method: 'POST',
      url: sending.url,
      headers: {
        'content-type': 'application/json',
        'hostelry-delivery': sending.id,
        'hostelry-event': sending.event_type,
        'hostelry-signature': signatureOf(secrets, sending.payload, sending.sent_at),
      },
      body: sending.payload,
      allow_internal: config.allow_internal_addresses,
      most_bytes: MOST_REPLY_BYTES,
    });
    return {
      duration_ms: took(),
      response_status: status,
      response_excerpt: text.slice(0, EXCERPT_LENGTH).replaceAll('\0', ''),
      error: null,
    };
  } catch (failure) {
    return {
      duration_ms: took(),
      response_status: null,
      response_excerpt: null,
      error: (failure as Error).message.slice(0, EXCERPT_LENGTH),
    };
  }
}

/** Queues what is overdue because a server died on the way, and forgets what is old. */
export const tendWebhooksTask: Task = {
  name: 'tend_webhooks',
  cron: '*/5 * * * *',
  run: async (_payload, { tenantIds, inTenant }) => {
    for (const tenant_id of await tenantIds()) {
      await inTenant(tenant_id, async (tx) => {
        const { rows } = await sql<{ id: string }>`
          select id from webhooks.deliveries where status = 'PENDING' and next_attempt_at < ${tx.now}
          order by next_attempt_at limit 1000`.execute(tx.db);
        for (const { id } of rows) queueSending(tx, id);
        const before = new Date(tx.now.getTime() - KEPT_DAYS * 86_400_000).toISOString();
        await tx.db.deleteFrom('webhooks.deliveries').where('created_at', '<', before).execute();
      });
    }
  },
};
