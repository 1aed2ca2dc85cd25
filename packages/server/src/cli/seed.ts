import type { Command } from 'commander';
import { DEMO_ACCOUNTS, seedDemo } from '../demo/index.ts';
import type { WithHouse } from './context.ts';

/** `hostelry seed`: puts the demo group into an empty database; where it is there already, nothing changes. */
export function addSeedCommand(program: Command, withHouse: WithHouse): void {
  program
    .command('seed')
    .description('add the demo group: a hotel, a restaurant, a café and their staff')
    .action(() =>
      withHouse(async (house) => {
        await seedDemo(house);
        console.log('The demo group is there. Sign-ins:');
        for (const account of DEMO_ACCOUNTS)
          console.log(`  ${account.role.padEnd(15)} ${account.email.padEnd(28)} ${account.password}`);
      }),
    );
}
