import type { NotificationKind, Permission } from '@hostelry/contracts';
import type { LoggedEvent } from '../../platform/events/log.ts';

/** What an event tells people, and which people: those who hold the permission in its outlet. */
export interface News {
  kind: NotificationKind;
  permission: Permission;
  params: Record<string, string | number>;
  text: string;
  link: string;
  /** Only those who were told of this before, about the same subject. */
  after?: NotificationKind;
}

export const NEWS_EVENTS = [
  'floor.table_status_changed',
  'device.went_offline',
  'device.went_online',
  'reservation.created',
  'reservation.cancelled',
  'reservations.import_finished',
  'waitlist.fits',
  'channel.conflict',
  'webhook.delivery_failed',
] as const;

/** What is new for somebody in an event, or null. */
export function newsOf(event: LoggedEvent): News | null {
  const { data, type } = event;
  const outlet = event.outlet_id ? `?outlet=${event.outlet_id}` : '';
  // An import books in bulk; one word at its end is enough.
  if (event.actor.name === 'import' && type !== 'reservations.import_finished') return null;
  switch (type) {
    case 'floor.table_status_changed':
      return data.to === 'RED' ? orderWaiting(data, outlet) : null;
    case 'device.went_offline':
      return machine('device_offline', `${data.name} went offline.`, data, outlet);
    // "Back online" is news only to those who heard that it was gone; a fleet's first morning is not.
    case 'device.went_online':
      return { ...machine('device_online', `${data.name} is back online.`, data, outlet), after: 'device_offline' };
    case 'reservation.created':
      return booking('reservation_created', data, outlet);
    case 'reservation.cancelled':
      return booking('reservation_cancelled', data, outlet);
    case 'reservations.import_finished':
      return importFinished(data, outlet);
    case 'waitlist.fits':
      return waitlistFits(data, outlet);
    case 'channel.conflict':
      return channelConflict(data, outlet);
    case 'webhook.delivery_failed':
      return webhookDisabled(data);
    default:
      return null;
  }
}

type Data = LoggedEvent['data'];

function orderWaiting(data: Data, outlet: string): News {
  const table = String(data.name);
  return {
    kind: 'order_waiting',
    permission: 'floor.operate',
    params: { table },
    text: `${table} has been waiting too long.`,
    link: `/floor${outlet}`,
  };
}

function machine(kind: 'device_offline' | 'device_online', text: string, data: Data, outlet: string): News {
  return { kind, permission: 'devices.manage', params: { device: String(data.name) }, text, link: `/fleet${outlet}` };
}

function booking(kind: 'reservation_created' | 'reservation_cancelled', data: Data, outlet: string): News {
  const params = {
    code: String(data.confirmation_code),
    guest: String(data.guest_name ?? ''),
    rooms: Number(data.rooms ?? 1),
    start_date: String(data.start_date),
    end_date: String(data.end_date),
  };
  const rooms = params.rooms === 1 ? '1 room' : `${params.rooms} rooms`;
  const text =
    kind === 'reservation_created'
      ? `New reservation ${params.code}${params.guest ? ` for ${params.guest}` : ''}: ${rooms}, ${params.start_date} to ${params.end_date}.`
      : `Reservation ${params.code} was cancelled: ${rooms}, ${params.start_date} to ${params.end_date}.`;
  return { kind, permission: 'reservations.create', params, text, link: `/reservations${outlet}` };
}

function importFinished(data: Data, outlet: string): News {
  const params = {
    file: String(data.file_name),
    rows: Number(data.rows_read),
    stays: Number(data.stays),
    refused: Number(data.refused),
  };
  return {
    kind: 'import_finished',
    permission: 'imports.run',
    params,
    link: `/imports${outlet}`,
    text: `The import of ${params.file} has finished: ${params.rows} rows, ${params.stays} stays, ${params.refused} refused.`,
  };
}

function waitlistFits(data: Data, outlet: string): News {
  const params = {
    guest: String(data.guest_name),
    start_date: String(data.start_date),
    end_date: String(data.end_date),
  };
  return {
    kind: 'waitlist_fits',
    permission: 'reservations.create',
    params,
    text: `${params.guest} on the waitlist fits now: ${params.start_date} to ${params.end_date}.`,
    link: `/waitlist${outlet}`,
  };
}

function channelConflict(data: Data, outlet: string): News {
  const params = {
    channel: String(data.channel),
    guest: String(data.guest_name ?? ''),
    start_date: String(data.start_date),
  };
  return {
    kind: 'channel_conflict',
    permission: 'channels.manage',
    params,
    text: `${params.channel}: the booking of ${params.guest} from ${params.start_date} needs a decision.`,
    link: `/admin/${data.is_overbooked ? 'overbooked-stays' : 'channel-parking'}${outlet}`,
  };
}

function webhookDisabled(data: Data): News {
  const name = String(data.name);
  return {
    kind: 'webhook_disabled',
    permission: 'webhooks.manage',
    params: { name },
    text: `The webhook ${name} was switched off, because nothing has reached it for days.`,
    link: '/admin/webhooks',
  };
}
