import { nameConstraint } from '../../platform/database/constraints.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Module } from '../../platform/module.ts';
import { planDaysTask } from './jobs.ts';
import { planAgain } from './reactions.ts';
import { careRoutes } from './routes/care.ts';
import { outageRoutes } from './routes/outages.ts';
import { taskRoutes } from './routes/tasks.ts';

export { assignTasks } from './commands/assign-tasks.ts';
export { keepFoundItem } from './commands/keep-found-item.ts';
export { moveTask } from './commands/move-task.ts';
export { moveTicket } from './commands/move-ticket.ts';
export { openTicket } from './commands/open-ticket.ts';
export { planDay } from './commands/plan-day.ts';
export { reportOccupation } from './commands/report-occupation.ts';
export { returnRoom } from './commands/return-room.ts';
export { takeRoomOut } from './commands/take-room-out.ts';
export { lockTicket } from './tickets.ts';
export { findOutage, lockOutage } from './outages.ts';
export { expectHotel, lockTask } from './queries.ts';

nameConstraint(
  'tasks_once_a_day',
  () =>
    new DomainError(
      'DUPLICATE',
      { fields: [{ field: 'kind', message: 'is planned for this room today already' }] },
      'The room has this task today already.',
    ),
);
// Two people reported the same room at the same moment; asking again finds the first one's report.
nameConstraint('discrepancies_one_open', () => new DomainError('BUSY', { retry_after_seconds: 1 }));

/** Clean rooms: tasks, boards, inspections, outages, maintenance, lost and found. */
export const housekeepingModule: Module = {
  name: 'housekeeping',
  routes: [...taskRoutes, ...outageRoutes, ...careRoutes],
  tasks: [planDaysTask],
  reactions: [planAgain],
};
