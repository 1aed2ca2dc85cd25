import type { Task } from '../../platform/jobs.ts';
import { keepHorizon } from './commands/keep-horizon.ts';
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

/** Every night one more night is opened, so that the calendar always reaches as far as the hotel wants. */
const keepHorizons: Task = {
  name: 'rooms.keep_horizon',
  cron: '40 1 * * *',
  run: async (_payload, { tenantIds, inTenant, log }) => {
    for (const tenant_id of await tenantIds()) {
      await inTenant(tenant_id, (tx) => keepHorizon(tx)).catch((error: unknown) => {
        log.error({ error, tenant_id }, 'the calendar was not extended');
      });
    }
  },
};

export const roomTasks: readonly Task[] = [sweepOverdueHolds, keepHorizons];
