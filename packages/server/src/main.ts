import { Command } from 'commander';
import { addServeCommand } from './cli/serve.ts';
import { addCheckWaitTimesCommand } from './cli/check-wait-times.ts';
import { addPreloadInventoryCommand } from './cli/preload-inventory.ts';
import { addCreateAdminCommand } from './cli/create-admin.ts';
import { addDoctorCommand } from './cli/doctor.ts';
import { addImportCommand } from './cli/import.ts';
import { addMigrateCommand } from './cli/migrate.ts';
import { addNightAuditCommand } from './cli/night-audit.ts';
import { addOpenapiCommand } from './cli/openapi.ts';
import { addResetPasswordCommand } from './cli/reset-password.ts';
import { addSeedCommand } from './cli/seed.ts';
import { addSimulateCommand } from './cli/simulate.ts';
import type { WithHouse } from './cli/context.ts';
import { openHouse } from './house.ts';
import { ConfigError, readConfig } from './platform/config.ts';
import { refusalOf } from './platform/database/constraints.ts';
import { DomainError } from './platform/errors.ts';
import { createLog } from './platform/log.ts';

/** The `hostelry` command. */
const program = new Command('hostelry')
  .description('Hotels, restaurants and cafés on one live ledger')
  .showHelpAfterError();

/** Commands that work on the data open the house quietly, do their work and close it again. */
const withHouse: WithHouse = async (run) => {
  const config = readConfig();
  const house = await openHouse(config, { log: createLog(process.env.LOG_LEVEL ?? 'warn', process.stdout.isTTY) });
  try {
    return await run(house);
  } finally {
    await house.stop();
  }
};

addServeCommand(program);
addMigrateCommand(program, withHouse);
addSeedCommand(program, withHouse);
addCreateAdminCommand(program, withHouse);
addResetPasswordCommand(program, withHouse);
addImportCommand(program, withHouse);
addCheckWaitTimesCommand(program, withHouse);
addPreloadInventoryCommand(program, withHouse);
addNightAuditCommand(program, withHouse);
addSimulateCommand(program, withHouse);
addOpenapiCommand(program, withHouse);
addDoctorCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  const refusal = error instanceof DomainError ? error : refusalOf(error);
  if (refusal || error instanceof ConfigError) console.error((refusal ?? (error as ConfigError)).message);
  else console.error(process.env.LOG_LEVEL === 'debug' ? error : `hostelry: ${(error as Error).message}`);
  if (refusal?.details) console.error(JSON.stringify(refusal.details, null, 2));
  process.exitCode = 1;
}
