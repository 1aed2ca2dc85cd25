import type { Task } from '../../platform/jobs.ts';
import { sweepQuotes } from './commands/take-quote.ts';

/** Promotions that quotes kept go back once the quotes have run out. */
export const offerTasks: readonly Task[] = [
  {
    name: 'offers.sweep_quotes',
    cron: '* * * * *',
    run: async (_payload, { tenantIds, inTenant, log }) => {
      for (const tenant_id of await tenantIds()) {
        await inTenant(tenant_id, sweepQuotes).catch((error: unknown) => {
          log.warn({ error, tenant_id }, 'quotes were not swept');
        });
      }
    },
  },
];
