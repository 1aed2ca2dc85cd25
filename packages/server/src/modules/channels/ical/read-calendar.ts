import { addDays, civilDateIn } from '../../../platform/clock.ts';
import ical, { type VEvent } from 'node-ical';
import type { RemoteBooking } from '../bookings/rules.ts';

/** The end of the ids that we give to our own events: what comes back to us by way of others is no booking. */
export const OWN_UID = '@stays.hostelry';

export class NotACalendar extends Error {
  override readonly name = 'NotACalendar';
}

/**
 * Reads a whole calendar, or refuses it as a whole: a text that breaks off, or is a web page that says "sorry", must never
 * look like a calendar with fewer bookings in it (R15).
 */
export function readCalendar(text: string, timezone: string): RemoteBooking[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  if (lines[0]?.trim().toUpperCase() !== 'BEGIN:VCALENDAR') throw new NotACalendar('It is not a calendar.');
  if (lines.at(-1)?.trim().toUpperCase() !== 'END:VCALENDAR') throw new NotACalendar('The calendar breaks off.');
  const count = (word: string) => lines.filter((line) => line.trim().toUpperCase() === word).length;
  if (count('BEGIN:VEVENT') !== count('END:VEVENT')) throw new NotACalendar('An event of the calendar breaks off.');
  const events = Object.values(ical.sync.parseICS(lines.join('\r\n'))).filter(
    (part): part is VEvent => part?.type === 'VEVENT',
  );
  return events.filter((event) => !event.uid?.endsWith(OWN_UID)).map((event) => bookingOf(event, timezone));
}

const MOST_SEQUENCE = 80_000;
/** More than there are seconds in any `LAST-MODIFIED`, so that SEQUENCE counts first. */
const SEQUENCE_WEIGHT = 100_000_000_000;

function bookingOf(event: VEvent, timezone: string): RemoteBooking {
  if (!event.uid || !(event.start instanceof Date)) throw new NotACalendar('An event has no id or no beginning.');
  const modified = event.lastmodified ? Math.floor(new Date(event.lastmodified).getTime() / 1_000) : 0;
  const sequence = Math.min(Math.max(0, Number(event.sequence ?? 0) || 0), MOST_SEQUENCE);
  const start_date = dateOf(event.start, event.datetype === 'date', timezone);
  const name = textOf(event.summary).trim().slice(0, 200);
  return {
    remote_id: event.uid.slice(0, 500),
    revision: sequence * SEQUENCE_WEIGHT + modified,
    status: event.status === 'CANCELLED' ? 'CANCELLED' : 'BOOKED',
    guest: { name: name || 'Calendar', email: null, phone: null },
    currency: null,
    lines: [
      {
        line: '1',
        remote_room_id: null,
        remote_rate_id: null,
        start_date,
        end_date: endOf(event, start_date, timezone),
        adults: 1,
        children: 0,
        nights: null,
      },
    ],
    ...(event.rrule ? { problem: 'RECURRING' as const } : {}),
  };
}

/** DTEND is exclusive, and so is a departure. An event within one day, or without an end, is one night (R15). */
function endOf(event: VEvent, start_date: string, timezone: string): string {
  const end = event.end instanceof Date ? dateOf(event.end, event.datetype === 'date', timezone) : start_date;
  return end > start_date ? end : addDays(start_date, 1);
}

/**
 * The civil date at the property. A day is a day wherever it is read; an instant falls on the date that the property's own
 * wall calendar shows; a time without a zone means the wall it was written beside (R16).
 */
function dateOf(date: Date & { tz?: string | undefined }, is_day: boolean, timezone: string): string {
  if (!is_day && date.tz) return civilDateIn(timezone, date);
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null && 'val' in value ? String(value.val) : '';
}
