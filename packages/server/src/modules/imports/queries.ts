import type { ImportReport, ImportRun } from '@hostelry/contracts';
import type { Static } from 'typebox';
import type { Tx } from '../../platform/transaction.ts';

export type Run = Static<typeof ImportRun>;
export type Report = Static<typeof ImportReport>;

const SHOWN_ISSUES = 1_000;

export const RUN_COLUMNS = [
  'id',
  'outlet_id',
  'kind',
  'file_name',
  'status',
  'rows_read',
  'stays',
  'cancelled',
  'no_shows',
  'room_nights',
  'known',
  'skipped',
  'refused',
  'warnings',
  'error',
  'started_at',
  'finished_at',
] as const;

/** The figures of a run, if the tenant has it. */
export async function findRun(tx: Tx, id: string): Promise<Run | undefined> {
  const run = await tx.db.selectFrom('imports.runs').select(RUN_COLUMNS).where('id', '=', id).executeTakeFirst();
  return run as Run | undefined;
}

/** A run with the rows that were refused or doubtful, refused ones first. */
export async function findReport(tx: Tx, id: string): Promise<Report | undefined> {
  const run = await findRun(tx, id);
  if (!run) return undefined;
  const issues = await tx.db
    .selectFrom('imports.row_issues')
    .select(['run_id', 'row_number', 'severity', 'column_name', 'reason'])
    .where('run_id', '=', id)
    .orderBy('severity')
    .orderBy('row_number')
    .limit(SHOWN_ISSUES)
    .execute();
  return { ...run, issues: issues as Report['issues'] };
}
