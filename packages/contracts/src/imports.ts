import { Type } from 'typebox';
import { Id, Instant, Nullable, OneOf } from './envelope.ts';

/** Reports of files that were brought in from other systems. */

export const IMPORT_STATUSES = ['RUNNING', 'COMPLETED', 'INTERRUPTED', 'FAILED'] as const;
export const ISSUE_SEVERITIES = ['REFUSED', 'WARNING'] as const;

export const ImportRun = Type.Object({
  id: Id,
  outlet_id: Id,
  kind: Type.String(),
  file_name: Type.String(),
  status: OneOf(IMPORT_STATUSES),
  rows_read: Type.Integer(),
  stays: Type.Integer({ description: 'Booked and stayed' }),
  cancelled: Type.Integer(),
  no_shows: Type.Integer(),
  room_nights: Type.Integer({ description: 'Nights of the stays' }),
  known: Type.Integer({ description: 'Rows an earlier run had booked already' }),
  skipped: Type.Integer({ description: 'Rows of a hotel that was not asked for' }),
  refused: Type.Integer(),
  warnings: Type.Integer(),
  error: Nullable(Type.String()),
  started_at: Instant,
  finished_at: Nullable(Instant),
});

/** One row of the file that was refused, or booked with a doubt. */
export const ImportIssue = Type.Object({
  run_id: Id,
  row_number: Type.Integer({ description: 'As a spreadsheet counts: the header is row 1' }),
  severity: OneOf(ISSUE_SEVERITIES),
  column_name: Type.String(),
  reason: Type.String(),
});

export const ImportReport = Type.Object({
  ...ImportRun.properties,
  issues: Type.Array(ImportIssue, { description: 'The first 1,000; `import-issues` lists them all' }),
});
