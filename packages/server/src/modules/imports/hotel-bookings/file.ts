import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Transform, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { BrokenFile, COLUMNS, locateColumns, type Column, type Row } from './columns.ts';

/** One row of the file with the name under which it is booked. */
export interface FileRow {
  /** As a spreadsheet counts: the header is row 1. */
  row_number: number;
  row: Row;
  /** Null, or why the row has no columns to read. */
  misshapen: string | null;
  /**
   * What the row says, and the how-manieth row it is that says so: the table has no booking numbers, and rows that
   * are equal to the last sign are separate bookings. So the same file always gives the same names.
   */
  external_key: string;
}

/** The size on disk, and how much of it was read so far. */
export interface ReadProgress {
  bytes_read: number;
  bytes: number;
}

/** Reads a table, gzip or plain, row by row, without ever holding the whole of it. */
export async function* readTable(
  path: string,
  onProgress: (progress: ReadProgress) => void = () => undefined,
): AsyncGenerator<FileRow> {
  const { bytes, zipped } = await inspect(path);
  const records = recordsOf(path, bytes, zipped, onProgress);
  try {
    yield* rowsOf(records);
  } catch (error) {
    throw explained(error);
  } finally {
    records.destroy();
  }
}

function recordsOf(path: string, bytes: number, zipped: boolean, onProgress: (progress: ReadProgress) => void) {
  let bytes_read = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes_read += chunk.length;
      onProgress({ bytes_read, bytes });
      done(null, chunk);
    },
  });
  const csv = parse({ bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: 100_000 });
  const source = createReadStream(path, { highWaterMark: 64 * 1_024 });
  // The parser is destroyed with the error of whichever part failed, and so the reader below is told.
  if (zipped) pipeline(source, meter, createGunzip(), csv, () => undefined);
  else pipeline(source, meter, csv, () => undefined);
  return csv;
}

async function* rowsOf(records: AsyncIterable<string[]>): AsyncGenerator<FileRow> {
  let positions: Record<Column, number> | null = null;
  let width = 0;
  let row_number = 0;
  const occurrences = new Map<string, number>();
  for await (const record of records) {
    row_number += 1;
    if (!positions) {
      positions = locateColumns(record);
      width = record.length;
      continue;
    }
    const content = createHash('sha256').update(record.join('\u001f')).digest('base64url').slice(0, 22);
    const occurrence = (occurrences.get(content) ?? 0) + 1;
    occurrences.set(content, occurrence);
    yield {
      row_number,
      row: Object.fromEntries(COLUMNS.map((column) => [column, record[positions![column]] ?? ''])) as Row,
      misshapen: record.length === width ? null : `has ${record.length} values where the header has ${width}`,
      external_key: `hotel-bookings:${content}:${occurrence}`,
    };
  }
  if (row_number === 0) throw new BrokenFile('The file is empty.');
  if (row_number === 1) throw new BrokenFile('The file has a header and no rows.');
}

async function inspect(path: string): Promise<{ bytes: number; zipped: boolean }> {
  try {
    const { size, isDirectory } = await stat(path).then((found) => ({
      size: found.size,
      isDirectory: found.isDirectory(),
    }));
    if (isDirectory) throw new BrokenFile(`${path} is a directory, not a file.`);
    const file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    await file.close();
    return { bytes: size, zipped: bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b };
  } catch (error) {
    if (error instanceof BrokenFile) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new BrokenFile(code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read (${code}).`);
  }
}

function explained(error: unknown): unknown {
  const { code, message } = error as { code?: string; message: string };
  if (code === 'Z_BUF_ERROR')
    return new BrokenFile('The gzip file ends too early; it was probably cut off while it was copied.');
  if (code?.startsWith('Z_')) return new BrokenFile(`The gzip file is damaged (${message}).`);
  if (code?.startsWith('CSV_')) return new BrokenFile(`The file is not valid CSV: ${message}`);
  return error;
}
