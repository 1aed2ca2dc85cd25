import type { Task } from '../../../platform/jobs.ts';
import { endingOptions } from '../../reservations/index.ts';
import { writeLetter } from './write-letter.ts';

const AHEAD_MS = 24 * 3_600_000;

/** Reminds guests, a day ahead and once, that the time of their option is running out. */
export const remindOfOptionsTask: Task = {
  name: 'notifications.remind_of_options',
  cron: '*/15 * * * *',
  run: async (_payload, { tenantIds, inTenant }) => {
    for (const tenant_id of await tenantIds()) {
      await inTenant(tenant_id, async (tx) => {
        for (const { id, option_expires_at } of await endingOptions(tx, new Date(tx.now.getTime() + AHEAD_MS)))
          await writeLetter(tx, 'OPTION_ENDING', id, option_expires_at);
      });
    }
  },
};
