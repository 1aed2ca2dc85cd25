import { createHash } from 'node:crypto';
import ical from 'ical-generator';
import { OWN_UID } from './read-calendar.ts';

/** A stretch of nights up to, and without, its end. */
export interface Stretch {
  id: string;
  start_date: string;
  end_date: string;
}

/** Nights that follow each other become one stretch. */
export function stretchesOf(id: string, dates: readonly string[], dayAfter: (date: string) => string): Stretch[] {
  const stretches: Stretch[] = [];
  for (const date of dates) {
    const last = stretches.at(-1);
    if (last?.end_date === date) last.end_date = dayAfter(date);
    else stretches.push({ id: `${id}-${date}`, start_date: date, end_date: dayAfter(date) });
  }
  return stretches;
}

/**
 * A calendar for others to read: all-day events with an exclusive end (R15) that say that a room is taken, and never by
 * whom. The same stretches always give the same text, so that an unchanged calendar need not be sent again.
 */
export function writeCalendar(name: string, stretches: readonly Stretch[]): { text: string; etag: string } {
  const calendar = ical({ name, prodId: { company: 'Hostelry', product: 'Calendar' } });
  const hash = createHash('sha256').update(name);
  for (const { id, start_date, end_date } of stretches) {
    hash.update(`\n${id} ${start_date} ${end_date}`);
    calendar.createEvent({
      id: `${id}${OWN_UID}`,
      // Days are written as UTC and told to be whole days, so no time zone can move them (R16).
      start: new Date(`${start_date}T00:00:00Z`),
      end: new Date(`${end_date}T00:00:00Z`),
      timezone: 'UTC',
      allDay: true,
      stamp: new Date(`${start_date}T00:00:00Z`),
      summary: 'Not available',
    });
  }
  return { text: calendar.toString(), etag: `"${hash.digest('base64url')}"` };
}
