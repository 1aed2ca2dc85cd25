import type { TaskChange } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { expectVersion, found } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { expectColleague, findTask, type LockedTask, type TaskRow } from '../queries.ts';
import { announceTask } from './announce-task.ts';

/** Gives a task to somebody else, or changes what it counts or says. */
export async function changeTask(
  tx: Tx,
  task: LockedTask,
  { version, attendant_id, ...change }: Static<typeof TaskChange>,
): Promise<TaskRow> {
  expectVersion(task.version, version);
  const attendant =
    attendant_id === undefined ? undefined : await expectColleague(tx, attendant_id, task.outlet_id, 'attendant_id');
  await tx.db
    .updateTable('housekeeping.tasks')
    .set({
      ...change,
      ...(attendant === undefined
        ? {}
        : { attendant_id: attendant?.id ?? null, attendant_name: attendant?.name ?? null }),
      version: task.version + 1,
      updated_at: tx.now.toISOString(),
    })
    .where('id', '=', task.id)
    .execute();
  const after = found(await findTask(tx, task.id));
  announceTask(tx, 'housekeeping.change_task', task, after);
  return after;
}
