import type { Command } from 'commander';
import { tenantOfOutlet, findOutlet } from '../modules/outlets/index.ts';
import { advanceAudit, startAudit } from '../modules/night-audit/index.ts';
import { systemActor } from '../platform/actor.ts';
import { found } from '../platform/errors.ts';
import type { WithHouse } from './context.ts';

interface Options {
  outlet: string;
  date?: string;
  markNoShows?: boolean;
  keepOverstays?: boolean;
}

/** `hostelry night-audit --outlet <id>`: closes the open business day, or takes up a closing that died. */
export function addNightAuditCommand(program: Command, withHouse: WithHouse): void {
  program
    .command('night-audit')
    .description('close the business day of an outlet')
    .requiredOption('--outlet <id>', 'the outlet')
    .option('--date <date>', 'the business day; the open one unless said')
    .option('--mark-no-shows', 'whoever was expected and has not come is a no-show')
    .option('--keep-overstays', 'whoever should have left stays in the house, overdue')
    .action((options: Options) =>
      withHouse(async ({ database }) => {
        const tenant_id = found(await database.asSystem((db) => tenantOfOutlet(db, options.outlet)));
        const actor = systemActor(tenant_id, 'night-audit');
        const outlet = await database.inTenant(actor, async (tx) => found(await findOutlet(tx, options.outlet)));
        const date = options.date ?? outlet.business_date;
        const allowed = { mark_no_shows: options.markNoShows, keep_overstays: options.keepOverstays };
        await database.inTenant(actor, (tx) => startAudit(tx, outlet.id, date, allowed));
        for (;;) {
          const step = await database.inTenant(actor, (tx) => advanceAudit(tx, outlet.id, date));
          if (step === null) break;
          console.log(`${outlet.name} ${date}: ${step.toLowerCase().replaceAll('_', ' ')} done`);
        }
      }),
    );
}
