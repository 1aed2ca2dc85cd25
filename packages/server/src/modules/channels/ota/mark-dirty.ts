import { sql } from 'kysely';
import { addDays } from '../../../platform/clock.ts';
import type { Reaction } from '../../../platform/events/subscriber.ts';
import { newId } from '../../../platform/ids.ts';
import { addJob, audit, type Tx } from '../../../platform/transaction.ts';
import { OUTLET_TERMS } from '../../outlets/index.ts';

/** Changes that come close together are told together. */
const GATHER_MS = 2_000;
const EVERYTHING_NIGHTS = 400;

/** Marks what may have changed for the travel agents of an outlet, and sees to it that they are told (E1). */
export const markDirtyReaction: Reaction = {
  name: 'channels',
  types: ['inventory.changed', 'rates.changed', 'restrictions.changed'],
  react: async (tx, { outlet_id, data }) => {
    if (!outlet_id) return;
    const { room_type_id, start_date, end_date } = data as Record<string, string | undefined>;
    const dates = start_date && end_date ? { start_date, end_date: addDays(end_date, 1) } : null;
    for (const id of await markDirty(tx, outlet_id, room_type_id ?? null, dates))
      queuePush(tx, id, new Date(tx.now.getTime() + GATHER_MS));
  },
};

/** Marks a stretch, of one type or of all, unless it is marked already. Gives the channels that must be told. */
async function markDirty(
  tx: Tx,
  outlet_id: string,
  room_type_id: string | null,
  dates: { start_date: string; end_date: string } | null,
): Promise<string[]> {
  const { rows } = await sql<{ channel_id: string }>`
    insert into channels.dirty_stretches (tenant_id, id, channel_id, room_type_id, start_date, end_date)
    select c.tenant_id, gen_random_uuid(), c.id, ${room_type_id}::uuid, w.start_date, w.end_date
    from channels.channels c join ${sql.raw(OUTLET_TERMS)} o on o.id = c.outlet_id
    cross join lateral (select coalesce(${dates?.start_date ?? null}::date, o.business_date) as start_date,
                               coalesce(${dates?.end_date ?? null}::date, o.business_date + ${EVERYTHING_NIGHTS}::int) as end_date) w
    where c.outlet_id = ${outlet_id} and c.kind = 'OTA' and c.status = 'ACTIVE'
      and exists (select 1 from channels.mappings m where m.tenant_id = c.tenant_id and m.channel_id = c.id
                  and (${room_type_id}::uuid is null or m.room_type_id = ${room_type_id}::uuid))
      and not exists (select 1 from channels.dirty_stretches d where d.tenant_id = c.tenant_id and d.channel_id = c.id
                      and (d.room_type_id is null or d.room_type_id = ${room_type_id}::uuid)
                      and d.start_date <= w.start_date and d.end_date >= w.end_date)
    returning channel_id`.execute(tx.db);
  return rows.map((row) => row.channel_id);
}

export function queuePush(tx: Tx, channel_id: string, run_at?: Date): void {
  addJob(tx, 'push_channel', { channel_id }, { job_key: `push:${channel_id}`, ...(run_at ? { run_at } : {}) });
}

/** Forgets what the channel was told, so that it is told everything anew. */
export async function refreshChannel(tx: Tx, channel: { id: string; outlet_id: string }): Promise<void> {
  await sql`
    with forgotten as (delete from channels.told_values where channel_id = ${channel.id})
    insert into channels.dirty_stretches (tenant_id, id, channel_id, room_type_id, start_date, end_date)
    select ${tx.tenant_id}, ${newId()}, ${channel.id}, null, o.business_date, o.business_date + ${EVERYTHING_NIGHTS}::int
    from ${sql.raw(OUTLET_TERMS)} o where o.id = ${channel.outlet_id}`.execute(tx.db);
  queuePush(tx, channel.id);
  audit(tx, {
    action: 'channels.refresh',
    entity_type: 'channel',
    entity_id: channel.id,
    outlet_id: channel.outlet_id,
  });
}
