import {
  DevMessageShape,
  IdParams,
  NOTIFICATION_KINDS,
  NotificationShape,
  OneOf,
  PreferenceShape,
  SetPreferencesBody,
} from '@hostelry/contracts';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { equals, listRoute } from '../../platform/http/list.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import { markAllRead, markRead } from './commands/mark-read.ts';
import { preferencesOf, setPreferences } from './commands/set-preferences.ts';

export const routes: readonly Route[] = [
  listRoute({
    path: '/notifications',
    summary: 'One’s own notifications',
    permission: 'notifications.read',
    item: NotificationShape,
    list: {
      select: 'id, kind, title_key, params, text, link, outlet_id, created_at, read_at',
      from: 'notifications.notifications',
      id: 'id',
      search: ['text'],
      sort: { created_at: 'created_at' },
      default_sort: '-created_at',
      filters: {
        is_read: { schema: Type.Boolean(), where: (is_read: boolean) => sql`(read_at is not null) = ${is_read}` },
        kind: equals('kind', OneOf(NOTIFICATION_KINDS)),
        outlet_id: equals('outlet_id'),
      },
      where: (tx) => sql`user_id = ${tx.actor.id}::uuid`,
    },
  }),
  act({
    method: 'POST',
    path: '/notifications/:id/read',
    summary: 'Mark one as read',
    permission: 'notifications.read',
    params: IdParams,
    reply: NotificationShape,
    run: ({ tx, params }) => markRead(tx, params.id),
  }),
  act({
    method: 'POST',
    path: '/notifications/read-all',
    summary: 'Mark all as read',
    permission: 'notifications.read',
    reply: Type.Object({ read: Type.Integer() }),
    run: async ({ tx }) => ({ read: await markAllRead(tx) }),
  }),
  read({
    path: '/notifications/preferences',
    summary: 'Of what one is told, and how',
    permission: 'notifications.read',
    reply: Type.Array(PreferenceShape),
    run: ({ tx }) => preferencesOf(tx),
  }),
  act({
    method: 'PUT',
    path: '/notifications/preferences',
    summary: 'Choose of what one is told, and how',
    permission: 'notifications.read',
    body: SetPreferencesBody,
    reply: Type.Array(PreferenceShape),
    run: ({ tx, body }) => setPreferences(tx, body),
  }),
  listRoute({
    path: '/dev-inbox',
    summary: 'Mails and text messages that a house without mail server or SMS gateway did not send',
    permission: 'operations.read',
    item: DevMessageShape,
    list: {
      select: 'id, channel, recipient, subject, body, created_at',
      from: 'platform.dev_inbox',
      id: 'id',
      search: ['recipient', 'subject', 'body'],
      sort: { created_at: 'created_at' },
      default_sort: '-created_at',
      filters: { channel: equals('channel', OneOf(['mail', 'sms'])) },
    },
  }),
];
