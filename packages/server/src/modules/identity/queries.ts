import {
  ROLE_PERMISSIONS,
  ROLES,
  type Grant,
  type Permission,
  type Role,
  type SignedInUser,
  type UserShape,
} from '@hostelry/contracts';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { outletsWith, type Actor } from '../../platform/actor.ts';
import type { DB } from '../../platform/database/types.ts';
import type { Tx } from '../../platform/transaction.ts';

const GRANTS = `coalesce((select json_agg(
    json_build_object('role', g.role, 'scope', g.scope, 'scope_id', g.scope_id) order by g.role, g.scope, g.scope_id)
  from identity.role_grants g where g.tenant_id = u.tenant_id and g.user_id = u.id), '[]'::json)`;

export const USER_COLUMNS = `u.id, u.name, u.email, u.username, u.language, u.is_active,
  array(select distinct g.role from identity.role_grants g
    where g.tenant_id = u.tenant_id and g.user_id = u.id order by g.role) as roles,
  ${GRANTS} as grants, u.version, u.created_at, u.updated_at`;

/** One person with their roles. */
export async function findUser(tx: Tx, id: string): Promise<UserShape | undefined> {
  const { rows } =
    await sql<UserShape>`select ${sql.raw(USER_COLUMNS)} from identity.users u where u.id = ${id}`.execute(tx.db);
  return rows[0];
}

/**
 * The people an actor may see: everybody for those who read over the whole tenant, else those of their own brands and
 * outlets, and themselves.
 */
export function visibleUsers({ actor }: { actor: Actor }): RawBuilder<unknown> {
  const outlets = outletsWith(actor, 'users.read');
  if (outlets === 'all') return sql`true`;
  const brands = actor.grants
    .filter((grant) => grant.scope === 'BRAND' && ROLE_PERMISSIONS[grant.role].includes('users.read'))
    .map((grant) => grant.scope_id!);
  return sql`(u.id = ${actor.id}::uuid or exists (select 1 from identity.role_grants seen
    where seen.tenant_id = u.tenant_id and seen.user_id = u.id and seen.scope_id = any(${[...outlets, ...brands]}::uuid[])))`;
}

/** One person, if the actor may see them. */
export async function findVisibleUser(tx: Tx, id: string): Promise<UserShape | undefined> {
  const { rows } =
    await sql<UserShape>`select ${sql.raw(USER_COLUMNS)} from identity.users u where u.id = ${id} and ${visibleUsers(tx)}`.execute(
      tx.db,
    );
  return rows[0];
}

export interface Credentials {
  tenant_id: string;
  id: string;
  name: string;
  password_hash: string | null;
  is_active: boolean;
}

/** Who signs in under a name, whatever the tenant; so it takes a connection that sees all tenants. */
export async function findCredentials(
  db: Kysely<DB>,
  name: { email?: string; username?: string },
): Promise<Credentials | undefined> {
  const column = name.email === undefined ? 'username_key' : 'email_key';
  const { rows } = await sql<Credentials>`
    select tenant_id, id, name, password_hash, is_active from identity.users
    where ${sql.ref(column)} = lower(${name.email ?? name.username ?? ''})`.execute(db);
  return rows[0];
}

/** What the signed-in person sees of themselves. */
export async function findSignedInUser(tx: Tx, id: string): Promise<SignedInUser | undefined> {
  const { rows } = await sql<Omit<SignedInUser, 'roles' | 'permissions'>>`
    select u.id, u.name, u.email, u.username, u.language, u.tenant_id, t.name as tenant_name, ${sql.raw(GRANTS)} as grants
    from identity.users u join identity.tenants t on t.id = u.tenant_id where u.id = ${id} and u.is_active`.execute(
    tx.db,
  );
  const user = rows[0];
  return user && { ...user, ...rolesOf(user.grants as Grant[]) };
}

/** The roles in a list of grants, and everything that they allow somewhere. */
export function rolesOf(grants: readonly Pick<Grant, 'role'>[]): { roles: Role[]; permissions: Permission[] } {
  const roles = [...new Set(grants.map((grant) => grant.role))];
  return { roles, permissions: [...new Set(roles.flatMap((role) => ROLE_PERMISSIONS[role]))] };
}

/**
 * The active people who hold a permission in an outlet (null: anywhere), as rows of `user_id` and `email`, to join
 * into one statement.
 */
export function peopleWith(
  permission: Permission,
  outlet: { id: string; brand_id: string } | null,
): RawBuilder<unknown> {
  const roles = ROLES.filter((role) => ROLE_PERMISSIONS[role].includes(permission));
  const places = outlet ? [outlet.id, outlet.brand_id] : [];
  return sql`(
    select distinct u.id as user_id, u.email from identity.users u
    join identity.role_grants g on g.tenant_id = u.tenant_id and g.user_id = u.id
    where u.is_active and g.role = any(${roles}::text[])
      and (${outlet === null} or g.scope = 'TENANT' or g.scope_id = any(${places}::uuid[])))`;
}

/** The active people who hold a role in an outlet, by name. */
export async function peopleInRole(
  tx: Tx,
  role: Role,
  outlet: { id: string; brand_id: string },
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select u.id, u.name from identity.users u
    where u.is_active and exists (
      select 1 from identity.role_grants g where g.tenant_id = u.tenant_id and g.user_id = u.id and g.role = ${role}
        and (g.scope = 'TENANT' or g.scope_id in (${outlet.id}, ${outlet.brand_id})))
    order by u.name, u.id`.execute(tx.db);
  return rows;
}

/** The active person who works in an outlet, in whatever role; undefined for a stranger. */
export async function findColleague(
  tx: Tx,
  id: string,
  outlet: { id: string; brand_id: string },
): Promise<{ id: string; name: string } | undefined> {
  const { rows } = await sql<{ id: string; name: string }>`
    select u.id, u.name from identity.users u
    where u.id = ${id} and u.is_active and exists (
      select 1 from identity.role_grants g where g.tenant_id = u.tenant_id and g.user_id = u.id
        and (g.scope = 'TENANT' or g.scope_id in (${outlet.id}, ${outlet.brand_id})))`.execute(tx.db);
  return rows[0];
}
