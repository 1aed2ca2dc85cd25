import type { Task } from '../../platform/jobs.ts';
import { releaseOverdueBlocks } from './commands/step-block.ts';

/** Gives back what blocks keep beyond their cutoff. Nobody waits for it: whoever needs the rooms earlier releases them. */
const releaseBlocks: Task = {
  name: 'groups.release_blocks',
  cron: '*/10 * * * *',
  run: async (_payload, { tenantIds, inTenant, log }) => {
    for (const tenant_id of await tenantIds()) {
      await inTenant(tenant_id, (tx) => releaseOverdueBlocks(tx, null)).catch((error: unknown) => {
        log.warn({ error, tenant_id }, 'blocks were not released');
      });
    }
  },
};

export const groupTasks: readonly Task[] = [releaseBlocks];
