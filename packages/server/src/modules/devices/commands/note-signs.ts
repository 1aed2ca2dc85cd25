import { sql } from 'kysely';
import { emit, type Tx } from '../../../platform/transaction.ts';
import type { Sign } from '../messages.ts';

interface Noted {
  id: string;
  outlet_id: string;
  name: string;
  was_online: boolean;
  is_online: boolean;
  was_status: string;
  status: string;
}

/** How far `last_seen_at` may lag behind: writing it for every message would double the work of a message. */
const SEEN_LAG = '5 seconds';

/**
 * Notes which machines are there. Emits one event per change, not per sign: the row says what was known
 * before, and it is locked. The first sign of life makes a provisioned machine active.
 */
export async function noteSigns(tx: Tx, signs: readonly Sign[]): Promise<Sign[]> {
  if (signs.length === 0) return [];
  const { rows } = await sql<Noted>`
    with given as materialized (
      select * from unnest(
        ${signs.map((sign) => sign.device_id)}::uuid[], ${signs.map((sign) => sign.boot)}::bigint[], ${signs.map((sign) => sign.firmware)}::text[],
        ${signs.map((sign) => sign.online)}::boolean[], ${signs.map((sign) => sign.connection_id)}::uuid[]
      ) as given (device_id, boot, firmware, online, connection_id)
    ), before as (
      select d.id, d.is_online, d.status,
             case
               when d.status not in ('PROVISIONED', 'ACTIVE') then false
               when g.online then true
               -- Only the connection that keeps it online can take it offline, and no start older than the present one.
               when g.online = false and (g.connection_id is null or d.connection_id is null or d.connection_id = g.connection_id)
                 and (g.boot is null or d.last_boot is null or g.boot >= d.last_boot) then false
               else d.is_online
             end as online
      from devices.devices d join given g on g.device_id = d.id
      -- Most messages change nothing here, and then no row is written.
      where g.online <> d.is_online or g.boot > coalesce(d.last_boot, -1) or g.firmware <> coalesce(d.firmware, '')
        or (g.connection_id is not null and g.connection_id is distinct from d.connection_id)
        or d.last_seen_at is null or d.last_seen_at < ${tx.now}::timestamptz - ${SEEN_LAG}::interval
      order by d.id for update of d
    ), noted as (
      update devices.devices d
      set is_online = b.online,
          connection_id = case when not b.online then null when g.online then coalesce(g.connection_id, d.connection_id) else d.connection_id end,
          -- That a connection ended is not something the machine said.
          last_seen_at = case when g.online is false then d.last_seen_at else greatest(d.last_seen_at, ${tx.now}::timestamptz) end,
          last_boot = greatest(d.last_boot, g.boot), firmware = coalesce(g.firmware, d.firmware),
          status = case when d.status = 'PROVISIONED' and g.online then 'ACTIVE' else d.status end
      from before b join given g on g.device_id = b.id
      where d.id = b.id
      returning d.id, d.outlet_id, d.name, b.is_online as was_online, d.is_online, b.status as was_status, d.status
    )
    select * from noted where is_online <> was_online or status <> was_status`.execute(tx.db);
  for (const row of rows) emitChange(tx, row);
  return signs.filter((sign) => sign.born);
}

function emitChange(tx: Tx, { id, outlet_id, name, was_online, is_online, was_status, status }: Noted): void {
  const about = { aggregate_type: 'device', aggregate_id: id, outlet_id };
  if (status !== was_status)
    emit(tx, { ...about, type: 'device.status_changed', data: { name, from: was_status, to: status } });
  if (is_online !== was_online)
    emit(tx, { ...about, type: is_online ? 'device.went_online' : 'device.went_offline', data: { name } });
}

/** Machines by HTTP, or of a broker that died, go offline when they were silent for three heartbeats. */
export async function markSilent(tx: Tx, silent_since: Date): Promise<number> {
  const { rows } = await sql<{ id: string; outlet_id: string; name: string }>`
    update devices.devices set is_online = false, connection_id = null
    where id in (select id from devices.devices where is_online and last_seen_at < ${silent_since} order by id for update skip locked)
    returning id, outlet_id, name`.execute(tx.db);
  for (const { id, outlet_id, name } of rows) {
    emit(tx, {
      type: 'device.went_offline',
      aggregate_type: 'device',
      aggregate_id: id,
      outlet_id,
      data: { name, silent_since: silent_since.toISOString() },
    });
  }
  return rows.length;
}

/** Keeps connected machines seen while they have nothing to say; gives those whose connection must end. */
export async function keepConnected(
  tx: Tx,
  connections: readonly { device_id: string; connection_id: string }[],
): Promise<string[]> {
  const { rows } = await sql<{ connection_id: string }>`
    with given as materialized (
      select * from unnest(${connections.map((open) => open.device_id)}::uuid[], ${connections.map((open) => open.connection_id)}::uuid[]) as given (device_id, connection_id)
    ), kept as (
      update devices.devices d set last_seen_at = greatest(d.last_seen_at, ${tx.now}::timestamptz)
      from given g where d.id = g.device_id and d.status in ('PROVISIONED', 'ACTIVE') and d.connection_id = g.connection_id
      returning g.connection_id
    )
    select connection_id from given where connection_id not in (select connection_id from kept)`.execute(tx.db);
  return rows.map((row) => row.connection_id);
}
