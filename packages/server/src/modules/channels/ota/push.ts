import { sql } from 'kysely';
import type { ChannelAdapter } from '../../../adapters/channels/adapter.ts';
import { addDays } from '../../../platform/clock.ts';
import type { TaskContext } from '../../../platform/jobs.ts';
import { emit, type Tx } from '../../../platform/transaction.ts';
import { adapterOf, lockOta, type Ota } from './ota.ts';
import { queuePush } from './mark-dirty.ts';
import { nightValues, type Mapped } from './night-values.ts';
import { availabilityOf, batchesOf, nightOf, ratesOf, restrictionsOf, untold, type Batch } from './updates.ts';

/** How far ahead a channel is told. */
export const TOLD_NIGHTS = 400;
const STRETCHES_PER_REQUEST = 200;
/** So many requests at most in one go; the rest follows in the next, so that no channel is flooded. */
const REQUESTS_PER_PUSH = 20;
const LEASE_MS = 5 * 60_000;
const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 30 * 60_000;

interface Work {
  ota: Ota;
  dirty_ids: string[];
  batches: Batch[];
}

/**
 * Tells a channel what changed since it was told last: nothing twice, neighbours as one stretch, so many at a time. What did
 * not arrive stays marked and is told later, after a longer wait each time.
 */
export async function pushChannel(context: TaskContext, tenant_id: string, channel_id: string): Promise<void> {
  const work = await context.inTenant(tenant_id, (tx) => takeWork(tx, channel_id));
  if (!work) return;
  try {
    const adapter = adapterOf(work.ota, context.config);
    for (const batch of work.batches.slice(0, REQUESTS_PER_PUSH)) {
      await tell(adapter, batch);
      await context.inTenant(tenant_id, (tx) => noteTold(tx, channel_id, batch));
    }
    const finished = work.batches.length <= REQUESTS_PER_PUSH;
    await context.inTenant(tenant_id, (tx) => noteDone(tx, work, finished));
  } catch (failure) {
    await context.inTenant(tenant_id, (tx) => noteFailure(tx, work.ota, (failure as Error).message));
  }
}

function tell(adapter: ChannelAdapter, { kind, stretches }: Batch): Promise<void> {
  if (kind === 'AVAILABILITY') return adapter.pushAvailability(availabilityOf(stretches));
  if (kind === 'RATE') return adapter.pushRates(ratesOf(stretches));
  return adapter.pushRestrictions(restrictionsOf(stretches));
}

/** What there is to tell now; nothing while another server is at it. */
async function takeWork(tx: Tx, channel_id: string): Promise<Work | undefined> {
  const ota = await lockOta(tx, channel_id);
  if (!ota || ota.status !== 'ACTIVE') return undefined;
  if (ota.pushing_until && new Date(ota.pushing_until) > tx.now) {
    queuePush(tx, channel_id, new Date(tx.now.getTime() + FIRST_WAIT_MS));
    return undefined;
  }
  const { rows: dirty } = await sql<{ id: string; room_type_id: string | null; start_date: string; end_date: string }>`
    select id, room_type_id, start_date, end_date from channels.dirty_stretches where channel_id = ${channel_id} order by id`.execute(
    tx.db,
  );
  if (dirty.length === 0) return undefined;
  await sql`update channels.channels set pushing_until = ${new Date(tx.now.getTime() + LEASE_MS)} where id = ${channel_id}`.execute(
    tx.db,
  );
  const earliest = ota.business_date;
  const latest = addDays(ota.business_date, TOLD_NIGHTS);
  const start_date = dirty.map((each) => each.start_date).reduce((a, b) => (a < b ? a : b));
  const end_date = dirty.map((each) => each.end_date).reduce((a, b) => (a > b ? a : b));
  const range = {
    start_date: start_date > earliest ? start_date : earliest,
    end_date: end_date < latest ? end_date : latest,
  };
  const dirty_ids = dirty.map((each) => each.id);
  if (range.start_date >= range.end_date) return { ota, dirty_ids, batches: [] };
  const everything = dirty.some((each) => each.room_type_id === null);
  const mappings = (await mappedOf(tx, channel_id)).filter(
    (mapping) => everything || dirty.some((each) => each.room_type_id === mapping.room_type_id),
  );
  const values = await nightValues(tx, ota, mappings, range);
  return {
    ota,
    dirty_ids,
    batches: batchesOf(untold(values, await toldOf(tx, channel_id, range)), STRETCHES_PER_REQUEST),
  };
}

