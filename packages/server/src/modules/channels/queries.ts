import type { CalendarFeed, Channel, ChannelMapping } from '@hostelry/contracts';
import { sql } from 'kysely';
import { authorize, type Actor } from '../../platform/actor.ts';
import { found } from '../../platform/errors.ts';
import type { Tx } from '../../platform/transaction.ts';
import { PLAN_NAMES } from '../rates/index.ts';
import { OVERBOOKED_STAYS } from '../reservations/index.ts';
import { ROOM_TYPE_TERMS } from '../rooms/index.ts';

export const CHANNEL_COLUMNS = `c.id, c.outlet_id, c.name, c.kind, c.status, c.url, c.remote_property_id, c.last_pulled_at, c.last_pushed_at,
  c.pull_error, c.push_error, c.version, c.created_at,
  (select count(*)::int from channels.dirty_stretches d where d.tenant_id = c.tenant_id and d.channel_id = c.id) as waiting,
  (select count(*)::int from channels.remote_bookings r where r.tenant_id = c.tenant_id and r.channel_id = c.id and r.status = 'PARKED') as parked,
  (select count(*)::int from ${OVERBOOKED_STAYS} o where o.channel_id = c.id) as overbooked`;

export const FEED_COLUMNS = `f.id, f.channel_id, f.outlet_id, f.room_type_id, t.code as room_type_code, t.name as room_type_name, f.rate_plan_id, f.shows,
  f.import_url, f.fetched_at, f.good_at, f.error, f.counts, f.version`;
const FEEDS = `channels.feeds f join ${ROOM_TYPE_TERMS} t on t.id = f.room_type_id`;

export async function findChannel(tx: Tx, id: string): Promise<Channel | undefined> {
  const { rows } = await sql<Channel>`
    select ${sql.raw(CHANNEL_COLUMNS)} from channels.channels c where c.id = ${id}`.execute(tx.db);
  return rows[0];
}

/** A channel that the actor may see or manage. */
export async function channelFor(
  tx: Tx,
  actor: Actor,
  id: string,
  permission: 'channels.read' | 'channels.manage',
): Promise<Channel> {
  const channel = found(await findChannel(tx, id));
  authorize(actor, permission, channel.outlet_id);
  return channel;
}

export async function findFeed(tx: Tx, id: string): Promise<CalendarFeed | undefined> {
  const { rows } = await sql<CalendarFeed>`
    select ${sql.raw(FEED_COLUMNS)} from ${sql.raw(FEEDS)} where f.id = ${id}`.execute(tx.db);
  return rows[0];
}

export async function feedsOf(tx: Tx, channel_id: string): Promise<CalendarFeed[]> {
  const { rows } = await sql<CalendarFeed>`
    select ${sql.raw(FEED_COLUMNS)} from ${sql.raw(FEEDS)} where f.channel_id = ${channel_id} order by t.code`.execute(
    tx.db,
  );
  return rows;
}

export async function mappingsOf(tx: Tx, channel_id: string): Promise<ChannelMapping[]> {
  const { rows } = await sql<ChannelMapping>`
    select m.id, m.channel_id, m.room_type_id, t.code as room_type_code, t.name as room_type_name, m.rate_plan_id, p.code as rate_plan_code,
      m.remote_room_id, m.remote_rate_id, m.occupancy
    from channels.mappings m join ${sql.raw(ROOM_TYPE_TERMS)} t on t.id = m.room_type_id
    left join ${sql.raw(PLAN_NAMES)} p on p.id = m.rate_plan_id
    where m.channel_id = ${channel_id} order by m.remote_room_id, m.remote_rate_id`.execute(tx.db);
  return rows;
}
