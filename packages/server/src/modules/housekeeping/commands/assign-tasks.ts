import { sql } from 'kysely';
import { unknownReference } from '../../../platform/errors.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { peopleInRole } from '../../identity/index.ts';
import { shareWork, type Worker } from '../assignment.ts';
import type { Outlet } from '../queries.ts';
import { TASKS_IN_ROOMS } from '../queries.ts';

interface TaskToShare {
  id: string;
  floor: number;
  number: string;
  minutes: number;
  attendant_id: string | null;
  is_free: boolean;
}

export interface AssignedShare {
  id: string;
  name: string;
  tasks: number;
  minutes: number;
}

/** Shares the day's open work out among attendants by minutes, floors kept together; what somebody has begun stays theirs. */
export async function assignTasks(
  tx: Tx,
  outlet: Outlet,
  { attendant_ids, reassign = false }: { attendant_ids: readonly string[]; reassign?: boolean },
): Promise<{ assigned: number; attendants: AssignedShare[] }> {
  const people = await peopleInRole(tx, 'HOUSEKEEPER', outlet);
  const names = new Map(people.map((person) => [person.id, person.name]));
  if (attendant_ids.some((id) => !names.has(id))) throw unknownReference('attendant_ids');
  const tasks = await tasksToShare(tx, outlet, reassign);
  const free = tasks.filter((task) => task.is_free);
  const kept = tasks.filter((task) => !task.is_free);
  const assignment = shareWork(
    free,
    attendant_ids.map((id) => workerOf(id, kept)),
  );
  const changed = free.filter((task) => assignment.get(task.id) !== task.attendant_id);
  await write(
    tx,
    changed.map((task) => ({ id: task.id, attendant_id: assignment.get(task.id)! })),
    names,
  );
  const attendants = attendant_ids.map((id) => {
    const own = [
      ...free.filter((task) => assignment.get(task.id) === id),
      ...kept.filter((task) => task.attendant_id === id),
    ];
    return { id, name: names.get(id)!, tasks: own.length, minutes: own.reduce((sum, task) => sum + task.minutes, 0) };
  });
  if (changed.length > 0) announce(tx, outlet, changed.length, attendants);
  return { assigned: changed.length, attendants };
}

function workerOf(id: string, kept: readonly TaskToShare[]): Worker {
  const own = kept.filter((task) => task.attendant_id === id);
  return {
    id,
    load_minutes: own.reduce((sum, task) => sum + task.minutes, 0),
    floors: [...new Set(own.map((task) => task.floor))],
  };
}

/** The day's work that counts; free is what nobody has, or, to reassign, what nobody has begun. */
async function tasksToShare(tx: Tx, outlet: Outlet, reassign: boolean): Promise<TaskToShare[]> {
  const { rows } = await sql<TaskToShare>`
    select t.id, r.floor, r.number, t.minutes, t.attendant_id,
      t.status = 'OPEN' and (t.attendant_id is null or ${reassign}) as is_free
    from ${sql.raw(TASKS_IN_ROOMS)}
    where t.outlet_id = ${outlet.id} and t.business_date = ${outlet.business_date}::date and t.status <> 'SKIPPED'
    order by t.id for update of t`.execute(tx.db);
  return rows;
}

async function write(
  tx: Tx,
  changed: readonly { id: string; attendant_id: string }[],
  names: ReadonlyMap<string, string>,
): Promise<void> {
  if (changed.length === 0) return;
  await sql`
    update housekeeping.tasks t set attendant_id = n.attendant_id, attendant_name = n.name, version = version + 1, updated_at = ${tx.now}
    from unnest(${changed.map((task) => task.id)}::uuid[], ${changed.map((task) => task.attendant_id)}::uuid[],
                ${changed.map((task) => names.get(task.attendant_id)!)}::text[]) as n(id, attendant_id, name)
    where t.tenant_id = ${tx.tenant_id} and t.id = n.id`.execute(tx.db);
}

function announce(tx: Tx, outlet: Outlet, assigned: number, attendants: readonly AssignedShare[]): void {
  const data = { business_date: outlet.business_date, assigned, attendants };
  emit(tx, {
    type: 'housekeeping.task_changed',
    aggregate_type: 'outlet',
    aggregate_id: outlet.id,
    outlet_id: outlet.id,
    data,
  });
  audit(tx, {
    action: 'housekeeping.assign_tasks',
    entity_type: 'outlet',
    entity_id: outlet.id,
    outlet_id: outlet.id,
    after: data,
  });
}
