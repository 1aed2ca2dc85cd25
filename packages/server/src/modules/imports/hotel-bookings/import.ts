import { nightsOf } from '../../../platform/clock.ts';
import { DomainError, found } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { findOutlet } from '../../outlets/index.ts';
import { bookStays, knownExternalKeys, type StayToBook } from '../../reservations/index.ts';
import {
  addToRun,
  failRun,
  finishRun,
  holdOutlet,
  startRun,
  storeSurvey,
  type BookedCounts,
} from '../commands/runs.ts';
import { findReport, type Report } from '../queries.ts';
import { BrokenFile, HOTELS, type Hotel } from './columns.ts';
import { readTable, type FileRow } from './file.ts';
import { prepareRoomTypes } from './prepare.ts';
import { readRow, type FileStay } from './rules.ts';
import { Survey } from './survey.ts';

/** Opens one transaction per step; an import is many, so that it can be killed and taken up again. */
export type InTenant = <T>(act: (tx: Tx) => Promise<T>) => Promise<T>;

export interface ImportOptions {
  path: string;
  file_name: string;
  outlet_id: string;
  /** Only this hotel of the table; both if left out. */
  hotel?: string;
  onProgress?: (progress: { phase: 'checking' | 'booking'; done: number; of: number }) => void;
}

const ROWS_PER_BATCH = 500;

/**
 * Brings a hotel booking table into a hotel. The whole file is read and checked first, so a broken one books
 * nothing. Then its stays are booked in batches by the same command as the API's. Every booking carries the
 * name of its row, so a run that was killed is taken up where it ended, and a second run adds nothing.
 */
export async function importHotelBookings(inTenant: InTenant, options: ImportOptions): Promise<Report> {
  const hotel = knownHotel(options.hotel);
  const outlet = await inTenant(async (tx) => found(await findOutlet(tx, options.outlet_id)));
  if (outlet.kind !== 'HOTEL')
    throw new DomainError('RULE_VIOLATION', { rule: 'NOT_A_HOTEL' }, `${outlet.name} is not a hotel.`);
  const run_id = await inTenant((tx) =>
    startRun(tx, { outlet_id: outlet.id, kind: 'hotel-bookings', file_name: options.file_name }),
  );
  try {
    const survey = await surveyFile(inTenant, options, hotel);
    await inTenant((tx) => storeSurvey(tx, run_id, survey));
    const room_type_ids = await inTenant((tx) => prepareRoomTypes(tx, outlet, survey.needs.values()));
    await bookFile(inTenant, options, hotel, survey, { run_id, room_type_ids, currency: outlet.currency });
    await inTenant((tx) => finishRun(tx, run_id));
  } catch (error) {
    await inTenant((tx) => failRun(tx, run_id, error instanceof Error ? error.message : String(error)));
    throw error;
  }
  return inTenant(async (tx) => found(await findReport(tx, run_id)));
}

function knownHotel(name: string | undefined): Hotel | null {
  if (name === undefined) return null;
  const hotel = HOTELS.find((known) => known === name);
  if (!hotel) throw new BrokenFile(`The table knows no hotel "${name}", only ${HOTELS.join(' and ')}.`);
  return hotel;
}

/** First reading: what is wrong, and what the file needs. Writes nothing. */
async function surveyFile(
  inTenant: InTenant,
  { path, outlet_id, onProgress }: ImportOptions,
  hotel: Hotel | null,
): Promise<Survey> {
  const survey = new Survey();
  for await (const rows of batchesOf(
    readTable(path, ({ bytes_read, bytes }) => onProgress?.({ phase: 'checking', done: bytes_read, of: bytes })),
  )) {
    survey.rows_read += rows.length;
    const stays = understood(rows, hotel, survey);
    const known = await inTenant((tx) =>
      knownExternalKeys(
        tx,
        outlet_id,
        stays.map((stay) => stay.external_key),
      ),
    );
    for (const { stay, external_key } of stays) survey.add(stay, known.has(external_key));
  }
  if (survey.skipped === survey.rows_read) throw new BrokenFile(`The file has no rows of ${hotel}.`);
  return survey;
}

