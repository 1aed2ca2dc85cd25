import type { Task } from '../../platform/jobs.ts';
import { sweepHolds } from './commands/release-holds.ts';

/** Gives back what overdue holds still count for. Nobody waits for it: whoever needs the rooms earlier releases them (R9). */
const sweepOverdueHolds: Task = {
  name: 'rooms.sweep_holds',
  cron: '* * * * *',
  run: async (_payload, { tenantIds, inTenant, log }) => {
    for (const tenant_id of await tenantIds()) {
      await inTenant(tenant_id, sweepHolds).catch((error: unknown) => {
        log.warn({ error, tenant_id }, 'holds were not swept');
      });
    }
  },
};

export const roomTasks: readonly Task[] = [sweepOverdueHolds];
