import { randomBytes } from 'node:crypto';
import { Email, Password } from '@hostelry/contracts';
import type { Command } from 'commander';
import { Value } from 'typebox/value';
import { appointAdmin, foundTenant, hashPassword } from '../modules/identity/index.ts';
import { systemActor } from '../platform/actor.ts';
import { badField, DomainError } from '../platform/errors.ts';
import type { Platform } from '../platform/http/server.ts';
import { isUuid, newId } from '../platform/ids.ts';
import type { WithHouse } from './context.ts';

export interface AdminOptions {
  email: string;
  name?: string;
  username?: string;
  password?: string;
  /** Founds a new company of this name. */
  company?: string;
  /** Adds to this company. */
  tenant?: string;
}

export interface CreatedAdmin {
  tenant_id: string;
  user_id: string;
  password: string;
}

/** `hostelry create-admin`: somebody who may do everything, in a new company or in one that is there. */
export function addCreateAdminCommand(program: Command, withHouse: WithHouse): void {
  program
    .command('create-admin')
    .description('add a person who may do everything, to a new company or to one that is there')
    .requiredOption('--email <address>', 'signs in with this')
    .option('--name <name>', 'the person’s name')
    .option('--username <name>', 'signs in with this too')
    .option('--password <password>', 'at least 8 characters; left out, one is made up and printed')
    .option('--company <name>', 'found a new company of this name')
    .option('--tenant <id>', 'add to this company; left out, to the only one there is')
    .action((options: AdminOptions) =>
      withHouse(async (house) => {
        const { tenant_id, password } = await createAdmin(house, options);
        console.log(`${options.email} may now do everything in company ${tenant_id}.`);
        if (!options.password) console.log(`The password is ${password}`);
      }),
    );
}

/** Adds a SUPER_ADMIN, founding the company first if it is named as new. */
export async function createAdmin(house: Pick<Platform, 'database'>, options: AdminOptions): Promise<CreatedAdmin> {
  if (!Value.Check(Email, options.email)) throw badField('email', 'is not an e-mail address');
  const password = givenOrNewPassword(options.password);
  const tenant_id = options.company === undefined ? await tenantNamed(house, options.tenant) : newId();
  const password_hash = await hashPassword(password);
  const user_id = await house.database.inTenant(systemActor(tenant_id, 'command line'), async (tx) => {
    if (options.company !== undefined) await foundTenant(tx, { tenant_name: options.company });
    return appointAdmin(tx, {
      name: options.name ?? options.email,
      email: options.email,
      username: options.username ?? null,
      password_hash,
    });
  });
  return { tenant_id, user_id, password };
}

/** The given password if it is long enough, or a new one that nobody would guess. */
export function givenOrNewPassword(given: string | undefined): string {
  if (given === undefined) return randomBytes(12).toString('base64url');
  if (!Value.Check(Password, given)) throw badField('password', 'must have 8 to 200 characters');
  return given;
}

async function tenantNamed({ database }: Pick<Platform, 'database'>, id: string | undefined): Promise<string> {
  if (id !== undefined && !isUuid(id)) throw badField('tenant', 'is not an id');
  const tenants = await database.asSystem((db) =>
    db.selectFrom('identity.tenants').select(['id', 'name']).orderBy('id').execute(),
  );
  const fits = tenants.filter((tenant) => id === undefined || tenant.id === id);
  if (fits.length === 1) return fits[0]!.id;
  if (tenants.length === 0) throw badField('company', 'is required, because there is no company yet');
  const known = tenants.map((tenant) => `${tenant.id} ${tenant.name}`);
  throw new DomainError(
    'BAD_INPUT',
    { companies: known },
    id === undefined ? 'There are several companies; say which with --tenant.' : `There is no company ${id}.`,
  );
}
