import type { Command } from 'commander';
import { checkWaitTimes } from '../modules/orders/index.ts';
import { taskContext } from '../platform/jobs.ts';
import type { WithHouse } from './context.ts';

const MINUTE_MS = 60_000;

/** `hostelry check-wait-times`: turns the tables red that wait too long; the server does it every minute by itself. */
export function addCheckWaitTimesCommand(program: Command, withHouse: WithHouse): void {
  program
    .command('check-wait-times')
    .description('turn tables red whose orders wait longer than their outlet allows')
    .action(() =>
      withHouse(async (house) => {
        const { tenantIds, inTenant } = taskContext(house);
        let count = 0;
        for (const tenant_id of await tenantIds()) {
          for (const table of await inTenant(tenant_id, checkWaitTimes)) {
            count += 1;
            const waited_minutes = Math.floor(
              (house.clock.now().getTime() - Date.parse(table.waiting_since)) / MINUTE_MS,
            );
            console.log(`${table.name} has waited ${waited_minutes} minutes and is now red.`);
          }
        }
        console.log(
          count === 0
            ? 'No table has started to wait too long.'
            : `${count} ${count === 1 ? 'table' : 'tables'} turned red.`,
        );
      }),
    );
}
