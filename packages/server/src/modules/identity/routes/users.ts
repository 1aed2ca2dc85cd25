import {
  CreateUserBody,
  Id,
  IdParams,
  OneOf,
  ROLE_PERMISSIONS,
  RoleShape,
  ROLES,
  UpdateUserBody,
  UserShape,
  type Grant,
} from '@hostelry/contracts';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { found } from '../../../platform/errors.ts';
import { equals, listRoute, type Filter } from '../../../platform/http/list.ts';
import { act, read, type Route } from '../../../platform/http/route.ts';
import { createUser } from '../commands/create-user.ts';
import { updateUser } from '../commands/update-user.ts';
import { authorizeGrants } from '../policy.ts';
import { findVisibleUser, USER_COLUMNS, visibleUsers } from '../queries.ts';

const withGrant = (column: 'role' | 'scope_id', schema: Filter['schema']): Filter => ({
  schema,
  where: (value: string) =>
    sql`exists (select 1 from identity.role_grants f where f.tenant_id = u.tenant_id and f.user_id = u.id and f.${sql.ref(column)} = ${value})`,
});

export const userRoutes: readonly Route[] = [
  listRoute({
    path: '/users',
    summary: 'People with their roles',
    permission: 'users.read',
    item: UserShape,
    list: {
      select: USER_COLUMNS,
      from: 'identity.users u',
      id: 'u.id',
      search: ['u.name', 'u.email', 'u.username'],
      sort: { name: 'u.name', email: 'u.email', created_at: 'u.created_at' },
      default_sort: 'name',
      filters: {
        role: withGrant('role', OneOf(ROLES)),
        outlet_id: withGrant('scope_id', Id),
        brand_id: withGrant('scope_id', Id),
        is_active: equals('u.is_active', Type.Boolean()),
      },
      where: visibleUsers,
    },
  }),
  read({
    path: '/users/:id',
    summary: 'One person',
    permission: 'users.read',
    params: IdParams,
    reply: UserShape,
    run: async ({ tx, params }) => found(await findVisibleUser(tx, params.id)),
  }),
  act({
    method: 'POST',
    path: '/users',
    summary: 'Take on a person',
    permission: 'users.manage',
    body: CreateUserBody,
    reply: UserShape,
    status: 201,
    run: ({ tx, body }) => createUser(tx, body),
  }),
  act({
    method: 'PATCH',
    path: '/users/:id',
    summary: 'Change a person, their roles or their password',
    permission: 'users.manage',
    params: IdParams,
    body: UpdateUserBody,
    reply: UserShape,
    run: async ({ tx, params, body }) => updateUser(tx, found(await findVisibleUser(tx, params.id)), body),
  }),
  act({
    method: 'DELETE',
    path: '/users/:id',
    summary: 'Deactivate a person and sign them out; what they did stays on record',
    permission: 'users.manage',
    params: IdParams,
    reply: UserShape,
    run: async ({ tx, actor, params }) => {
      const user = found(await findVisibleUser(tx, params.id));
      authorizeGrants(actor, user.grants as Grant[]);
      return updateUser(tx, user, { is_active: false });
    },
  }),
  read({
    path: '/roles',
    summary: 'Every role with what it may do',
    permission: 'signed-in',
    reply: Type.Array(RoleShape),
    run: async () => ROLES.map((role) => ({ role, permissions: ROLE_PERMISSIONS[role] })),
  }),
];