async function mappedOf(tx: Tx, channel_id: string): Promise<Mapped[]> {
  const { rows } = await sql<Mapped>`
    select room_type_id, rate_plan_id, remote_room_id, remote_rate_id, occupancy from channels.mappings
    where channel_id = ${channel_id} order by remote_room_id, remote_rate_id`.execute(tx.db);
  return rows;
}

async function toldOf(
  tx: Tx,
  channel_id: string,
  range: { start_date: string; end_date: string },
): Promise<Map<string, string>> {
  const { rows } = await sql<{ kind: Batch['kind']; room_id: string; rate_id: string; date: string; value: string }>`
    select kind, remote_room_id as room_id, remote_rate_id as rate_id, date, value from channels.told_values
    where channel_id = ${channel_id} and date >= ${range.start_date}::date and date < ${range.end_date}::date`.execute(
    tx.db,
  );
  return new Map(rows.map((row) => [nightOf(row), row.value]));
}

async function noteTold(tx: Tx, channel_id: string, { nights }: Batch): Promise<void> {
  await sql`
    insert into channels.told_values (tenant_id, channel_id, kind, remote_room_id, remote_rate_id, date, value)
    select ${tx.tenant_id}::uuid, ${channel_id}::uuid, n.* from unnest(${nights.map((night) => night.kind)}::text[],
      ${nights.map((night) => night.room_id)}::text[], ${nights.map((night) => night.rate_id)}::text[],
      ${nights.map((night) => night.date)}::date[], ${nights.map((night) => night.value)}::text[]) as n(kind, room_id, rate_id, date, value)
    on conflict (tenant_id, channel_id, kind, remote_room_id, remote_rate_id, date) do update set value = excluded.value`.execute(
    tx.db,
  );
}

async function noteDone(tx: Tx, { ota, dirty_ids }: Work, finished: boolean): Promise<void> {
  if (finished) await sql`delete from channels.dirty_stretches where id = any(${dirty_ids}::uuid[])`.execute(tx.db);
  const { rows } = await sql<{ waiting: boolean }>`
    update channels.channels c set last_pushed_at = ${tx.now}, push_error = null, push_failures = 0, pushing_until = null where c.id = ${ota.id}
    returning exists (select 1 from channels.dirty_stretches d where d.channel_id = c.id) as waiting`.execute(tx.db);
  if (rows[0]?.waiting) queuePush(tx, ota.id, new Date(tx.now.getTime() + 2_000));
  tellOfChannel(tx, ota);
}

async function noteFailure(tx: Tx, ota: Ota, error: string): Promise<void> {
  await sql`
    update channels.channels set push_error = ${error.slice(0, 500)}, push_failures = push_failures + 1, pushing_until = null
    where id = ${ota.id}`.execute(tx.db);
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** ota.push_failures);
  queuePush(tx, ota.id, new Date(tx.now.getTime() + wait * (1 - Math.random() / 2)));
  tellOfChannel(tx, ota);
}

export function tellOfChannel(tx: Tx, ota: { id: string; outlet_id: string }): void {
  emit(tx, {
    type: 'channel.changed',
    aggregate_type: 'channel',
    aggregate_id: ota.id,
    outlet_id: ota.outlet_id,
    data: { id: ota.id },
  });
}
