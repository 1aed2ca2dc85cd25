import type { Task } from '../../../platform/jobs.ts';
import { expireOptions } from './commands/confirm-booking.ts';

/** Cancels options whose time has run out, every minute; until then they count for nothing all the same (R9). */
export const expireOptionsTask: Task = {
  name: 'expire_options',
  cron: '* * * * *',
  run: async (_payload, context) => {
    for (const tenant_id of await context.tenantIds()) await context.inTenant(tenant_id, expireOptions);
  },
};

export const stayTasks: readonly Task[] = [expireOptionsTask];
