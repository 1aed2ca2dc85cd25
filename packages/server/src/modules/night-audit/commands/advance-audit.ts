import type { AuditStep } from '@hostelry/contracts';
import { sql } from 'kysely';
import { found } from '../../../platform/errors.ts';
import { addJob, emit, type Tx } from '../../../platform/transaction.ts';
import { closeDay, lockDay } from '../../outlets/index.ts';
import { markNoShows } from '../../reservations/index.ts';
import { nextStep } from '../rules.ts';
import { postRoomNights } from './post-room-nights.ts';
import { storeStatistics } from './store-statistics.ts';

interface LockedAudit {
  outlet_id: string;
  date: string;
  status: 'RUNNING' | 'COMPLETED';
  mark_no_shows: boolean;
  steps: { step: AuditStep }[];
  started_by: string;
  started_by_name: string;
}

export const PACK_TASK = 'report_pack';

/**
 * Does the next step of an audit and notes it, in one transaction: a run that dies at any point is taken up after the
 * last step that was committed, and two runs take turns (M13). Returns the step, or null when the day is closed.
 */
export async function advanceAudit(tx: Tx, outlet_id: string, date: string): Promise<AuditStep | null> {
  const { rows } = await sql<LockedAudit>`
    select outlet_id, date, status, mark_no_shows, steps, started_by, started_by_name from night_audit.audits
    where outlet_id = ${outlet_id} and date = ${date}::date for update`.execute(tx.db);
  const audit = found(rows[0]);
  const step = nextStep(audit.steps);
  if (step === null) return null;
  const count = await STEPS[step](tx, audit);
  const done = JSON.stringify([{ step, finished_at: tx.now.toISOString(), count }]);
  await sql`
    update night_audit.audits set steps = steps || ${done}::jsonb, status = ${step === 'CLOSE' ? 'COMPLETED' : 'RUNNING'}
    where outlet_id = ${outlet_id} and date = ${date}::date`.execute(tx.db);
  if (step !== 'CLOSE')
    emit(tx, {
      type: 'business_day.closing',
      aggregate_type: 'outlet',
      aggregate_id: outlet_id,
      outlet_id,
      data: { date, step, count },
    });
  return step;
}

const STEPS: Record<AuditStep, (tx: Tx, audit: LockedAudit) => Promise<number>> = {
  // What stands in the way was looked for when the audit was started; whatever came since is dealt with by the next steps.
  CHECKS: async () => 0,
  NO_SHOWS: (tx, { outlet_id, date, mark_no_shows }) =>
    mark_no_shows ? markNoShows(tx, outlet_id, date) : Promise.resolve(0),
  ROOM_AND_TAX: (tx, { outlet_id, date }) => postRoomNights(tx, outlet_id, date),
  CLOSE: closeForGood,
};

/** Everything that makes a day final happens at once: what is still missing is posted under the lock that ends all writing. */
async function closeForGood(tx: Tx, { outlet_id, date, started_by, started_by_name }: LockedAudit): Promise<number> {
  const day = await lockDay(tx, outlet_id, date);
  const late = await postRoomNights(tx, outlet_id, date);
  await storeStatistics(tx, outlet_id, date);
  await closeDay(tx, day, { id: started_by, name: started_by_name });
  addJob(tx, PACK_TASK, { outlet_id, date }, { job_key: `report_pack:${outlet_id}:${date}` });
  return late;
}
