import { InvalidArgumentError, type Command } from 'commander';
import { keepHorizon } from '../modules/rooms/index.ts';
import { taskContext } from '../platform/jobs.ts';
import type { WithHouse } from './context.ts';

const MOST_NIGHTS = 1_500;

/** `hostelry preload-inventory`: opens the calendar of every hotel up to its horizon; the server does it every night by itself. */
export function addPreloadInventoryCommand(program: Command, withHouse: WithHouse): void {
  program
    .command('preload-inventory')
    .description('open every hotel’s calendar from its business date up to its horizon')
    .option('--nights <number>', 'so many nights ahead, whatever a hotel has set', nightsOf)
    .action(({ nights }: { nights?: number }) =>
      withHouse(async (house) => {
        const { tenantIds, inTenant } = taskContext(house);
        let added = 0;
        for (const tenant_id of await tenantIds()) {
          for (const type of await inTenant(tenant_id, (tx) => keepHorizon(tx, nights))) {
            added += type.added;
            console.log(`${type.code}: ${type.added} nights opened, up to ${type.end_date}.`);
          }
        }
        if (added === 0) console.log('Every calendar reaches its horizon already.');
      }),
    );
}

function nightsOf(text: string): number {
  const nights = Number(text);
  if (!Number.isInteger(nights) || nights < 1 || nights > MOST_NIGHTS)
    throw new InvalidArgumentError(`It must be a whole number between 1 and ${MOST_NIGHTS}.`);
  return nights;
}
