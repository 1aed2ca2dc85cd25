import {
  DELIVERY_STATUSES,
  Id,
  IdParams,
  NewWebhookEndpoint,
  NewWebhookSecret,
  OneOf,
  WEBHOOK_STATUSES,
  WebhookDelivery,
  WebhookDeliveryDetails,
  WebhookEndpoint,
  WebhookEndpointChange,
} from '@hostelry/contracts';
import { Type } from 'typebox';
import type { Actor } from '../../platform/actor.ts';
import { found } from '../../platform/errors.ts';
import { equals, listRoute } from '../../platform/http/list.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/transaction.ts';
import { changeEndpoint, removeEndpoint } from './commands/change-endpoint.ts';
import { createEndpoint } from './commands/create-endpoint.ts';
import { queuePing, redeliver } from './commands/queue-delivery.ts';
import { rotateSecret } from './commands/rotate-secret.ts';
import {
  authorizeOutlets,
  DELIVERIES,
  DELIVERY_COLUMNS,
  ENDPOINT_COLUMNS,
  findDelivery,
  findEndpoint,
  visibleTo,
} from './queries.ts';

const permission = 'webhooks.manage';

async function endpointFor(tx: Tx, actor: Actor, id: string): Promise<WebhookEndpoint> {
  const endpoint = found(await findEndpoint(tx, id));
  authorizeOutlets(actor, endpoint.outlet_ids);
  return endpoint;
}

async function deliveryFor(tx: Tx, actor: Actor, id: string) {
  const { outlet_ids, ...delivery } = found(await findDelivery(tx, id));
  authorizeOutlets(actor, outlet_ids);
  return delivery;
}

export const webhookRoutes: readonly Route[] = [
  listRoute({
    path: '/webhooks',
    summary: 'Endpoints outside that are told what happens',
    permission,
    item: WebhookEndpoint,
    list: {
      select: ENDPOINT_COLUMNS,
      from: 'webhooks.endpoints e',
      id: 'e.id',
      search: ['e.name', 'e.url'],
      sort: { name: 'e.name', created_at: 'e.created_at', status: 'e.status' },
      default_sort: 'name',
      filters: { status: equals('e.status', OneOf(WEBHOOK_STATUSES)) },
      where: visibleTo,
    },
  }),
  read({
    path: '/webhooks/:id',
    summary: 'Show an endpoint',
    permission,
    params: IdParams,
    reply: WebhookEndpoint,
    run: ({ tx, actor, params }) => endpointFor(tx, actor, params.id),
  }),
  act({
    method: 'POST',
    path: '/webhooks',
    summary: 'Add an endpoint; its secret is shown this once',
    permission,
    body: NewWebhookEndpoint,
    reply: NewWebhookSecret,
    status: 201,
    shown_once: ['secret'],
    run: ({ tx, actor, config, body }) => {
      authorizeOutlets(actor, body.outlet_ids ?? null);
      return createEndpoint(tx, config, body);
    },
  }),
  act({
    method: 'PATCH',
    path: '/webhooks/:id',
    summary: 'Change an endpoint, pause it or switch it on again',
    permission,
    params: IdParams,
    body: WebhookEndpointChange,
    reply: WebhookEndpoint,
    run: async ({ tx, actor, config, params, body }) => {
      const endpoint = await endpointFor(tx, actor, params.id);
      if (body.outlet_ids !== undefined) authorizeOutlets(actor, body.outlet_ids);
      return changeEndpoint(tx, config, endpoint, body);
    },
  }),
  act({
    method: 'DELETE',
    path: '/webhooks/:id',
    summary: 'Remove an endpoint with its log',
    permission,
    params: IdParams,
    run: async ({ tx, actor, params }) => removeEndpoint(tx, await endpointFor(tx, actor, params.id)),
  }),
  act({
    method: 'POST',
    path: '/webhooks/:id/rotate-secret',
    summary: 'Give an endpoint a new secret; the old one signs beside it for a day',
    permission,
    params: IdParams,
    reply: NewWebhookSecret,
    shown_once: ['secret'],
    run: async ({ tx, actor, config, params }) =>
      rotateSecret(tx, config.secret_key, await endpointFor(tx, actor, params.id)),
  }),
  act({
    method: 'POST',
    path: '/webhooks/:id/ping',
    summary: 'Send a test message',
    permission,
    params: IdParams,
    reply: Type.Object({ delivery_id: Id }),
    run: async ({ tx, actor, params }) => ({
      delivery_id: await queuePing(tx, await endpointFor(tx, actor, params.id)),
    }),
  }),
  listRoute({
    path: '/webhook-deliveries',
    summary: 'What was sent to whom, and what became of it',
    permission,
    item: WebhookDelivery,
    list: {
      select: DELIVERY_COLUMNS,
      from: DELIVERIES,
      id: 'd.id',
      search: ['d.event_type', 'd.payload'],
      sort: { created_at: 'd.created_at' },
      default_sort: '-created_at',
      filters: {
        endpoint_id: equals('d.endpoint_id', Id, '::uuid'),
        status: equals('d.status', OneOf(DELIVERY_STATUSES)),
        event_type: equals('d.event_type'),
      },
      where: visibleTo,
    },
  }),
  read({
    path: '/webhook-deliveries/:id',
    summary: 'Show a delivery with what was sent and what came back',
    permission,
    params: IdParams,
    reply: WebhookDeliveryDetails,
    run: ({ tx, actor, params }) => deliveryFor(tx, actor, params.id),
  }),
  act({
    method: 'POST',
    path: '/webhook-deliveries/:id/redeliver',
    summary: 'Send a message once more, under the same id',
    permission,
    params: IdParams,
    reply: WebhookDeliveryDetails,
    run: async ({ tx, actor, params }) => {
      await deliveryFor(tx, actor, params.id);
      await redeliver(tx, params.id);
      return deliveryFor(tx, actor, params.id);
    },
  }),
];
