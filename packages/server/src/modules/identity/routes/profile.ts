import { DemoAccount, IdParams, Me, SessionShape, UpdateMeBody, type Permission, type Role } from '@hostelry/contracts';
import { Type } from 'typebox';
import type { Actor } from '../../../platform/actor.ts';
import { DomainError, found } from '../../../platform/errors.ts';
import { act, open, read, type Route } from '../../../platform/http/route.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { revokeSession, revokeSessionsOf } from '../commands/revoke-sessions.ts';
import { updateMe } from '../commands/update-me.ts';
import { DEMO_ACCOUNTS } from '../demo-accounts.ts';
import { findSignedInUser } from '../queries.ts';

/** What anybody who is signed in sees of themselves: a person, a guest, or an integration. */
async function me(tx: Tx, actor: Actor) {
  if (actor.kind === 'user') return { kind: 'user', phone: null, ...found(await findSignedInUser(tx, actor.id)) };
  const tenant = await tx.db
    .selectFrom('identity.tenants')
    .select('name')
    .where('id', '=', tx.tenant_id)
    .executeTakeFirstOrThrow();
  const customer =
    actor.kind === 'customer'
      ? await tx.db
          .selectFrom('identity.customers')
          .select(['name', 'phone'])
          .where('id', '=', actor.id)
          .executeTakeFirst()
      : undefined;
  return {
    kind: actor.kind,
    id: actor.id,
    name: customer?.name ?? actor.name,
    email: null,
    username: null,
    phone: customer?.phone ?? null,
    roles: [] as Role[],
    permissions: [...actor.scopes] as Permission[],
    grants: [],
    language: 'en',
    tenant_id: tx.tenant_id,
    tenant_name: tenant.name,
  };
}

export const profileRoutes: readonly Route[] = [
  read({
    path: '/auth/me',
    summary: 'Who is signed in',
    permission: 'signed-in',
    reply: Me,
    run: ({ tx, actor }) => me(tx, actor),
  }),
  act({
    method: 'PATCH',
    path: '/auth/me',
    summary: 'Change one’s own name, language or password',
    permission: 'signed-in',
    body: UpdateMeBody,
    reply: Me,
    run: async ({ tx, actor, body }) => {
      await updateMe(tx, body);
      return me(tx, actor);
    },
  }),
  read({
    path: '/auth/sessions',
    summary: 'One’s own open sessions',
    permission: 'signed-in',
    reply: Type.Array(SessionShape),
    run: async ({ tx, actor }) => {
      const sessions = await tx.db
        .selectFrom('identity.sessions')
        .select(['id', 'is_console', 'user_agent', 'ip', 'created_at', 'last_used_at', 'expires_at'])
        .where('principal_id', '=', actor.id)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', tx.now.toISOString())
        .orderBy('last_used_at', 'desc')
        .limit(200)
        .execute();
      return sessions.map((session) => ({ ...session, is_current: session.id === actor.session_id }));
    },
  }),
  act({
    method: 'DELETE',
    path: '/auth/sessions/:id',
    summary: 'Close one of one’s own sessions',
    permission: 'signed-in',
    params: IdParams,
    run: async ({ tx, actor, params }) => {
      found(
        await tx.db
          .selectFrom('identity.sessions')
          .select('id')
          .where('id', '=', params.id)
          .where('principal_id', '=', actor.id)
          .executeTakeFirst(),
      );
      await revokeSession(tx, params.id, 'closed by its person');
    },
  }),
  act({
    method: 'POST',
    path: '/auth/sessions/revoke-others',
    summary: 'Close all of one’s other sessions',
    permission: 'signed-in',
    run: async ({ tx, actor }) => {
      if (!actor.session_id) throw new DomainError('FORBIDDEN');
      await revokeSessionsOf(tx, actor.id, 'closed by its person', actor.session_id);
    },
  }),
  open({
    method: 'GET',
    path: '/auth/demo-accounts',
    summary: 'The sign-ins of the demo group; empty in a house without one',
    permission: 'public',
    because: 'it is read before anybody signs in',
    reply: Type.Array(DemoAccount),
    run: async ({ database }) => {
      const emails = DEMO_ACCOUNTS.map((account) => account.email);
      const there = await database.asSystem((db) =>
        db
          .selectFrom('identity.users as u')
          .innerJoin('identity.tenants as t', 't.id', 'u.tenant_id')
          .select('u.email_key')
          .where('t.is_demo', '=', true)
          .where('u.is_active', '=', true)
          .where('u.email_key', 'in', emails)
          .execute(),
      );
      return DEMO_ACCOUNTS.filter((account) => there.some((user) => user.email_key === account.email));
    },
  }),
];
