/**
 * Every event type and where it is heard. `stream` names the Kafka topic and the aggregate family;
 * `topics` are the realtime channels, each guarded by the permission in `TOPIC_PERMISSIONS`.
 */
import type { Permission } from './permissions.ts';

export const TOPIC_PERMISSIONS = {
  floor: 'floor.read',
  orders: 'orders.read',
  kitchen: 'kitchen.read',
  inventory: 'rooms.read',
  reservations: 'reservations.read',
  devices: 'devices.read',
  menu: 'menu.read',
  notifications: 'notifications.read',
} as const satisfies Record<string, Permission>;
export type Topic = keyof typeof TOPIC_PERMISSIONS;
export const TOPICS = Object.keys(TOPIC_PERMISSIONS) as Topic[];

export type EventStream =
  | 'identity'
  | 'outlets'
  | 'inventory'
  | 'reservations'
  | 'floor'
  | 'menu'
  | 'orders'
  | 'payments'
  | 'stock'
  | 'devices';

export const EVENTS = {
  'identity.user_changed': { stream: 'identity', topics: [] },
  'identity.session_revoked': { stream: 'identity', topics: [] },
  'identity.api_key_changed': { stream: 'identity', topics: [] },
  'identity.flag_changed': { stream: 'identity', topics: [] },
  'outlets.brand_changed': { stream: 'outlets', topics: [] },
  'outlets.outlet_changed': { stream: 'outlets', topics: [] },
  'inventory.changed': { stream: 'inventory', topics: ['inventory'] },
  'reservation.created': { stream: 'reservations', topics: ['reservations'] },
  'reservation.cancelled': { stream: 'reservations', topics: ['reservations'] },
  'reservations.imported': { stream: 'reservations', topics: ['reservations', 'inventory'] },
  'reservations.import_finished': { stream: 'reservations', topics: ['reservations'] },
  'floor.node_changed': { stream: 'floor', topics: ['floor'] },
  'floor.table_status_changed': { stream: 'floor', topics: ['floor'] },
  'floor.guests_changed': { stream: 'floor', topics: ['floor'] },
  'menu.item_changed': { stream: 'menu', topics: ['menu'] },
  'menu.layout_changed': { stream: 'menu', topics: ['menu'] },
  'order.placed': { stream: 'orders', topics: ['orders', 'kitchen', 'floor'] },
  'order.status_changed': { stream: 'orders', topics: ['orders', 'kitchen', 'floor'] },
  'order.round_added': { stream: 'orders', topics: ['orders', 'kitchen', 'floor'] },
  'kitchen.ticket_bumped': { stream: 'orders', topics: ['kitchen'] },
  'kitchen.ticket_recalled': { stream: 'orders', topics: ['kitchen'] },
  'payment.captured': { stream: 'payments', topics: ['orders'] },
  'device.registered': { stream: 'devices', topics: ['devices'] },
  'device.status_changed': { stream: 'devices', topics: ['devices'] },
  'device.went_online': { stream: 'devices', topics: ['devices'] },
  'device.went_offline': { stream: 'devices', topics: ['devices'] },
  'device.sale_recorded': { stream: 'devices', topics: ['devices'] },
  'notification.created': { stream: 'identity', topics: ['notifications'] },
} as const satisfies Record<string, { stream: EventStream; topics: readonly Topic[] }>;
export type EventType = keyof typeof EVENTS;

/** What a realtime client receives. `position` orders the log and is the token to resume from. */
export interface EventEnvelope {
  position: number;
  type: EventType;
  outlet_id: string | null;
  occurred_at: string;
  aggregate_id: string;
  data: Record<string, unknown>;
}

/** The value of a message in a Kafka topic `hostelry.<stream>`; its key is `aggregate_id`. */
export interface PublishedEvent extends EventEnvelope {
  tenant_id: string;
  aggregate_type: string;
}
