import type { FeedCounts } from '@hostelry/contracts';
import { sql } from 'kysely';
import { emit, type Tx } from '../../../platform/transaction.ts';
import { OUTLET_TERMS } from '../../outlets/index.ts';
import type { RemoteBooking } from '../bookings/rules.ts';
import type { Source } from '../bookings/source.ts';
import { takeBooking } from '../bookings/take-booking.ts';
import { readCalendar } from './read-calendar.ts';

/** How often in a row a calendar must be empty before it is believed that everything in it was cancelled. */
export const EMPTY_FETCHES_BELIEVED = 3;

export interface FeedToFill {
  id: string;
  channel_id: string;
  channel_name: string;
  channel_status: 'ACTIVE' | 'PAUSED';
  outlet_id: string;
  room_type_id: string;
  rate_plan_id: string | null;
  import_url: string | null;
  etag: string | null;
  last_modified: string | null;
  empty_fetches: number;
  timezone: string;
  business_date: string;
}

/** A feed, held while a calendar is taken into it, so that two fetches do not cross. */
export async function lockFeed(tx: Tx, id: string): Promise<FeedToFill | undefined> {
  const { rows } = await sql<FeedToFill>`
    select f.id, f.channel_id, c.name as channel_name, c.status as channel_status, f.outlet_id, f.room_type_id, f.rate_plan_id, f.import_url,
      f.etag, f.last_modified, f.empty_fetches, o.timezone, o.business_date
    from channels.feeds f join channels.channels c on c.tenant_id = f.tenant_id and c.id = f.channel_id
    join ${sql.raw(OUTLET_TERMS)} o on o.id = f.outlet_id
    where f.id = ${id} for update of f`.execute(tx.db);
  return rows[0];
}

/**
 * Takes a whole calendar into a feed. Each event is a booking, known again by its id; an event that is gone is a booking
 * that was cancelled, if it was still to come. A text that is not a whole calendar is refused before anything moves, and a
 * calendar that is suddenly empty is not believed at once (R15). `certain` is a person who says that it is right.
 */
export async function takeCalendar(
  tx: Tx,
  feed: FeedToFill,
  text: string,
  heard: { etag: string | null; last_modified: string | null; certain: boolean },
): Promise<FeedCounts> {
  const bookings = readCalendar(text, feed.timezone);
  const source: Source = {
    id: feed.id,
    channel_id: feed.channel_id,
    channel_name: feed.channel_name,
    outlet_id: feed.outlet_id,
    counts_up: false,
    place: { room_type_id: feed.room_type_id, rate_plan_id: feed.rate_plan_id },
  };
  const counts: FeedCounts = { events: bookings.length, applied: 0, unchanged: 0, cancelled: 0, parked: 0 };
  for (const booking of bookings) {
    const taken = await takeBooking(tx, source, booking, booking);
    if (taken === 'APPLIED') counts[booking.status === 'CANCELLED' ? 'cancelled' : 'applied'] += 1;
    else counts[taken === 'PARKED' ? 'parked' : 'unchanged'] += 1;
  }
  const gone = await goneFrom(tx, feed, bookings);
  const empty_fetches = bookings.length === 0 && gone.length > 0 ? feed.empty_fetches + 1 : 0;
  const believed = bookings.length > 0 || heard.certain || empty_fetches >= EMPTY_FETCHES_BELIEVED;
  if (believed) {
    for (const said of gone) {
      await takeBooking(tx, source, { ...said, status: 'CANCELLED' }, { vanished: said.remote_id });
      counts.cancelled += 1;
    }
  }
  await noteSuccess(tx, feed, { ...heard, empty_fetches: believed ? 0 : empty_fetches }, counts, believed);
  return counts;
}

/** What the feed had and the calendar has not, apart from what is over: many calendars drop the past. */
async function goneFrom(tx: Tx, feed: FeedToFill, bookings: readonly RemoteBooking[]): Promise<RemoteBooking[]> {
  const { rows } = await sql<{ said: RemoteBooking }>`
    select said from channels.remote_bookings
    where source_id = ${feed.id} and status <> 'CANCELLED' and remote_id <> all(${bookings.map((each) => each.remote_id)}::text[])
      and said -> 'lines' -> 0 ->> 'end_date' > ${feed.business_date}
    order by remote_id`.execute(tx.db);
  return rows.map((row) => row.said);
}

async function noteSuccess(
  tx: Tx,
  feed: FeedToFill,
  heard: { etag: string | null; last_modified: string | null; empty_fetches: number },
  counts: FeedCounts,
  believed: boolean,
): Promise<void> {
  const error = believed ? null : 'The calendar came back empty; nothing is freed until it stays so.';
  await sql`
    update channels.feeds set etag = ${believed ? heard.etag : null}, last_modified = ${believed ? heard.last_modified : null},
      empty_fetches = ${heard.empty_fetches}, fetched_at = ${tx.now}, good_at = ${tx.now}, error = ${error},
      counts = ${JSON.stringify(counts)}::jsonb
    where id = ${feed.id}`.execute(tx.db);
  tellOfFeed(tx, feed);
}

/** Nothing changed over there, or nothing could be heard: only that is written down. */
export async function noteFetch(tx: Tx, feed: FeedToFill, error: string | null): Promise<void> {
  await sql`
    update channels.feeds set fetched_at = ${tx.now}, error = ${error}, good_at = case when ${error}::text is null then ${tx.now} else good_at end
    where id = ${feed.id}`.execute(tx.db);
  tellOfFeed(tx, feed);
}

function tellOfFeed(tx: Tx, feed: FeedToFill): void {
  emit(tx, {
    type: 'channel.changed',
    aggregate_type: 'channel',
    aggregate_id: feed.channel_id,
    outlet_id: feed.outlet_id,
    data: { id: feed.channel_id, feed_id: feed.id },
  });
}
