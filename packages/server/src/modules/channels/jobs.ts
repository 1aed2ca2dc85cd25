import { sql } from 'kysely';
import type { Task } from '../../platform/jobs.ts';
import type { Tx } from '../../platform/transaction.ts';
import { lockStay, OVERBOOKED_STAYS, winNights } from '../reservations/index.ts';
import { queueFetch } from './commands/feeds.ts';
import { fetchFeed } from './ical/fetch-feed.ts';
import { queuePush } from './ota/mark-dirty.ts';
import { pullChannel } from './ota/pull.ts';
import { pushChannel } from './ota/push.ts';

export const fetchFeedTask: Task = {
  name: 'fetch_feed',
  run: ({ tenant_id, feed_id }, context) => fetchFeed(context, tenant_id as string, feed_id as string),
};

export const pullChannelTask: Task = {
  name: 'pull_channel',
  run: ({ tenant_id, channel_id }, context) => pullChannel(context, tenant_id as string, channel_id as string),
};

export const pushChannelTask: Task = {
  name: 'push_channel',
  run: ({ tenant_id, channel_id }, context) => pushChannel(context, tenant_id as string, channel_id as string),
};

/** Every few minutes: calendars are read again, and overbooked stays get what has become free. */
export const tendFeedsTask: Task = {
  name: 'tend_feeds',
  cron: '*/10 * * * *',
  run: async (_payload, { tenantIds, inTenant }) => {
    for (const tenant_id of await tenantIds()) {
      await inTenant(tenant_id, async (tx) => {
        const { rows } = await sql<{ id: string }>`
          select f.id from channels.feeds f join channels.channels c on c.tenant_id = f.tenant_id and c.id = f.channel_id
          where f.import_url is not null and c.status = 'ACTIVE'`.execute(tx.db);
        for (const { id } of rows) queueFetch(tx, id);
      });
      for (const id of await inTenant(tenant_id, overbookedIds)) {
        await inTenant(tenant_id, async (tx) => {
          const stay = await lockStay(tx, id);
          if (stay) await winNights(tx, stay);
        });
      }
    }
  },
};

async function overbookedIds(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ reservation_id: string }>`
    select o.reservation_id from ${sql.raw(OVERBOOKED_STAYS)} o order by o.start_date, o.reservation_id`.execute(tx.db);
  return rows.map((row) => row.reservation_id);
}

/** Every minute: what travel agents sold is fetched, and what they were not told yet is queued again. */
export const tendAgentsTask: Task = {
  name: 'tend_agents',
  cron: '* * * * *',
  run: async (_payload, context) => {
    for (const tenant_id of await context.tenantIds()) {
      const channels = await context.inTenant(tenant_id, async (tx) => {
        const { rows } = await sql<{ id: string; is_behind: boolean }>`
          select c.id, c.push_failures = 0 and exists (select 1 from channels.dirty_stretches d where d.channel_id = c.id) as is_behind
          from channels.channels c where c.kind = 'OTA' and c.status = 'ACTIVE'`.execute(tx.db);
        for (const { id, is_behind } of rows) if (is_behind) queuePush(tx, id);
        return rows;
      });
      for (const { id } of channels) await pullChannel(context, tenant_id, id);
    }
  },
};
