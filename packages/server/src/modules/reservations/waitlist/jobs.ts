import type { Task } from '../../../platform/jobs.ts';
import { sweepOffers } from './commands/move-entry.ts';

/** Lets those wait again whose offer has run out. */
const sweepOverdueOffers: Task = {
  name: 'reservations.sweep_offers',
  cron: '* * * * *',
  run: async (_payload, { tenantIds, inTenant }) => {
    for (const tenant_id of await tenantIds()) await inTenant(tenant_id, sweepOffers);
  },
};

export const waitlistTasks: readonly Task[] = [sweepOverdueOffers];
