import { createHash } from 'node:crypto';
import { MOST_NIGHTS_PER_STAY, type ChannelProblem } from '@hostelry/contracts';
import { daysBetween, isCivilDate, nightsOf } from '../../../platform/clock.ts';

/** One room of a booking, in the channel's words. A calendar names neither room nor price. */
export interface RemoteLine {
  line: string;
  remote_room_id: string | null;
  remote_rate_id: string | null;
  start_date: string;
  end_date: string;
  adults: number;
  children: number;
  nights: { date: string; price_minor: number }[] | null;
}

/** A whole booking, as its channel says it is now. */
export interface RemoteBooking {
  remote_id: string;
  revision: number;
  status: 'BOOKED' | 'CANCELLED';
  guest: { name: string; email: string | null; phone: string | null } | null;
  currency: string | null;
  lines: RemoteLine[];
  /** A problem that the reader saw already. */
  problem?: ChannelProblem;
}

/** What identifies what was said, apart from when it was said. */
export function contentHash(said: RemoteBooking): string {
  return createHash('sha256')
    .update(JSON.stringify({ ...said, revision: 0 }))
    .digest('base64url');
}

/**
 * Whether something that arrives is news: the latest revision wins, an older one that comes late is ignored, and the same
 * again does nothing (R14). A calendar may change an event without counting up; then the later fetch wins.
 */
export function isNews(
  known: { revision: number; content_hash: string } | undefined,
  said: { revision: number; content_hash: string },
  counts_up: boolean,
): 'NEWS' | 'OLDER' | 'SAME' {
  if (!known || said.revision > known.revision) return 'NEWS';
  if (said.revision < known.revision) return 'OLDER';
  return counts_up || said.content_hash === known.content_hash ? 'SAME' : 'NEWS';
}

/** What is wrong with a line in itself, whatever the house has. */
export function faultOfLine(line: RemoteLine): ChannelProblem | null {
  if (!isCivilDate(line.start_date) || !isCivilDate(line.end_date)) return 'BAD_DATES';
  const nights = daysBetween(line.start_date, line.end_date);
  if (nights < 1 || nights > MOST_NIGHTS_PER_STAY) return 'BAD_DATES';
  if (line.nights === null) return null;
  const dates = nightsOf(line.start_date, line.end_date);
  const priced = line.nights.length === dates.length && line.nights.every(({ date }, index) => date === dates[index]);
  return priced && line.nights.every(({ price_minor }) => price_minor >= 0) ? null : 'BAD_PRICES';
}
