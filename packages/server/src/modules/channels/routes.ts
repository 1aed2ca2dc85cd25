import {
  CalendarFeed,
  CalendarFeedChange,
  CalendarFeedOnce,
  CalendarText,
  Channel,
  CHANNEL_KINDS,
  ChannelChange,
  ChannelMapping,
  FeedCounts,
  Id,
  IdParams,
  NewCalendarFeed,
  NewChannel,
  NewChannelMapping,
  OneOf,
} from '@hostelry/contracts';
import { Type } from 'typebox';
import { authorize, systemActor, type Actor } from '../../platform/actor.ts';
import { badField, DomainError, found } from '../../platform/errors.ts';
import { equals, listRoute } from '../../platform/http/list.ts';
import { act, open, read, type Route } from '../../platform/http/route.ts';
import { addJob, type Tx } from '../../platform/transaction.ts';
import { findOutlet } from '../outlets/index.ts';
import { changeChannel, createChannel } from './commands/channels.ts';
import { addFeed, changeFeed, queueFetch, rotateFeed, tenantOfToken } from './commands/feeds.ts';
import { addMapping, removeMapping } from './commands/mappings.ts';
import { calendarOf } from './ical/calendar-of-feed.ts';
import { NotACalendar } from './ical/read-calendar.ts';
import { lockFeed, takeCalendar } from './ical/take-calendar.ts';
import { refreshChannel } from './ota/mark-dirty.ts';
import { CHANNEL_COLUMNS, channelFor, feedsOf, findFeed, mappingsOf } from './queries.ts';

const manage = 'channels.manage';

async function feedFor(tx: Tx, actor: Actor, id: string) {
  const feed = found(await findFeed(tx, id));
  authorize(actor, manage, feed.outlet_id);
  return feed;
}

const channels: readonly Route[] = [
  listRoute({
    path: '/channels',
    summary: 'Other places that sell the rooms, with how they are doing',
    permission: 'channels.read',
    item: Channel,
    list: {
      select: CHANNEL_COLUMNS,
      from: 'channels.channels c',
      id: 'c.id',
      outlet: 'c.outlet_id',
      search: ['c.name'],
      sort: { name: 'c.name', created_at: 'c.created_at' },
      default_sort: 'name',
      filters: { outlet_id: equals('c.outlet_id', Id, '::uuid'), kind: equals('c.kind', OneOf(CHANNEL_KINDS)) },
    },
  }),
  read({
    path: '/channels/:id',
    summary: 'Show a channel',
    permission: 'channels.read',
    params: IdParams,
    reply: Channel,
    run: ({ tx, actor, params }) => channelFor(tx, actor, params.id, 'channels.read'),
  }),
  act({
    method: 'POST',
    path: '/channels',
    summary: 'Add a channel',
    permission: manage,
    body: NewChannel,
    reply: Channel,
    status: 201,
    run: async ({ tx, actor, config, body }) => {
      const outlet = found(await findOutlet(tx, body.outlet_id));
      authorize(actor, manage, outlet.id);
      return createChannel(tx, config, outlet, body);
    },
  }),
  act({
    method: 'PATCH',
    path: '/channels/:id',
    summary: 'Change a channel, pause it or let it go on',
    permission: manage,
    params: IdParams,
    body: ChannelChange,
    reply: Channel,
    run: async ({ tx, actor, config, params, body }) =>
      changeChannel(tx, config, await channelFor(tx, actor, params.id, manage), body),
  }),
  act({
    method: 'POST',
    path: '/channels/:id/refresh',
    summary: 'Tell a travel agent everything anew',
    permission: manage,
    params: IdParams,
    reply: Channel,
    run: async ({ tx, actor, params }) => {
      const channel = await channelFor(tx, actor, params.id, manage);
      if (channel.kind !== 'OTA') throw badField('id', 'must be a travel agent');
      await refreshChannel(tx, channel);
      return channelFor(tx, actor, params.id, manage);
    },
  }),
  act({
    method: 'POST',
    path: '/channels/:id/pull',
    summary: 'Ask a travel agent now for what it sold',
    permission: manage,
    params: IdParams,
    reply: Channel,
    run: async ({ tx, actor, params }) => {
      const channel = await channelFor(tx, actor, params.id, manage);
      if (channel.kind !== 'OTA') throw badField('id', 'must be a travel agent');
      addJob(tx, 'pull_channel', { channel_id: channel.id }, { job_key: `pull:${channel.id}`, max_attempts: 3 });
      return channel;
    },
  }),
  read({
    path: '/channels/:id/mappings',
    summary: 'Which room and rate there is which type and plan here',
    permission: 'channels.read',
    params: IdParams,
    reply: Type.Array(ChannelMapping),
    run: async ({ tx, actor, params }) => mappingsOf(tx, (await channelFor(tx, actor, params.id, 'channels.read')).id),
  }),
  act({
    method: 'POST',
    path: '/channels/:id/mappings',
    summary: 'Map a room and rate there; what waited for it is booked at once',
    permission: manage,
    params: IdParams,
    body: NewChannelMapping,
    reply: Type.Array(ChannelMapping),
    status: 201,
    run: async ({ tx, actor, params, body }) => addMapping(tx, await channelFor(tx, actor, params.id, manage), body),
  }),
  act({
    method: 'DELETE',
    path: '/channels/:id/mappings/:mapping_id',
    summary: 'Take a mapping away',
    permission: manage,
    params: Type.Object({ id: Id, mapping_id: Id }),
    reply: Type.Array(ChannelMapping),
    run: async ({ tx, actor, params }) =>
      removeMapping(tx, await channelFor(tx, actor, params.id, manage), params.mapping_id),
  }),
];

