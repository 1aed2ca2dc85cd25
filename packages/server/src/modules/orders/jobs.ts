import type { Task } from '../../platform/jobs.ts';
import { checkWaitTimes } from './commands/check-wait-times.ts';

/** Every minute, turns the tables red that wait too long. */
export const checkWaitTimesTask: Task = {
  name: 'check_wait_times',
  cron: '* * * * *',
  run: async (_payload, { tenantIds, inTenant, log }) => {
    for (const tenant_id of await tenantIds()) {
      const late = await inTenant(tenant_id, checkWaitTimes);
      if (late.length > 0) log.info({ tenant_id, tables: late.map((table) => table.name) }, 'tables wait too long');
    }
  },
};
