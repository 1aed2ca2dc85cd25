import { mayBecome, TASK, type SKIP_REASONS, type TaskStatus } from '@hostelry/contracts';
import { sql } from 'kysely';
import { DomainError, expectVersion, found } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { setRoomStatus } from '../../rooms/index.ts';
import { findTask, type LockedTask, type TaskRow } from '../queries.ts';
import { isCleaning } from '../rules.ts';
import { announceTask } from './announce-task.ts';

export interface TaskMove {
  to: TaskStatus;
  skip_reason?: (typeof SKIP_REASONS)[number];
  fail_reason?: string;
  version?: number;
}

/**
 * Moves a task along: begun, paused, finished, skipped, looked at, or taken back. The room follows: finished work makes it
 * clean, a good look inspected, a bad one or a step back dirty. Who begins work that is nobody's makes it their own.
 */
export async function moveTask(tx: Tx, task: LockedTask, move: TaskMove): Promise<TaskRow> {
  expectVersion(task.version, move.version);
  if (!mayBecome(TASK, task.status, move.to))
    throw new DomainError('ILLEGAL_TRANSITION', { from: task.status, to: move.to, allowed: TASK[task.status] });
  await write(tx, task, move);
  const status = roomStatusAfter(task, move.to);
  if (status) await setRoomStatus(tx, task.room_id, status);
  const after = found(await findTask(tx, task.id));
  announceTask(tx, `housekeeping.task_${move.to.toLowerCase()}`, task, after);
  return after;
}

function roomStatusAfter(task: LockedTask, to: TaskStatus) {
  if (!isCleaning(task.kind)) return null;
  if (to === 'DONE') return 'CLEAN';
  if (to === 'INSPECTED') return 'INSPECTED';
  return to === 'OPEN' && (task.status === 'DONE' || task.status === 'INSPECTED') ? 'DIRTY' : null;
}

async function write(tx: Tx, task: LockedTask, { to, skip_reason, fail_reason }: TaskMove): Promise<void> {
  const begins = to === 'IN_PROGRESS';
  const ownsIt = (begins || to === 'DONE') && task.attendant_id === null && tx.actor.kind === 'user';
  await sql`
    update housekeeping.tasks set status = ${to},
      started_at = case when ${begins} then coalesce(started_at, ${tx.now}::timestamptz) else started_at end,
      worked_seconds = worked_seconds + coalesce(greatest(0, extract(epoch from ${tx.now}::timestamptz - running_since))::int, 0),
      running_since = case when ${begins} then ${tx.now}::timestamptz end,
      finished_at = case when ${to} = 'DONE' then ${tx.now}::timestamptz when ${to} = 'INSPECTED' then finished_at end,
      skip_reason = ${skip_reason ?? null},
      inspected_at = case when ${to} = 'INSPECTED' then ${tx.now}::timestamptz end,
      inspected_by_name = ${to === 'INSPECTED' ? tx.actor.name : null},
      -- A bad look's reason stays with the task until the next look.
      fail_reason = case when ${to} = 'INSPECTED' then null else coalesce(${fail_reason ?? null}::text, fail_reason) end,
      attendant_id = case when ${ownsIt} then ${tx.actor.id}::uuid else attendant_id end,
      attendant_name = case when ${ownsIt} then ${tx.actor.name} else attendant_name end,
      version = version + 1, updated_at = ${tx.now}
    where id = ${task.id}`.execute(tx.db);
}
