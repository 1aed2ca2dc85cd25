import { sql } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { keepable, signsOf, type Flawed, type Incoming, type Message, type Sign } from '../messages.ts';
import { noteSigns } from './note-signs.ts';
import { recordSales } from './record-sales.ts';

export interface Taken {
  /** What the house refused, and why; it is in quarantine, so it counts as dealt with (D14). */
  refused: ReadonlyMap<Incoming, Error>;
  /** The machines that were just born, who should be told the time. */
  born: readonly Sign[];
}

/**
 * Takes a run of messages of many machines in a handful of statements, however many they are: stores each
 * once (D13), keeps the latest of each kind by (boot, seq) (D16), records sales, and notes who is online.
 */
export async function takeMessages(tx: Tx, items: readonly Incoming[]): Promise<Taken> {
  const refused = new Map<Incoming, Error>();
  for (const item of items)
    if (item.what === 'flawed') refused.set(item, new DomainError('BAD_INPUT', { reason: item.reason }, item.reason));
  const messages = items.filter((item): item is Message => item.what === 'message');
  if (messages.length > 0) {
    const stored = await storeMessages(tx, messages);
    for (const message of messages)
      if (stored.outsiders.has(message.device_id))
        refused.set(message, new DomainError('NOT_FOUND', undefined, 'No machine in service has this id.'));
    const mismatches = await recordSales(tx, stored.new_sales);
    for (const [message, error] of mismatches) refused.set(message, error);
  }
  const born = await noteSigns(tx, signsOf(items));
  await quarantine(tx, refused);
  return { refused, born };
}

/** Puts one message aside that cannot be stored at all. */
export async function putAside(tx: Tx, item: Incoming, error: Error): Promise<void> {
  await quarantine(tx, new Map([[item, error]]));
}

async function storeMessages(
  tx: Tx,
  messages: readonly Message[],
): Promise<{ outsiders: ReadonlySet<string>; new_sales: Message[] }> {
  const { rows } = await sql<{ outsider: boolean; device_id: string; boot: number; seq: number }>`
    with given as materialized (
      select * from unnest(
        ${messages.map((message) => message.device_id)}::uuid[], ${messages.map((message) => message.envelope.boot)}::bigint[],
        ${messages.map((message) => message.envelope.seq)}::bigint[], ${messages.map((message) => message.kind)}::text[],
        ${messages.map((message) => message.envelope.id)}::text[], ${messages.map((message) => message.envelope.ts)}::timestamptz[],
        ${messages.map((message) => message.envelope.historical ?? false)}::boolean[],
        ${messages.map((message) => JSON.stringify(message.envelope.data))}::jsonb[]
      ) as given (device_id, boot, seq, kind, message_id, sent_at, historical, data)
    ), in_service as materialized (
      select id from devices.devices
      where id = any(${[...new Set(messages.map((message) => message.device_id))]}::uuid[]) and status in ('PROVISIONED', 'ACTIVE')
    ), stored as (
      insert into devices.device_messages (tenant_id, device_id, boot, seq, kind, message_id, sent_at, received_at, historical, data)
      select ${tx.tenant_id}::uuid, device_id, boot, seq, kind, message_id, sent_at, ${tx.now}, historical, data
      from given where device_id in (select id from in_service)
      on conflict (tenant_id, device_id, boot, seq) do nothing
      returning device_id, boot, seq, kind, sent_at, data
    ), newest as (
      insert into devices.device_latest as kept (tenant_id, device_id, kind, boot, seq, sent_at, received_at, data)
      select distinct on (device_id, kind) ${tx.tenant_id}::uuid, device_id, kind, boot, seq, sent_at, ${tx.now}::timestamptz, data
      from stored order by device_id, kind, boot desc, seq desc
      on conflict (tenant_id, device_id, kind) do update
        set boot = excluded.boot, seq = excluded.seq, sent_at = excluded.sent_at, received_at = excluded.received_at, data = excluded.data
        where (excluded.boot, excluded.seq) > (kept.boot, kept.seq)
    )
    select false as outsider, device_id, boot, seq from stored where kind = 'sale'
    union all
    select true, device_id, 0, 0 from given where device_id not in (select id from in_service)`.execute(tx.db);
  const key = (device_id: string, boot: number, seq: number) => `${device_id} ${boot} ${seq}`;
  const sales = new Set(rows.filter((row) => !row.outsider).map((row) => key(row.device_id, row.boot, row.seq)));
  return {
    outsiders: new Set(rows.filter((row) => row.outsider).map((row) => row.device_id)),
    // A copy inside the same run has the same number: taking it off the set lets only the first one through.
    new_sales: messages.filter(
      ({ sale, device_id, envelope }) => sale !== null && sales.delete(key(device_id, envelope.boot, envelope.seq)),
    ),
  };
}

async function quarantine(tx: Tx, refused: ReadonlyMap<Incoming, Error>): Promise<void> {
  const rows = [...refused].filter((entry): entry is [Message | Flawed, Error] => entry[0].what !== 'connection');
  if (rows.length === 0) return;
  await sql`
    insert into devices.quarantined_messages (tenant_id, id, device_id, kind, reason, payload, received_at)
    select ${tx.tenant_id}::uuid, q.*, ${tx.now}::timestamptz from unnest(
      ${rows.map(newId)}::uuid[], ${rows.map(([item]) => item.device_id)}::uuid[],
      ${rows.map(([item]) => keepable(item.kind).slice(0, 64))}::text[], ${rows.map(([, error]) => keepable(reasonOf(error)).slice(0, 500))}::text[],
      ${rows.map(([item]) => (item.what === 'flawed' ? item.payload : keepable(JSON.stringify(item.envelope))))}::text[]
    ) as q`.execute(tx.db);
}

function reasonOf(error: Error): string {
  return error instanceof DomainError && error.code !== 'BAD_INPUT' ? `${error.code}: ${error.message}` : error.message;
}
