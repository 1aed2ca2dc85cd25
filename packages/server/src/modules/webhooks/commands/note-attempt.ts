import { sql } from 'kysely';
import { emit, type Tx } from '../../../platform/transaction.ts';
import { DISABLE_AFTER_MS, isAccepted, MOST_ATTEMPTS, retryAfterMs } from '../rules.ts';
import { queueSending } from './queue-delivery.ts';

/** How long a try may take before somebody else may make the next one. */
const LEASE_MS = 10 * 60_000;

export interface Sending {
  id: string;
  endpoint_id: string;
  attempt: number;
  first_attempt: number;
  payload: string;
  event_type: string;
  url: string;
  secret_sealed: string;
  previous_secret_sealed: string | null;
  sent_at: Date;
}

/** Takes a message that is due, for one try; nothing if it went out, was given up, or somebody is at it. */
export async function takeDelivery(tx: Tx, delivery_id: string): Promise<Sending | undefined> {
  const { rows } = await sql<Omit<Sending, 'sent_at'> & { endpoint_status: string }>`
    update webhooks.deliveries d set attempts = d.attempts + 1, next_attempt_at = ${new Date(tx.now.getTime() + LEASE_MS)}
    from webhooks.endpoints e
    where d.id = ${delivery_id} and d.status = 'PENDING' and d.next_attempt_at <= ${tx.now}
      and e.tenant_id = d.tenant_id and e.id = d.endpoint_id
    returning d.id, d.endpoint_id, d.attempts as attempt, d.first_attempt, d.payload, d.event_type, e.url, e.secret_sealed,
      case when e.previous_secret_until > ${tx.now} then e.previous_secret_sealed end as previous_secret_sealed,
      e.status as endpoint_status`.execute(tx.db);
  const [taken] = rows;
  if (!taken) return undefined;
  const { endpoint_status, ...sending } = taken;
  if (endpoint_status === 'ACTIVE' || sending.event_type === 'ping') return { ...sending, sent_at: tx.now };
  await giveUp(tx, delivery_id, 'The endpoint is switched off.');
  return undefined;
}

export interface Outcome {
  duration_ms: number;
  response_status: number | null;
  response_excerpt: string | null;
  error: string | null;
}

/** Writes down what came of a try, and what happens next: nothing, another try, or giving up. */
export async function noteAttempt(tx: Tx, sending: Sending, outcome: Outcome, random: () => number): Promise<void> {
  await tx.db
    .insertInto('webhooks.attempts')
    .values({
      tenant_id: tx.tenant_id,
      delivery_id: sending.id,
      attempt: sending.attempt,
      sent_at: sending.sent_at.toISOString(),
      ...outcome,
    })
    .execute();
  if (outcome.response_status !== null && isAccepted(outcome.response_status)) return succeed(tx, sending, outcome);
  const failures = sending.attempt - sending.first_attempt;
  if (failures >= MOST_ATTEMPTS) await giveUp(tx, sending.id, outcome.error, outcome.response_status);
  else {
    const run_at = new Date(tx.now.getTime() + retryAfterMs(failures, random));
    await sql`
      update webhooks.deliveries set next_attempt_at = ${run_at}, response_status = ${outcome.response_status}, error = ${outcome.error}
      where id = ${sending.id} and status = 'PENDING'`.execute(tx.db);
    queueSending(tx, sending.id, run_at);
  }
  await countFailure(tx, sending, outcome);
}

async function succeed(tx: Tx, sending: Sending, outcome: Outcome): Promise<void> {
  await sql`
    with sent as (
      update webhooks.deliveries set status = 'DELIVERED', delivered_at = ${tx.now}, next_attempt_at = null, error = null,
        response_status = ${outcome.response_status}
      where id = ${sending.id}
    )
    update webhooks.endpoints set failing_since = null, last_delivered_at = ${tx.now} where id = ${sending.endpoint_id}`.execute(
    tx.db,
  );
}

async function giveUp(tx: Tx, id: string, error: string | null, response_status: number | null = null): Promise<void> {
  await sql`
    update webhooks.deliveries set status = 'FAILED', next_attempt_at = null, error = ${error}, response_status = ${response_status}
    where id = ${id} and status = 'PENDING'`.execute(tx.db);
}

/** An endpoint at which nothing arrives for days is switched off, and people are told. */
async function countFailure(tx: Tx, sending: Sending, outcome: Outcome): Promise<void> {
  const reason = outcome.error ?? `It answered ${outcome.response_status}.`;
  const { rows } = await sql<{ name: string; outlet_ids: string[] | null; is_disabled: boolean }>`
    update webhooks.endpoints set failing_since = coalesce(failing_since, ${tx.now}),
      status = case when status = 'ACTIVE' and failing_since <= ${new Date(tx.now.getTime() - DISABLE_AFTER_MS)} then 'DISABLED' else status end,
      status_reason = case when status = 'ACTIVE' and failing_since <= ${new Date(tx.now.getTime() - DISABLE_AFTER_MS)} then ${reason} else status_reason end
    where id = ${sending.endpoint_id} and status = 'ACTIVE'
    returning name, outlet_ids, status = 'DISABLED' as is_disabled`.execute(tx.db);
  const [endpoint] = rows;
  if (!endpoint?.is_disabled) return;
  emit(tx, {
    type: 'webhook.delivery_failed',
    aggregate_type: 'webhook_endpoint',
    aggregate_id: sending.endpoint_id,
    outlet_id: endpoint.outlet_ids?.[0] ?? null,
    data: { id: sending.endpoint_id, name: endpoint.name, reason },
  });
}
