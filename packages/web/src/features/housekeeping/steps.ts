import { mayBecome, TASK, type TaskStatus } from '@hostelry/contracts/lifecycles';
import type { Room, Task } from './queries.ts';

export const VERBS = ['start', 'pause', 'finish', 'skip', 'reopen', 'pass', 'fail'] as const;
export type Verb = (typeof VERBS)[number];

const LEADS_TO: Record<Verb, TaskStatus> = {
  start: 'IN_PROGRESS',
  pause: 'PAUSED',
  finish: 'DONE',
  skip: 'SKIPPED',
  reopen: 'OPEN',
  pass: 'INSPECTED',
  fail: 'OPEN',
};

/** Whether a task may take a step now. */
export const mayStep = (task: Pick<Task, 'status'>, verb: Verb) => mayBecome(TASK, task.status, LEADS_TO[verb]);

/** The room as it will be once the server has agreed, so that a thumb need not wait for it. */
export function afterStep(room: Room, task_id: string, verb: Verb): Room {
  const status = LEADS_TO[verb];
  const task = room.tasks.find(({ id }) => id === task_id);
  if (!task) return room;
  const cleans = task.kind !== 'TURN_DOWN';
  const wasClean = task.status === 'DONE' || task.status === 'INSPECTED';
  return {
    ...room,
    tasks: room.tasks.map((one) => (one.id === task_id ? { ...one, status } : one)),
    housekeeping_status: !cleans
      ? room.housekeeping_status
      : status === 'DONE'
        ? 'CLEAN'
        : status === 'INSPECTED'
          ? 'INSPECTED'
          : status === 'OPEN' && wasClean
            ? 'DIRTY'
            : room.housekeeping_status,
  };
}

/** Work that is still to be done. */
export const isOpen = (task: Pick<Task, 'status'>) =>
  task.status === 'OPEN' || task.status === 'IN_PROGRESS' || task.status === 'PAUSED';

/** The rooms of a person in the order in which to take them: begun first, then rushes, then by floor and number; done last. */
export function inOrderOfWork(rooms: readonly Room[], mine: (task: Task) => boolean): { room: Room; task: Task }[] {
  const rank = (task: Task) =>
    task.status === 'IN_PROGRESS' ? 0 : task.status === 'PAUSED' ? 1 : !isOpen(task) ? 4 : task.is_rush ? 2 : 3;
  return rooms
    .flatMap((room) => room.tasks.filter(mine).map((task) => ({ room, task })))
    .sort(
      (a, b) =>
        rank(a.task) - rank(b.task) ||
        a.room.floor - b.room.floor ||
        a.room.number.localeCompare(b.room.number, undefined, { numeric: true }),
    );
}

/** How far a day's work has got, in minutes; what the guest did not want counts for nothing. */
export function progressOf(tasks: readonly Task[]) {
  const wanted = tasks.filter(({ status }) => status !== 'SKIPPED');
  const sum = (list: readonly Task[]) => list.reduce((minutes, task) => minutes + task.minutes, 0);
  const done = wanted.filter((task) => !isOpen(task));
  return { tasks: wanted.length, done: done.length, minutes: sum(wanted), done_minutes: sum(done) };
}
