import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { addDays } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { OUTLET_TERMS } from '../../outlets/index.ts';
import { STAYS_OF_TYPE } from '../../reservations/index.ts';
import { FREE_NIGHTS, ROOM_TYPE_TERMS } from '../../rooms/index.ts';
import { stretchesOf, writeCalendar, type Stretch } from './write-calendar.ts';

export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

interface FeedToShow {
  room_type_id: string;
  channel_id: string;
  shows: 'UNAVAILABLE' | 'STAYS';
  name: string;
  business_date: string;
}

/** The calendar behind an address that cannot be guessed; nothing if the address is not, or no longer, one of ours. */
export async function calendarOf(tx: Tx, token: string): Promise<{ text: string; etag: string } | undefined> {
  const { rows } = await sql<FeedToShow>`
    select f.room_type_id, f.channel_id, f.shows, t.name, o.business_date
    from channels.feeds f join ${sql.raw(ROOM_TYPE_TERMS)} t on t.id = f.room_type_id
    join ${sql.raw(OUTLET_TERMS)} o on o.id = f.outlet_id
    where f.token_hash = ${hashOfToken(token)}`.execute(tx.db);
  const [feed] = rows;
  if (!feed) return undefined;
  return writeCalendar(feed.name, feed.shows === 'STAYS' ? await staysOf(tx, feed) : await fullStretches(tx, feed));
}

async function fullStretches(tx: Tx, feed: FeedToShow): Promise<Stretch[]> {
  const { rows } = await sql<{ date: string }>`
    select n.date from ${sql.raw(FREE_NIGHTS)} n
    where n.tenant_id = ${tx.tenant_id} and n.room_type_id = ${feed.room_type_id} and n.date >= ${feed.business_date}::date
      and n.available <= 0 order by n.date`.execute(tx.db);
  return stretchesOf(
    feed.room_type_id,
    rows.map((row) => row.date),
    (date) => addDays(date, 1),
  );
}

/** Stays of the type, apart from those that came from this very channel: it knows them. */
async function staysOf(tx: Tx, feed: FeedToShow): Promise<Stretch[]> {
  const { rows } = await sql<Stretch>`
    select s.id, s.start_date, s.end_date from ${sql.raw(STAYS_OF_TYPE)} s
    where s.room_type_id = ${feed.room_type_id} and s.end_date > ${feed.business_date}::date and s.end_date > s.start_date
      and s.channel_id is distinct from ${feed.channel_id}::uuid
    order by s.start_date, s.id`.execute(tx.db);
  return rows;
}
