import { MOST_NIGHTS_PER_STAY, type ISSUE_SEVERITIES } from '@hostelry/contracts';
import { addDays, isCivilDate } from '../../../platform/clock.ts';
import { parseDecimal } from '../../../platform/money.ts';
import { HOTELS, MEALS, MONTHS, STATUSES, type Column, type Hotel, type Row } from './columns.ts';

export interface Issue {
  severity: (typeof ISSUE_SEVERITIES)[number];
  column_name: Column;
  reason: string;
}

/** One row understood. */
export interface FileStay {
  hotel: Hotel;
  /** Unique in the outlet: the two hotels of the file may be brought into one. */
  room_type_code: string;
  status: (typeof STATUSES)[keyof typeof STATUSES];
  start_date: string;
  end_date: string;
  nights: number;
  adults: number;
  children: number;
  price_minor: number;
  booked_on: string;
  cancelled_on: string | null;
  channel: string | null;
  market_segment: string | null;
  country: string | null;
  meal_plan: string;
}

export interface Verdict {
  /** Null when the row is refused. */
  stay: FileStay | null;
  issues: Issue[];
}

/**
 * Reads one row. Everything that is wrong with it is named at once. Odd but possible values are accepted with a
 * warning: a stay without guests, an unknown number of children, a negative price (a correction in the hotel's
 * own books, without which its room nights and revenue would not add up).
 */
export function readRow(row: Row): Verdict {
  const reader = new RowReader(row);
  const hotel = reader.oneOf('hotel', HOTELS);
  const status = reader.mapped('reservation_status', STATUSES);
  reader.expectSameEnd(status);
  const start_date = reader.arrival();
  const nights =
    reader.count('stays_in_weekend_nights', MOST_NIGHTS_PER_STAY) +
    reader.count('stays_in_week_nights', MOST_NIGHTS_PER_STAY);
  if (nights > MOST_NIGHTS_PER_STAY)
    reader.refuse(
      'stays_in_week_nights',
      `together with the weekend nights these are ${nights} nights; at most ${MOST_NIGHTS_PER_STAY} are possible`,
    );
  const adults = reader.count('adults', 1_000);
  const children = reader.children() + reader.count('babies', 1_000);
  if (adults + children === 0) reader.warn('adults', 'nobody stays: adults, children and babies are all 0');
  const price_minor = reader.price();
  const lead_time = reader.count('lead_time', 10_000);
  const closed_on = reader.date('reservation_status_date');
  const room_type = reader.code('reserved_room_type');
  const meal_plan = reader.mapped('meal', MEALS);
  if (!hotel || !status || !start_date || !room_type || !meal_plan || reader.refused)
    return { stay: null, issues: reader.issues };
  return {
    stay: {
      hotel,
      room_type_code: `${hotel.split(' ')[0]!.toUpperCase()}-${room_type}`,
      status,
      start_date,
      end_date: addDays(start_date, nights),
      nights,
      adults,
      children,
      price_minor,
      booked_on: addDays(start_date, -lead_time),
      cancelled_on: status === 'CANCELLED' ? closed_on : null,
      channel: reader.optional('distribution_channel'),
      market_segment: reader.optional('market_segment'),
      country: reader.optional('country'),
      meal_plan,
    },
    issues: reader.issues,
  };
}

class RowReader {
  readonly issues: Issue[] = [];
  refused = false;

  constructor(private readonly row: Row) {}

  refuse(column_name: Column, reason: string): void {
    this.refused = true;
    this.issues.push({ severity: 'REFUSED', column_name, reason });
  }

  warn(column_name: Column, reason: string): void {
    this.issues.push({ severity: 'WARNING', column_name, reason });
  }

  oneOf<const T extends string>(column: Column, values: readonly T[]): T | null {
    const value = values.find((candidate) => candidate === this.row[column]);
    if (!value) this.refuse(column, `${shown(this.row[column])} is not one of ${values.join(', ')}`);
    return value ?? null;
  }

  mapped<const T extends Readonly<Record<string, string>>>(column: Column, values: T): T[keyof T] | null {
    const key = this.oneOf(column, Object.keys(values));
    return key === null ? null : (values[key] as T[keyof T]);
  }

  /** A whole number from 0 to `most`; a refused one counts as 0 so that the rest of the row can be read too. */
  count(column: Column, most: number): number {
    const text = this.row[column];
    const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (number <= most) return number;
    this.refuse(column, `${shown(text)} is not a whole number from 0 to ${most}`);
    return 0;
  }

  children(): number {
    if (this.row.children !== 'NA') return this.count('children', 1_000);
    this.warn('children', 'the number of children is not known ("NA"), so none are counted');
    return 0;
  }

  arrival(): string | null {
    const { arrival_date_year: year, arrival_date_day_of_month: day } = this.row;
    const yearFits = /^\d{4}$/.test(year) && Number(year) >= 1990 && Number(year) <= 2100;
    if (!yearFits) this.refuse('arrival_date_year', `${shown(year)} is not a year from 1990 to 2100`);
    const month = this.oneOf('arrival_date_month', MONTHS);
    const dayFits = /^\d{1,2}$/.test(day);
    if (!dayFits) this.refuse('arrival_date_day_of_month', `${shown(day)} is not a day of a month`);
    if (!yearFits || !month || !dayFits) return null;
    const date = `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (isCivilDate(date)) return date;
    this.refuse('arrival_date_day_of_month', `${month} ${year} has no day ${shown(day)}`);
    return null;
  }

  date(column: Column): string | null {
    const text = this.row[column];
    if (isCivilDate(text)) return text;
    this.refuse(column, `${shown(text)} is not a date as YYYY-MM-DD`);
    return null;
  }

  price(): number {
    try {
      const price_minor = parseDecimal(this.row.adr);
      if (price_minor < 0) this.warn('adr', `the price is negative (${this.row.adr}); the stay is booked at it`);
      return price_minor;
    } catch {
      this.refuse('adr', `${shown(this.row.adr)} is not an amount`);
      return 0;
    }
  }

  code(column: Column): string | null {
    const text = this.row[column];
    if (/^[A-Z0-9]{1,10}$/.test(text)) return text;
    this.refuse(column, `${shown(text)} is not a room type code`);
    return null;
  }

  /** The file writes what it does not know as "NULL" or "Undefined". */
  optional(column: Column): string | null {
    const text = this.row[column].trim();
    return text === '' || text === 'NULL' || text === 'Undefined' ? null : text.slice(0, 60);
  }

  /** Two columns say how the stay ended; they must agree. */
  expectSameEnd(status: string | null): void {
    const cancelled = this.oneOf('is_canceled', ['0', '1']);
    if (!status || !cancelled) return;
    if ((status === 'CHECKED_OUT') !== (cancelled === '0')) {
      this.refuse('is_canceled', `is ${cancelled}, but reservation_status is ${shown(this.row.reservation_status)}`);
    }
  }
}

function shown(text: string): string {
  return text === '' ? 'a blank' : `"${text.slice(0, 40)}"`;
}
