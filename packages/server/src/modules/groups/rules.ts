import { BLOCK, mayBecome, MOST_BLOCK_NIGHTS, type BlockStatus } from '@hostelry/contracts';
import { parse } from 'csv-parse/sync';
import { daysBetween, isCivilDate, nightsOf } from '../../platform/clock.ts';
import { badField, DomainError, type FieldError } from '../../platform/errors.ts';

/** Whether a block of this status keeps rooms off the market. */
export const keepsRooms = (status: BlockStatus): boolean => status === 'OPTIONAL' || status === 'CONFIRMED';

/** Refuses a step that a block's lifecycle does not have. */
export function expectStep(from: BlockStatus, to: BlockStatus): void {
  if (!mayBecome(BLOCK, from, to)) throw new DomainError('ILLEGAL_TRANSITION', { from, to, allowed: BLOCK[from] });
}

/** R10: only a confirmed block accepts pickup, and only until its cutoff. */
export function expectPickup(block: { status: BlockStatus; cutoff_date: string | null; business_date: string }): void {
  if (block.status !== 'CONFIRMED') throw new DomainError('BLOCK_NOT_CONFIRMED', { status: block.status });
  if (isPastCutoff(block)) throw new DomainError('BLOCK_NOT_CONFIRMED', { rule: 'CUTOFF', date: block.cutoff_date });
}

/** From the cutoff's business date on, what was not picked up is the house's again. */
export function isPastCutoff(block: { cutoff_date: string | null; business_date: string }): boolean {
  return block.cutoff_date !== null && block.cutoff_date <= block.business_date;
}

/** Refuses dates that no block can have. */
export function expectBlockDates(
  block: { start_date: string; end_date: string; cutoff_date?: string | null | undefined },
  business_date: string,
): void {
  const nights = daysBetween(block.start_date, block.end_date);
  if (nights < 1) throw badField('end_date', 'must be after start_date');
  if (nights > MOST_BLOCK_NIGHTS)
    throw badField('end_date', `must be within ${MOST_BLOCK_NIGHTS} nights of start_date`);
  if (block.start_date < business_date)
    throw new DomainError('STAY_IN_PAST', { start_date: block.start_date, business_date });
  if (block.cutoff_date && block.cutoff_date > block.start_date)
    throw badField('cutoff_date', 'must not be after the first night');
}

/** The nights of a stay for which the block keeps a room; the others are shoulder nights, sold from the market. */
export function nightsInBlock(
  stay: { room_type_id: string; start_date: string; end_date: string },
  allotted: ReadonlyMap<string, unknown>,
): string[] {
  return nightsOf(stay.start_date, stay.end_date).filter((date) => allotted.has(`${stay.room_type_id} ${date}`));
}

export const ROOMING_COLUMNS = [
  'guest_name',
  'guest_email',
  'guest_phone',
  'room_type',
  'start_date',
  'end_date',
  'adults',
  'children',
  'note',
] as const;
type Cells = Record<(typeof ROOMING_COLUMNS)[number], string>;
export type RoomingRow = Cells & { row: number; errors: FieldError[] };

/** Reads a rooming list in CSV; every row comes back with what is wrong with it. */
export function readRoomingList(csv: string, room_types: ReadonlySet<string>, most: number): RoomingRow[] {
  const records = parseCsv(csv);
  const [header = [], ...lines] = records;
  const names = header.map((name) => name.trim().toLowerCase());
  const missing = ['guest_name', 'room_type', 'start_date', 'end_date'].filter((name) => !names.includes(name));
  const unknown = names.filter((name) => !(ROOMING_COLUMNS as readonly string[]).includes(name));
  if (missing.length > 0)
    throw badField('csv', `needs the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}`);
  if (unknown.length > 0) throw badField('csv', `has columns that are not known: ${unknown.join(', ')}`);
  if (lines.length === 0) throw badField('csv', 'has no rows');
  if (lines.length > most) throw badField('csv', `must have at most ${most} rows`);
  return lines.map((cells, index) => {
    const cell = (name: string) => (cells[names.indexOf(name)] ?? '').trim();
    const row = Object.fromEntries(ROOMING_COLUMNS.map((name) => [name, cell(name)])) as Cells;
    return { ...row, row: index + 2, errors: errorsIn(row, room_types) };
  });
}

function parseCsv(csv: string): string[][] {
  try {
    return parse(csv, { bom: true, relax_column_count: true, skip_empty_lines: true, delimiter: [',', ';', '\t'] });
  } catch (error) {
    throw badField('csv', `cannot be read: ${(error as Error).message}`);
  }
}

function errorsIn(row: Cells, room_types: ReadonlySet<string>): FieldError[] {
  const errors: FieldError[] = [];
  const wrong = (field: string, message: string) => errors.push({ field, message });
  if (!row.guest_name) wrong('guest_name', 'is missing');
  if (row.guest_name.length > 120) wrong('guest_name', 'is longer than 120 characters');
  if (row.guest_email && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(row.guest_email))
    wrong('guest_email', 'is not an e-mail address');
  if (row.guest_phone && !/^[+0-9 ()./-]{3,40}$/.test(row.guest_phone))
    wrong('guest_phone', 'is not a telephone number');
  if (!room_types.has(row.room_type.toUpperCase())) wrong('room_type', 'is not a room type of this hotel');
  for (const name of ['start_date', 'end_date'] as const)
    if (!isCivilDate(row[name])) wrong(name, 'must be a date like 2026-11-21');
  if (errors.length === 0 && row.end_date <= row.start_date) wrong('end_date', 'must be after start_date');
  if (row.adults && !/^([1-9]|1\d|20)$/.test(row.adults)) wrong('adults', 'must be a number from 1 to 20');
  if (row.children && !/^(\d|1\d|20)$/.test(row.children)) wrong('children', 'must be a number from 0 to 20');
  return errors;
}
