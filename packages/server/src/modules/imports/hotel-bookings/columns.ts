/** The columns of the public hotel booking table that the import reads, and what they may hold. */

export const COLUMNS = [
  'hotel',
  'is_canceled',
  'lead_time',
  'arrival_date_year',
  'arrival_date_month',
  'arrival_date_day_of_month',
  'stays_in_weekend_nights',
  'stays_in_week_nights',
  'adults',
  'children',
  'babies',
  'meal',
  'country',
  'market_segment',
  'distribution_channel',
  'reserved_room_type',
  'adr',
  'reservation_status',
  'reservation_status_date',
] as const;
export type Column = (typeof COLUMNS)[number];
export type Row = Readonly<Record<Column, string>>;

export const HOTELS = ['City Hotel', 'Resort Hotel'] as const;
export type Hotel = (typeof HOTELS)[number];

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** What the file calls the end of a stay, and what the house calls it. */
export const STATUSES = { 'Check-Out': 'CHECKED_OUT', Canceled: 'CANCELLED', 'No-Show': 'NO_SHOW' } as const;

export const MEALS = { BB: 'BB', HB: 'HB', FB: 'FB', SC: 'SC', Undefined: 'SC' } as const;

/** The position of each needed column in the file; refuses a header that lacks one, naming all that are missing. */
export function locateColumns(header: readonly string[]): Record<Column, number> {
  const names = header.map((name) => name.trim());
  const missing = COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    throw new BrokenFile(
      `The header lacks ${missing.length === COLUMNS.length ? 'every column of the hotel booking table' : `the column(s) ${missing.join(', ')}`}. It begins with "${names.slice(0, 4).join(',').slice(0, 80)}".`,
    );
  }
  return Object.fromEntries(COLUMNS.map((column) => [column, names.indexOf(column)])) as Record<Column, number>;
}

/** A file that cannot be brought in at all; the message says why to the person who gave it. */
export class BrokenFile extends Error {
  override name = 'BrokenFile';
}
