import type { Command } from 'commander';
import { findCredentials, setPassword } from '../modules/identity/index.ts';
import { systemActor } from '../platform/actor.ts';
import { badField, DomainError } from '../platform/errors.ts';
import type { Platform } from '../platform/http/server.ts';
import type { WithHouse } from './context.ts';
import { givenOrNewPassword } from './create-admin.ts';

export interface ResetOptions {
  email?: string;
  username?: string;
  password?: string;
}

/** `hostelry reset-password`: lets somebody in again who forgot it, and signs them out everywhere. */
export function addResetPasswordCommand(program: Command, withHouse: WithHouse): void {
  program
    .command('reset-password')
    .description('give a person a new password, and sign them out everywhere')
    .option('--email <address>', 'who')
    .option('--username <name>', 'who, by user name')
    .option('--password <password>', 'at least 8 characters; left out, one is made up and printed')
    .action((options: ResetOptions) =>
      withHouse(async (house) => {
        const password = await resetPassword(house, options);
        console.log(`${options.email ?? options.username} has a new password and is signed out everywhere.`);
        if (!options.password) console.log(`The password is ${password}`);
      }),
    );
}

/** Sets a new password and gives it back. An inactive person becomes active again. */
export async function resetPassword(
  { database }: Pick<Platform, 'database'>,
  { email, username, password: given }: ResetOptions,
): Promise<string> {
  if ((email === undefined) === (username === undefined)) throw badField('email', 'give either --email or --username');
  const password = givenOrNewPassword(given);
  const person = await database.asSystem((db) => findCredentials(db, { email, username }));
  if (!person) throw new DomainError('NOT_FOUND', undefined, `There is nobody called ${email ?? username}.`);
  await database.inTenant(systemActor(person.tenant_id, 'command line'), (tx) => setPassword(tx, person.id, password));
  return password;
}
