import type { WebhookDeliveryDetails, WebhookEndpoint } from '@hostelry/contracts';
import { sql } from 'kysely';
import { outletsWith, type Actor } from '../../platform/actor.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Tx } from '../../platform/transaction.ts';

export const ENDPOINT_COLUMNS = `e.id, e.name, e.url, e.event_types, e.outlet_ids, e.status, e.status_reason, e.failing_since,
  e.last_delivered_at, e.previous_secret_until, e.version, e.created_at`;

export const DELIVERY_COLUMNS = `d.id, d.endpoint_id, e.name as endpoint_name, d.event_type, d.status, d.attempts, d.response_status, d.error,
  d.created_at, d.next_attempt_at, d.delivered_at`;

export const DELIVERIES = `webhooks.deliveries d join webhooks.endpoints e on e.tenant_id = d.tenant_id and e.id = d.endpoint_id`;

/** Refuses unless the actor holds the permission in every outlet that the endpoint hears of. */
export function authorizeOutlets(actor: Actor, outlet_ids: readonly string[] | null): void {
  const mine = outletsWith(actor, 'webhooks.manage');
  if (mine === 'all') return;
  const foreign = outlet_ids === null ? null : outlet_ids.find((outlet_id) => !mine.includes(outlet_id));
  if (foreign === undefined) return;
  throw new DomainError('FORBIDDEN', { permission: 'webhooks.manage', outlet_id: foreign });
}

/** Endpoints of which the actor may see everything that they are told. */
export function visibleTo(tx: Tx) {
  const mine = outletsWith(tx.actor, 'webhooks.manage');
  return mine === 'all' ? sql`true` : sql`e.outlet_ids <@ ${[...mine]}::uuid[]`;
}

export async function findEndpoint(tx: Tx, id: string): Promise<WebhookEndpoint | undefined> {
  const { rows } = await sql<WebhookEndpoint>`
    select ${sql.raw(ENDPOINT_COLUMNS)} from webhooks.endpoints e where e.id = ${id}`.execute(tx.db);
  return rows[0];
}

/** A delivery with what was sent and what came back, and whom its endpoint hears of. */
export async function findDelivery(
  tx: Tx,
  id: string,
): Promise<(WebhookDeliveryDetails & { outlet_ids: string[] | null }) | undefined> {
  const { rows } = await sql<WebhookDeliveryDetails & { outlet_ids: string[] | null }>`
    select ${sql.raw(DELIVERY_COLUMNS)}, d.payload, e.outlet_ids,
      coalesce((select json_agg(json_build_object('attempt', a.attempt, 'sent_at', a.sent_at, 'duration_ms', a.duration_ms,
          'response_status', a.response_status, 'response_excerpt', a.response_excerpt, 'error', a.error) order by a.attempt desc)
        from webhooks.attempts a where a.tenant_id = d.tenant_id and a.delivery_id = d.id), '[]') as log
    from ${sql.raw(DELIVERIES)} where d.id = ${id}`.execute(tx.db);
  return rows[0];
}

export interface Listener {
  id: string;
  event_types: string[];
  outlet_ids: string[] | null;
}

/** Events come in runs that share a transaction; who listens is looked up once a run. */
const listeners = new WeakMap<Tx, Promise<Listener[]>>();

export function listenersOf(tx: Tx): Promise<Listener[]> {
  const known = listeners.get(tx);
  if (known) return known;
  const asked = tx.db
    .selectFrom('webhooks.endpoints')
    .select(['id', 'event_types', 'outlet_ids'])
    .where('status', '=', 'ACTIVE')
    .orderBy('id')
    .execute();
  listeners.set(tx, asked);
  return asked;
}
