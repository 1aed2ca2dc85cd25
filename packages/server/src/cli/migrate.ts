import type { Command } from 'commander';
import type { WithHouse } from './context.ts';

/** `hostelry migrate`: brings the schema up to date and stops. Opening the house is what migrates. */
export function addMigrateCommand(program: Command, withHouse: WithHouse): void {
  program
    .command('migrate')
    .description('bring the database schema up to date')
    .action(() =>
      withHouse(async (house) => {
        const { rows } = await house.pool.query('select name, applied_at from platform.migrations order by name');
        for (const row of rows) console.log(`${row.name}  ${row.applied_at}`);
        console.log(`The schema is up to date (${rows.length} migrations).`);
      }),
    );
}
