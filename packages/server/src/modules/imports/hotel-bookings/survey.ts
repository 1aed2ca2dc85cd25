import type { Issue, FileStay } from './rules.ts';
import { claimsRooms } from '../../reservations/index.ts';
import { addDays, nightsOf } from '../../../platform/clock.ts';

/** What one room type of the file needs of the house. */
export interface TypeNeed {
  code: string;
  name: string;
  start_date: string;
  /** The night after the last. */
  end_date: string;
  /** Units needed on each night by rows that are not booked yet. */
  units: Map<string, number>;
}

export interface RowIssue extends Issue {
  row_number: number;
}

const MOST_KEPT_ISSUES = 10_000;

/** What the whole file holds, gathered before anything is booked. */
export class Survey {
  rows_read = 0;
  skipped = 0;
  refused = 0;
  warnings = 0;
  readonly issues: RowIssue[] = [];
  readonly hotels = new Set<string>();
  readonly needs = new Map<string, TypeNeed>();

  /** Keeps what is wrong with a row; a row counts once, however much is wrong with it. */
  note(row_number: number, issues: readonly Issue[]): void {
    if (issues.some((issue) => issue.severity === 'REFUSED')) this.refused += 1;
    else if (issues.length > 0) this.warnings += 1;
    for (const issue of issues) if (this.issues.length < MOST_KEPT_ISSUES) this.issues.push({ row_number, ...issue });
  }

  /** Counts what a stay needs; one that is booked already needs nothing more. */
  add(stay: FileStay, known: boolean): void {
    const need = this.#needOf(stay);
    if (stay.start_date < need.start_date) need.start_date = stay.start_date;
    if (stay.end_date > need.end_date) need.end_date = stay.end_date;
    if (known || !claimsRooms(stay.status)) return;
    for (const night of nightsOf(stay.start_date, stay.end_date))
      need.units.set(night, (need.units.get(night) ?? 0) + 1);
  }

  #needOf(stay: FileStay): TypeNeed {
    const known = this.needs.get(stay.room_type_code);
    if (known) return known;
    const letter = stay.room_type_code.split('-')[1]!;
    const need = {
      code: stay.room_type_code,
      name: `${stay.hotel} ${letter}`,
      start_date: stay.start_date,
      end_date: addDays(stay.start_date, 1),
      units: new Map(),
    };
    this.needs.set(stay.room_type_code, need);
    return need;
  }
}
