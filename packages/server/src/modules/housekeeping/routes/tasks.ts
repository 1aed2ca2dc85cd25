import {
  Attendant,
  CivilDate,
  DayPlan,
  DayPlanned,
  HousekeepingBoard,
  HousekeepingSettings,
  HousekeepingSettingsChange,
  HousekeepingTask,
  Id,
  IdParams,
  Inspections,
  InspectionsDone,
  NewTask,
  Nullable,
  OneOf,
  TASK_KINDS,
  TASK_STATUSES,
  TaskAssignment,
  TaskChange,
  TaskFail,
  TasksAssigned,
  TaskSkip,
  TaskStep,
  type Permission,
  type TaskStatus,
} from '@hostelry/contracts';
import { Type } from 'typebox';
import { authorize } from '../../../platform/actor.ts';
import { found } from '../../../platform/errors.ts';
import { equals, listRoute } from '../../../platform/http/list.ts';
import { act, read, type Route } from '../../../platform/http/route.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { findRoom } from '../../rooms/index.ts';
import { attendantsOf, boardOf } from '../board.ts';
import { addTask } from '../commands/add-task.ts';
import { assignTasks } from '../commands/assign-tasks.ts';
import { changeTask } from '../commands/change-task.ts';
import { inspectRooms } from '../commands/inspect-rooms.ts';
import { moveTask } from '../commands/move-task.ts';
import { planDay } from '../commands/plan-day.ts';
import { saveSettings } from '../commands/save-settings.ts';
import {
  expectHotel,
  findTask,
  lockTask,
  settingsOf,
  TASK_COLUMNS,
  TASKS_IN_ROOMS,
  type LockedTask,
  type SettingsRow,
} from '../queries.ts';
import { allCredits } from '../rules.ts';

const OfOutlet = Type.Object({ outlet_id: Id }, { additionalProperties: false });

async function ownTask(tx: Tx, id: string, permission: Permission): Promise<LockedTask> {
  const task = found(await lockTask(tx, id));
  authorize(tx.actor, permission, task.outlet_id);
  return task;
}

async function ownHotel(tx: Tx, outlet_id: string, permission: Permission) {
  const outlet = await expectHotel(tx, outlet_id);
  authorize(tx.actor, permission, outlet.id);
  return outlet;
}

/** The kinds that a house never spoke of are shown with what is usual. */
const withAllCredits = (settings: SettingsRow) => ({ ...settings, credits: allCredits(settings.credits) });

/** The steps of a task that need nothing but the task. */
function step(verb: string, summary: string, to: TaskStatus): Route {
  return act({
    method: 'POST',
    path: `/housekeeping/tasks/:id/${verb}`,
    summary,
    permission: 'housekeeping.work',
    params: IdParams,
    body: Nullable(TaskStep),
    reply: HousekeepingTask,
    run: async ({ tx, params, body }) => {
      const task = await ownTask(tx, params.id, 'housekeeping.work');
      // Taking back what somebody has looked at is for those who look.
      if (to === 'INSPECTED' || task.status === 'INSPECTED') authorize(tx.actor, 'housekeeping.manage', task.outlet_id);
      return moveTask(tx, task, { to, version: body?.version });
    },
  });
}

const steps: Route[] = [
  step('start', 'Begin a task', 'IN_PROGRESS'),
  step('pause', 'Pause a task', 'PAUSED'),
  step('finish', 'Finish a task; the room is clean', 'DONE'),
  step('reopen', 'Take a step back: the task is open again', 'OPEN'),
  step('pass', 'Look at finished work and find it good; the room is inspected', 'INSPECTED'),
  act({
    method: 'POST',
    path: '/housekeeping/tasks/:id/skip',
    summary: 'Leave a task: the guest does not want to be disturbed, or refused',
    permission: 'housekeeping.work',
    params: IdParams,
    body: TaskSkip,
    reply: HousekeepingTask,
    run: async ({ tx, params, body }) =>
      moveTask(tx, await ownTask(tx, params.id, 'housekeeping.work'), {
        to: 'SKIPPED',
        skip_reason: body.reason,
        version: body.version,
      }),
  }),
  act({
    method: 'POST',
    path: '/housekeeping/tasks/:id/fail',
    summary: 'Look at finished work and find fault; the room is dirty again',
    permission: 'housekeeping.manage',
    params: IdParams,
    body: TaskFail,
    reply: HousekeepingTask,
    run: async ({ tx, params, body }) =>
      moveTask(tx, await ownTask(tx, params.id, 'housekeeping.manage'), {
        to: 'OPEN',
        fail_reason: body.reason.trim(),
        version: body.version,
      }),
  }),
];

