import type { ChannelProblem } from '@hostelry/contracts';
import { sql } from 'kysely';
import { newId } from '../../../platform/ids.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { contentHash, isNews, type RemoteBooking } from './rules.ts';
import { settleBooking } from './settle-booking.ts';
import { tellPeople, type Source } from './source.ts';

export type Taken = 'APPLIED' | 'PARKED' | 'OLDER' | 'SAME';

/**
 * Takes what a channel says of a booking. Nothing is ever dropped: the words are kept, the latest revision decides, and what
 * cannot be booked waits for a person. However often and in whatever order revisions come, the end is the same (R14).
 */
export async function takeBooking(tx: Tx, source: Source, said: RemoteBooking, raw: unknown): Promise<Taken> {
  const content_hash = contentHash(said);
  const known = await lockRemote(tx, source.id, said.remote_id);
  const news = isNews(known, { revision: said.revision, content_hash }, source.counts_up);
  if (news === 'SAME') return 'SAME';
  if (news === 'OLDER') {
    await keepWords(tx, known!.id, said.revision, content_hash, raw, 'OLDER');
    return 'OLDER';
  }
  const id = known?.id ?? (await openRemote(tx, source, said, content_hash));
  const problem = await settleBooking(tx, source, id, said);
  await saveRemote(tx, id, said, content_hash, problem);
  await keepWords(tx, id, said.revision, content_hash, raw, problem ? 'PARKED' : 'APPLIED');
  if (problem) tellPeople(tx, source, id, said);
  return problem ? 'PARKED' : 'APPLIED';
}

export interface KnownRemote {
  id: string;
  channel_id: string;
  source_id: string;
  revision: number;
  content_hash: string;
  status: 'BOOKED' | 'CANCELLED' | 'PARKED';
  said: RemoteBooking;
}

async function lockRemote(tx: Tx, source_id: string, remote_id: string): Promise<KnownRemote | undefined> {
  const { rows } = await sql<KnownRemote>`
    select id, channel_id, source_id, revision, content_hash, status, said from channels.remote_bookings
    where source_id = ${source_id} and remote_id = ${remote_id} for update`.execute(tx.db);
  return rows[0];
}

/** The first word of a booking. Two servers that hear it at once take turns at the unique key, and one tries again. */
async function openRemote(tx: Tx, source: Source, said: RemoteBooking, content_hash: string): Promise<string> {
  const id = newId();
  await sql`
    insert into channels.remote_bookings (tenant_id, id, channel_id, source_id, outlet_id, remote_id, revision, content_hash, status, said,
      created_at, updated_at)
    values (${tx.tenant_id}, ${id}, ${source.channel_id}, ${source.id}, ${source.outlet_id}, ${said.remote_id}, ${said.revision},
      ${content_hash}, ${said.status}, ${JSON.stringify(said)}::jsonb, ${tx.now}, ${tx.now})`.execute(tx.db);
  return id;
}

/** Writes down what is so now, and what stands in the way if something does. */
export async function saveRemote(
  tx: Tx,
  id: string,
  said: RemoteBooking,
  content_hash: string,
  problem: ChannelProblem | null,
): Promise<void> {
  await sql`
    update channels.remote_bookings set revision = ${said.revision}, content_hash = ${content_hash},
      status = ${problem ? 'PARKED' : said.status}, problem = ${problem}, said = ${JSON.stringify(said)}::jsonb, updated_at = ${tx.now}
    where id = ${id}`.execute(tx.db);
}

async function keepWords(
  tx: Tx,
  id: string,
  revision: number,
  content_hash: string,
  raw: unknown,
  outcome: 'APPLIED' | 'PARKED' | 'OLDER',
): Promise<void> {
  await sql`
    insert into channels.revisions (tenant_id, id, remote_booking_id, revision, content_hash, raw, outcome, received_at)
    values (${tx.tenant_id}, ${newId()}, ${id}, ${revision}, ${content_hash}, ${JSON.stringify(raw)}::jsonb, ${outcome}, ${tx.now})
    on conflict (tenant_id, remote_booking_id, revision, content_hash) do nothing`.execute(tx.db);
}