/** Where a run's stays go. */
interface Destination {
  run_id: string;
  room_type_ids: ReadonlyMap<string, string>;
  currency: string;
}

/** Second reading: books what is not booked yet, one batch a transaction. */
async function bookFile(
  inTenant: InTenant,
  options: ImportOptions,
  hotel: Hotel | null,
  survey: Survey,
  into: Destination,
): Promise<void> {
  let done = 0;
  let underway: Promise<void> = Promise.resolve();
  for await (const rows of batchesOf(readTable(options.path))) {
    const stays = understood(rows, hotel);
    // The next batch is read while the database works on this one; they are booked one after another all the same.
    await underway;
    options.onProgress?.({ phase: 'booking', done, of: survey.rows_read });
    underway = bookBatch(inTenant, stays, options.outlet_id, into);
    underway.catch(() => undefined);
    done += rows.length;
  }
  await underway;
  options.onProgress?.({ phase: 'booking', done, of: survey.rows_read });
}

async function bookBatch(
  inTenant: InTenant,
  stays: readonly UnderstoodRow[],
  outlet_id: string,
  into: Destination,
): Promise<void> {
  await inTenant(async (tx) => {
    await holdOutlet(tx, outlet_id);
    const known = await knownExternalKeys(
      tx,
      outlet_id,
      stays.map((stay) => stay.external_key),
    );
    const fresh = stays.filter((stay) => !known.has(stay.external_key));
    if (fresh.length > 0)
      await bookStays(
        tx,
        fresh.map(({ stay, external_key }) => toBook(stay, external_key, outlet_id, into)),
      );
    await addToRun(
      tx,
      into.run_id,
      countsOf(
        fresh.map(({ stay }) => stay),
        known.size,
      ),
    );
  });
}

interface UnderstoodRow {
  stay: FileStay;
  external_key: string;
}

/** The stays of a batch that are wanted and valid; the survey, where one is given, is told about the others. */
function understood(rows: readonly FileRow[], hotel: Hotel | null, survey?: Survey): UnderstoodRow[] {
  return rows.flatMap(({ row, row_number, misshapen, external_key }) => {
    if (misshapen) {
      survey?.note(row_number, [{ severity: 'REFUSED', column_name: 'hotel', reason: `the row ${misshapen}` }]);
      return [];
    }
    if (hotel && row.hotel !== hotel && HOTELS.some((other) => other === row.hotel)) {
      if (survey) survey.skipped += 1;
      return [];
    }
    const { stay, issues } = readRow(row);
    survey?.note(row_number, issues);
    return stay ? [{ stay, external_key }] : [];
  });
}

function toBook(stay: FileStay, external_key: string, outlet_id: string, into: Destination): StayToBook {
  const { hotel: _, room_type_code, nights: __, price_minor, ...rest } = stay;
  return {
    ...rest,
    outlet_id,
    external_key,
    room_type_id: into.room_type_ids.get(room_type_code)!,
    rooms: 1,
    nightly_prices_minor: nightsOf(stay.start_date, stay.end_date).map(() => price_minor),
    currency: into.currency,
    guest: null,
    rate_plan_id: null,
    source: 'IMPORT',
  };
}

function countsOf(stays: readonly FileStay[], known: number): BookedCounts {
  const of = (status: FileStay['status']) => stays.filter((stay) => stay.status === status);
  const stayed = of('CHECKED_OUT');
  return {
    stays: stayed.length,
    cancelled: of('CANCELLED').length,
    no_shows: of('NO_SHOW').length,
    room_nights: stayed.reduce((sum, stay) => sum + stay.nights, 0),
    known,
  };
}

async function* batchesOf(rows: AsyncIterable<FileRow>): AsyncGenerator<FileRow[]> {
  let batch: FileRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length === ROWS_PER_BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
