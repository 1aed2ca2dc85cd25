import { sql } from 'kysely';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import type { Survey } from '../hotel-bookings/survey.ts';
import { findRun } from '../queries.ts';

/** What a batch, or a whole run, booked. */
export interface BookedCounts {
  stays: number;
  cancelled: number;
  no_shows: number;
  room_nights: number;
  known: number;
}

/** Opens the report of a new run. One that was killed earlier is marked as such: this run takes up its work. */
export async function startRun(
  tx: Tx,
  run: { outlet_id: string; kind: 'hotel-bookings'; file_name: string },
): Promise<string> {
  await holdOutlet(tx, run.outlet_id);
  const now = tx.now.toISOString();
  await tx.db
    .updateTable('imports.runs')
    .set({ status: 'INTERRUPTED', finished_at: now })
    .where('outlet_id', '=', run.outlet_id)
    .where('kind', '=', run.kind)
    .where('status', '=', 'RUNNING')
    .execute();
  const id = newId();
  await tx.db
    .insertInto('imports.runs')
    .values({ tenant_id: tx.tenant_id, id, ...run, status: 'RUNNING', started_at: now, updated_at: now })
    .execute();
  audit(tx, {
    action: 'imports.start',
    entity_type: 'import_run',
    entity_id: id,
    outlet_id: run.outlet_id,
    after: run,
  });
  return id;
}

/** Lets imports into one outlet take turns until the transaction ends, so that two runs never book one row twice. */
export async function holdOutlet(tx: Tx, outlet_id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`import:${outlet_id}`}, 0))`.execute(tx.db);
}

/** Keeps what the first reading found. */
export async function storeSurvey(tx: Tx, run_id: string, survey: Survey): Promise<void> {
  const { issues, rows_read, skipped, refused, warnings } = survey;
  await sql`
    insert into imports.row_issues (tenant_id, run_id, row_number, severity, column_name, reason)
    select ${tx.tenant_id}, ${run_id}, i.* from unnest(
      ${issues.map((issue) => issue.row_number)}::int[], ${issues.map((issue) => issue.severity)}::text[],
      ${issues.map((issue) => issue.column_name)}::text[], ${issues.map((issue) => issue.reason)}::text[]) as i
    on conflict do nothing`.execute(tx.db);
  await tx.db
    .updateTable('imports.runs')
    .set({ rows_read, skipped, refused, warnings, updated_at: tx.now.toISOString() })
    .where('id', '=', run_id)
    .execute();
}

/** Adds a batch to the report, in the batch's own transaction, so that the report always tells what was booked. */
export async function addToRun(tx: Tx, run_id: string, counts: BookedCounts): Promise<void> {
  await sql`
    update imports.runs set stays = stays + ${counts.stays}, cancelled = cancelled + ${counts.cancelled}, no_shows = no_shows + ${counts.no_shows},
      room_nights = room_nights + ${counts.room_nights}, known = known + ${counts.known}, updated_at = ${tx.now.toISOString()}
    where id = ${run_id}`.execute(tx.db);
}

/** Closes the report of a run that reached the end of its file. */
export async function finishRun(tx: Tx, run_id: string): Promise<void> {
  const now = tx.now.toISOString();
  await tx.db
    .updateTable('imports.runs')
    .set({ status: 'COMPLETED', finished_at: now, updated_at: now })
    .where('id', '=', run_id)
    .execute();
  const run = (await findRun(tx, run_id))!;
  emit(tx, {
    type: 'reservations.import_finished',
    aggregate_type: 'import_run',
    aggregate_id: run_id,
    outlet_id: run.outlet_id,
    data: { ...run },
  });
  audit(tx, {
    action: 'imports.finish',
    entity_type: 'import_run',
    entity_id: run_id,
    outlet_id: run.outlet_id,
    after: run,
  });
}

/** Closes the report of a run that could not go on, with the reason. */
export async function failRun(tx: Tx, run_id: string, error: string): Promise<void> {
  const now = tx.now.toISOString();
  await tx.db
    .updateTable('imports.runs')
    .set({ status: 'FAILED', error: error.slice(0, 2_000), finished_at: now, updated_at: now })
    .where('id', '=', run_id)
    .execute();
  audit(tx, {
    action: 'imports.fail',
    entity_type: 'import_run',
    entity_id: run_id,
    after: { error: error.slice(0, 2_000) },
  });
}
