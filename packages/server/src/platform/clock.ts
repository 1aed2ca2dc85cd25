/** The clock is passed in, so tests own it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is told to move. */
export class FixedClock implements Clock {
  #now: Date;

  constructor(now: string | Date) {
    this.#now = new Date(now);
  }

  now(): Date {
    return new Date(this.#now);
  }

  advance(duration_ms: number): void {
    this.#now = new Date(this.#now.getTime() + duration_ms);
  }

  set(now: string | Date): void {
    this.#now = new Date(now);
  }
}

const DAY_MS = 86_400_000;

/** `date` moved by whole days; civil dates know no time zone, so this is exact across DST (R16). */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from one civil date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** Every night of a stay: from arrival up to, and without, departure. */
export function nightsOf(start_date: string, end_date: string): string[] {
  return Array.from({ length: Math.max(0, daysBetween(start_date, end_date)) }, (_, i) => addDays(start_date, i));
}

/** Whether a text is a real civil date: the 30th of February is not. */
export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 10) === text;
}

/** What a wall clock shows at an instant in a time zone, as `YYYY-MM-DDTHH:MM`. */
export function wallClockIn(timezone: string, instant: Date): string {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(instant);
  return `${civilDateIn(timezone, instant)}T${time}`;
}

/** The civil date that a wall calendar shows at an instant in a time zone. */
export function civilDateIn(timezone: string, instant: Date): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant);
}