const feeds: readonly Route[] = [
  read({
    path: '/channels/:id/feeds',
    summary: 'The calendars of a channel, with how their last fetch went',
    permission: 'channels.read',
    params: IdParams,
    reply: Type.Array(CalendarFeed),
    run: async ({ tx, actor, params }) => feedsOf(tx, (await channelFor(tx, actor, params.id, 'channels.read')).id),
  }),
  act({
    method: 'POST',
    path: '/channels/:id/feeds',
    summary: 'Open the calendar of a room type; our address is shown this once',
    permission: manage,
    params: IdParams,
    body: NewCalendarFeed,
    reply: CalendarFeedOnce,
    status: 201,
    shown_once: ['export_url'],
    run: async ({ tx, actor, config, params, body }) =>
      addFeed(tx, config, await channelFor(tx, actor, params.id, manage), body),
  }),
  act({
    method: 'PATCH',
    path: '/calendar-feeds/:id',
    summary: 'Change what a calendar shows and reads',
    permission: manage,
    params: IdParams,
    body: CalendarFeedChange,
    reply: CalendarFeed,
    run: async ({ tx, actor, config, params, body }) =>
      changeFeed(tx, config, await feedFor(tx, actor, params.id), body),
  }),
  act({
    method: 'POST',
    path: '/calendar-feeds/:id/rotate',
    summary: 'Give our calendar a new address; the old one answers no more',
    permission: manage,
    params: IdParams,
    reply: CalendarFeedOnce,
    shown_once: ['export_url'],
    run: async ({ tx, actor, config, params }) => rotateFeed(tx, config, await feedFor(tx, actor, params.id)),
  }),
  act({
    method: 'POST',
    path: '/calendar-feeds/:id/fetch',
    summary: 'Fetch their calendar now',
    permission: manage,
    params: IdParams,
    reply: CalendarFeed,
    run: async ({ tx, actor, params }) => {
      const feed = await feedFor(tx, actor, params.id);
      if (!feed.import_url) throw badField('import_url', 'is not set; upload a calendar instead');
      queueFetch(tx, feed.id);
      return feed;
    },
  }),
  act({
    method: 'POST',
    path: '/calendar-feeds/:id/upload',
    summary: 'Take in a calendar that somebody saved; it counts as the whole truth, even when it is empty',
    permission: manage,
    params: IdParams,
    body: CalendarText,
    reply: FeedCounts,
    run: async ({ tx, actor, params, body }) => {
      await feedFor(tx, actor, params.id);
      const feed = found(await lockFeed(tx, params.id));
      try {
        return await takeCalendar(tx, feed, body.text, { etag: null, last_modified: null, certain: true });
      } catch (refusal) {
        throw refusal instanceof NotACalendar ? badField('text', refusal.message) : refusal;
      }
    },
  }),
  open({
    method: 'GET',
    path: '/ical/:file',
    summary: 'The calendar behind an address that cannot be guessed, for other sites to read',
    permission: 'public',
    because:
      'a calendar is read by machines without an account; the address itself is the key, and it names the tenant',
    params: Type.Object({ file: Type.String({ maxLength: 100, pattern: '^[A-Za-z0-9_-]{40,80}\\.ics$' }) }),
    run: async ({ database, params, request, reply }) => {
      const token = params.file.slice(0, -4);
      const tenant_id = tenantOfToken(token);
      const calendar =
        tenant_id &&
        (await database.inTenant(systemActor(tenant_id, 'calendar'), (tx) => calendarOf(tx, token), {
          read_only: true,
        }));
      if (!calendar) throw new DomainError('NOT_FOUND');
      reply.header('etag', calendar.etag).header('cache-control', 'private, max-age=300');
      if (request.headers['if-none-match'] === calendar.etag) return reply.status(304).send();
      return reply.header('content-type', 'text/calendar; charset=utf-8').send(calendar.text);
    },
  }),
];

export const channelRoutes: readonly Route[] = [...channels, ...feeds];
