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
  housekeeping: 'housekeeping.read',
  folios: 'folios.read',
  business_days: 'business_day.read',
  channels: 'channels.read',
  notifications: 'notifications.read',
} as const satisfies Record<string, Permission>;
export type Topic = keyof typeof TOPIC_PERMISSIONS;
export const TOPICS = Object.keys(TOPIC_PERMISSIONS) as Topic[];

export type EventStream =
  | 'identity'
  | 'outlets'
  | 'inventory'
  | 'rates'
  | 'reservations'
  | 'housekeeping'
  | 'folios'
  | 'channels'
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
  'reservation.changed': { stream: 'reservations', topics: ['reservations'] },
  // What the house keeps for itself about a booking: its guest is told nothing of these two.
  'reservation.noted': { stream: 'reservations', topics: ['reservations'] },
  'reservation.nights_won': { stream: 'reservations', topics: ['reservations'] },
  'reservation.confirmed': { stream: 'reservations', topics: ['reservations'] },
  'reservation.option_expired': { stream: 'reservations', topics: ['reservations'] },
  'reservation.no_show': { stream: 'reservations', topics: ['reservations'] },
  'reservation.reinstated': { stream: 'reservations', topics: ['reservations'] },
  'reservation.checked_in': { stream: 'reservations', topics: ['reservations', 'housekeeping'] },
  'reservation.checked_out': { stream: 'reservations', topics: ['reservations', 'housekeeping'] },
  'reservation.check_in_undone': { stream: 'reservations', topics: ['reservations', 'housekeeping'] },
  'reservation.check_out_undone': { stream: 'reservations', topics: ['reservations', 'housekeeping'] },
  'reservation.room_assigned': { stream: 'reservations', topics: ['reservations', 'housekeeping'] },
  'reservation.room_moved': { stream: 'reservations', topics: ['reservations', 'housekeeping'] },
  'block.changed': { stream: 'reservations', topics: ['reservations'] },
  'waitlist.changed': { stream: 'reservations', topics: ['reservations'] },
  'waitlist.fits': { stream: 'reservations', topics: ['reservations'] },
  'waitlist.offered': { stream: 'reservations', topics: ['reservations'] },
  'guest.changed': { stream: 'reservations', topics: ['reservations'] },
  'rates.changed': { stream: 'rates', topics: ['inventory'] },
  'restrictions.changed': { stream: 'rates', topics: ['inventory'] },
  'room.status_changed': { stream: 'housekeeping', topics: ['housekeeping', 'inventory'] },
  'room.outage_changed': { stream: 'housekeeping', topics: ['housekeeping', 'inventory', 'reservations'] },
  'housekeeping.task_changed': { stream: 'housekeeping', topics: ['housekeeping'] },
  'housekeeping.ticket_changed': { stream: 'housekeeping', topics: ['housekeeping'] },
  'folio.changed': { stream: 'folios', topics: ['folios'] },
  'folio.posted': { stream: 'folios', topics: ['folios'] },
  'folio.closed': { stream: 'folios', topics: ['folios'] },
  'invoice.issued': { stream: 'folios', topics: ['folios'] },
  'business_day.closing': { stream: 'outlets', topics: ['business_days'] },
  'business_day.closed': { stream: 'outlets', topics: ['business_days', 'reservations', 'inventory', 'housekeeping'] },
  'channel.changed': { stream: 'channels', topics: ['channels'] },
  'channel.conflict': { stream: 'channels', topics: ['channels'] },
  'webhook.delivery_failed': { stream: 'identity', topics: [] },
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
  'payment.refunded': { stream: 'payments', topics: ['folios'] },
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
