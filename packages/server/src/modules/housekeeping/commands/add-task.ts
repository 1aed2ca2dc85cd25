import type { NewTask } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { findOutlet } from '../../outlets/index.ts';
import type { RoomRow } from '../../rooms/index.ts';
import { expectColleague, findTask, settingsOf, type TaskRow } from '../queries.ts';
import { minutesFor } from '../rules.ts';
import { announceTask } from './announce-task.ts';

/** Adds work that the plan does not know of, such as a deep clean, to the open business day. */
export async function addTask(tx: Tx, room: RoomRow, input: Static<typeof NewTask>): Promise<TaskRow> {
  const { business_date } = found(await findOutlet(tx, room.outlet_id));
  const attendant = await expectColleague(tx, input.attendant_id ?? null, room.outlet_id, 'attendant_id');
  const { credits } = await settingsOf(tx, room.outlet_id);
  const id = newId();
  await tx.db
    .insertInto('housekeeping.tasks')
    .values({
      tenant_id: tx.tenant_id,
      id,
      outlet_id: room.outlet_id,
      business_date,
      room_id: room.id,
      kind: input.kind,
      minutes: input.minutes ?? minutesFor(credits, room.room_type_id, input.kind),
      is_planned: false,
      attendant_id: attendant?.id ?? null,
      attendant_name: attendant?.name ?? null,
      note: input.note ?? '',
      created_at: tx.now.toISOString(),
      updated_at: tx.now.toISOString(),
    })
    .execute();
  const after = found(await findTask(tx, id));
  announceTask(tx, 'housekeeping.add_task', null, after);
  return after;
}
