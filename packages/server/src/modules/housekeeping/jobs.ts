import type { Task } from '../../platform/jobs.ts';
import { allOutlets } from '../outlets/index.ts';
import { planDay } from './commands/plan-day.ts';
import { isMorning } from './rules.ts';

/** At six in the morning of each hotel, plans its day's cleaning. */
export const planDaysTask: Task = {
  name: 'plan_housekeeping',
  cron: '0 * * * *',
  run: async (_payload, { tenantIds, inTenant, log }) => {
    for (const tenant_id of await tenantIds()) {
      const hotels = await inTenant(tenant_id, async (tx) =>
        (await allOutlets(tx)).filter((outlet) => outlet.kind === 'HOTEL' && isMorning(outlet.timezone, tx.now)),
      );
      for (const hotel of hotels) {
        const plan = await inTenant(tenant_id, (tx) => planDay(tx, hotel));
        log.info({ tenant_id, outlet_id: hotel.id, ...plan }, 'the day’s cleaning is planned');
      }
    }
  },
};
