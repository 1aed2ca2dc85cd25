import type { Module } from '../../platform/module.ts';
import { nightAuditTask } from './jobs.ts';
import { routes } from './routes.ts';

export { advanceAudit, PACK_TASK } from './commands/advance-audit.ts';
export { startAudit } from './commands/start-audit.ts';
export { findDay, statisticsTo } from './queries.ts';

/** Closing the business day. */
export const nightAuditModule: Module = { name: 'night-audit', routes, tasks: [nightAuditTask] };