const day: Route[] = [
  read({
    path: '/housekeeping/board',
    summary: 'Every room with its status, guests and today’s work',
    permission: 'housekeeping.read',
    query: OfOutlet,
    reply: HousekeepingBoard,
    run: async ({ tx, query }) => boardOf(tx, await ownHotel(tx, query.outlet_id, 'housekeeping.read')),
  }),
  read({
    path: '/housekeeping/attendants',
    summary: 'The housekeepers with the work they have today',
    permission: 'housekeeping.read',
    query: OfOutlet,
    reply: Type.Array(Attendant),
    run: async ({ tx, query }) => attendantsOf(tx, await ownHotel(tx, query.outlet_id, 'housekeeping.read')),
  }),
  act({
    method: 'POST',
    path: '/housekeeping/plan',
    summary: 'Make today’s tasks fit the house as it is now',
    description: 'Runs by itself every morning and after check-outs; repeating it changes nothing.',
    permission: 'housekeeping.manage',
    body: DayPlan,
    reply: DayPlanned,
    run: async ({ tx, body }) => planDay(tx, await ownHotel(tx, body.outlet_id, 'housekeeping.manage')),
  }),
  act({
    method: 'POST',
    path: '/housekeeping/assign',
    summary: 'Share today’s open work out by minutes, floors kept together',
    permission: 'housekeeping.manage',
    body: TaskAssignment,
    reply: TasksAssigned,
    run: async ({ tx, body }) => assignTasks(tx, await ownHotel(tx, body.outlet_id, 'housekeeping.manage'), body),
  }),
  act({
    method: 'POST',
    path: '/housekeeping/inspections',
    summary: 'Declare clean rooms inspected, all or none',
    permission: 'housekeeping.manage',
    body: Inspections,
    reply: InspectionsDone,
    run: async ({ tx, body }) => ({
      inspected: await inspectRooms(tx, await ownHotel(tx, body.outlet_id, 'housekeeping.manage'), body.room_ids),
    }),
  }),
  read({
    path: '/housekeeping/settings',
    summary: 'How the house cleans',
    permission: 'housekeeping.read',
    query: OfOutlet,
    reply: HousekeepingSettings,
    run: async ({ tx, query }) =>
      withAllCredits(await settingsOf(tx, (await ownHotel(tx, query.outlet_id, 'housekeeping.read')).id)),
  }),
  act({
    method: 'PATCH',
    path: '/housekeeping/settings/:id',
    summary: 'Say how the house cleans',
    description: 'The id is the hotel’s.',
    permission: 'housekeeping.manage',
    params: IdParams,
    body: HousekeepingSettingsChange,
    reply: HousekeepingSettings,
    run: async ({ tx, params, body }) =>
      withAllCredits(await saveSettings(tx, await ownHotel(tx, params.id, 'housekeeping.manage'), body)),
  }),
];

export const taskRoutes: readonly Route[] = [
  ...day,
  listRoute({
    path: '/housekeeping/tasks',
    summary: 'List housekeeping tasks',
    permission: 'housekeeping.read',
    item: HousekeepingTask,
    list: {
      select: TASK_COLUMNS,
      from: TASKS_IN_ROOMS,
      id: 't.id',
      outlet: 't.outlet_id',
      search: ['r.number', 't.note', 't.attendant_name'],
      sort: { room_number: 'r.number', business_date: 't.business_date', status: 't.status', minutes: 't.minutes' },
      default_sort: '-business_date',
      filters: {
        outlet_id: equals('t.outlet_id', Id, '::uuid'),
        business_date: equals('t.business_date', CivilDate, '::date'),
        room_id: equals('t.room_id', Id, '::uuid'),
        attendant_id: equals('t.attendant_id', Id, '::uuid'),
        status: equals('t.status', OneOf(TASK_STATUSES)),
        kind: equals('t.kind', OneOf(TASK_KINDS)),
      },
    },
  }),
  read({
    path: '/housekeeping/tasks/:id',
    summary: 'Show a task',
    permission: 'housekeeping.read',
    params: IdParams,
    reply: HousekeepingTask,
    run: async ({ tx, params }) => {
      const task = found(await findTask(tx, params.id));
      authorize(tx.actor, 'housekeeping.read', task.outlet_id);
      return task;
    },
  }),
  act({
    method: 'POST',
    path: '/housekeeping/tasks',
    summary: 'Add work to today that the plan does not know of',
    permission: 'housekeeping.manage',
    body: NewTask,
    reply: HousekeepingTask,
    status: 201,
    run: async ({ tx, body }) => {
      const room = found(await findRoom(tx, body.room_id));
      authorize(tx.actor, 'housekeeping.manage', room.outlet_id);
      return addTask(tx, room, body);
    },
  }),
  act({
    method: 'PATCH',
    path: '/housekeeping/tasks/:id',
    summary: 'Give a task to somebody, or change what it counts',
    permission: 'housekeeping.manage',
    params: IdParams,
    body: TaskChange,
    reply: HousekeepingTask,
    run: async ({ tx, params, body }) => changeTask(tx, await ownTask(tx, params.id, 'housekeeping.manage'), body),
  }),
  ...steps,
];
