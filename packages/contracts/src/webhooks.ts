import { Type, type Static } from 'typebox';
import { Body, Id, Instant, Name, Nullable, OneOf } from './envelope.ts';
import { EVENTS, type EventType } from './events.ts';

/** What other systems may hear of. Who signs in, and who is told what, stays in the house. */
export const WEBHOOK_EVENT_TYPES = (Object.keys(EVENTS) as EventType[]).filter(
  (type) => EVENTS[type].topics.length > 0 && type !== 'notification.created',
);

export const WEBHOOK_STATUSES = ['ACTIVE', 'PAUSED', 'DISABLED'] as const;
export const DELIVERY_STATUSES = ['PENDING', 'DELIVERED', 'FAILED'] as const;

const Url = Type.String({ minLength: 8, maxLength: 2_000, pattern: '^https?://\\S+$' });
const EventTypes = Type.Array(OneOf(WEBHOOK_EVENT_TYPES), { maxItems: 200, description: 'Empty: all of them' });
const OutletIds = Nullable(Type.Array(Id, { minItems: 1, maxItems: 200 }));

/** A place outside that is told what happens here. */
export const WebhookEndpoint = Type.Object({
  id: Id,
  name: Type.String(),
  url: Type.String(),
  event_types: Type.Array(Type.String()),
  outlet_ids: Nullable(Type.Array(Id)),
  status: OneOf(WEBHOOK_STATUSES),
  status_reason: Nullable(Type.String()),
  failing_since: Nullable(Instant),
  last_delivered_at: Nullable(Instant),
  previous_secret_until: Nullable(Instant),
  version: Type.Integer(),
  created_at: Instant,
});
export type WebhookEndpoint = Static<typeof WebhookEndpoint>;

/** The same with its secret, which is shown this once. */
export const NewWebhookSecret = Type.Object({ ...WebhookEndpoint.properties, secret: Nullable(Type.String()) });

export const NewWebhookEndpoint = Body({
  name: Name,
  url: Url,
  event_types: Type.Optional(EventTypes),
  outlet_ids: Type.Optional(OutletIds),
  status: Type.Optional(OneOf(['ACTIVE', 'PAUSED'])),
});

export const WebhookEndpointChange = Body({
  name: Type.Optional(Name),
  url: Type.Optional(Url),
  event_types: Type.Optional(EventTypes),
  outlet_ids: Type.Optional(OutletIds),
  status: Type.Optional(OneOf(['ACTIVE', 'PAUSED'])),
  version: Type.Optional(Type.Integer()),
});

/** One event on its way to one endpoint. */
export const WebhookDelivery = Type.Object({
  id: Id,
  endpoint_id: Id,
  endpoint_name: Type.String(),
  event_type: Type.String(),
  status: OneOf(DELIVERY_STATUSES),
  attempts: Type.Integer(),
  response_status: Nullable(Type.Integer()),
  error: Nullable(Type.String()),
  created_at: Instant,
  next_attempt_at: Nullable(Instant),
  delivered_at: Nullable(Instant),
});
export type WebhookDelivery = Static<typeof WebhookDelivery>;

/** A delivery with what was sent and what came back each time. */
export const WebhookDeliveryDetails = Type.Object({
  ...WebhookDelivery.properties,
  payload: Type.String(),
  log: Type.Array(
    Type.Object({
      attempt: Type.Integer(),
      sent_at: Instant,
      duration_ms: Type.Integer(),
      response_status: Nullable(Type.Integer()),
      response_excerpt: Nullable(Type.String()),
      error: Nullable(Type.String()),
    }),
  ),
});
export type WebhookDeliveryDetails = Static<typeof WebhookDeliveryDetails>;
