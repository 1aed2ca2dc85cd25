import '@fastify/cookie';
import { ConsoleSignedIn, SignInBody, type SignedInUser } from '@hostelry/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { systemActor } from '../../../platform/actor.ts';
import type { Config } from '../../../platform/config.ts';
import { DomainError } from '../../../platform/errors.ts';
import { open, type Route } from '../../../platform/http/route.ts';
import { revokeSession } from '../commands/revoke-sessions.ts';
import { expectCsrf, rotateSession } from '../commands/rotate-session.ts';
import { findSignedInUser } from '../queries.ts';
import { REFRESH_SECONDS, Tokens } from '../tokens.ts';
import { personActor, requestInfo, signIn } from './sign-in.ts';

/**
 * The console keeps its refresh token where no script can read it. Because a browser sends cookies by itself, the
 * routes that use it also want a header that only the console's own page can set.
 */
const REFRESH_COOKIE = 'hostelry_refresh';
const CSRF_COOKIE = 'hostelry_csrf';
const REFRESH_PATH = '/api/v1/auth/console';

function setCookies(
  reply: FastifyReply,
  config: Config,
  session: { refresh: string; csrf_token: string | null },
): void {
  const common = {
    sameSite: 'strict',
    secure: config.public_url.startsWith('https:'),
    maxAge: REFRESH_SECONDS,
  } as const;
  void reply.setCookie(REFRESH_COOKIE, session.refresh, { ...common, path: REFRESH_PATH, httpOnly: true });
  void reply.setCookie(CSRF_COOKIE, session.csrf_token ?? '', { ...common, path: '/' });
}

function clearCookies(reply: FastifyReply): void {
  void reply.clearCookie(REFRESH_COOKIE, { path: REFRESH_PATH });
  void reply.clearCookie(CSRF_COOKIE, { path: '/' });
}

function credentialsOf(request: FastifyRequest): { refresh: string; csrf: { token: string | null } } {
  const refresh = request.cookies[REFRESH_COOKIE];
  if (!refresh) throw new DomainError('UNAUTHENTICATED');
  const header = request.headers['x-csrf-token'];
  if (typeof header !== 'string' || header === '') throw new DomainError('CSRF');
  return { refresh, csrf: { token: header } };
}

const COOKIE = 'it reads and sets the session’s cookies';

export const consoleRoutes: readonly Route[] = [
  open({
    method: 'POST',
    path: '/auth/console/login',
    summary: 'Sign in to the console',
    permission: 'public',
    because: COOKIE,
    body: SignInBody,
    reply: ConsoleSignedIn,
    run: async ({ body: { password, ...name }, reply, ...entry }) => {
      const session = await signIn(entry, name, password, true);
      setCookies(reply, entry.config, session);
      return { access: session.access, csrf_token: session.csrf_token, user: session.user };
    },
  }),
  open({
    method: 'POST',
    path: '/auth/console/refresh',
    summary: 'Renew the console’s session from its cookie',
    description: 'Wants the header X-CSRF-Token.',
    permission: 'public',
    because: COOKIE,
    reply: ConsoleSignedIn,
    run: async ({ reply, request, config, clock, database }) => {
      const { refresh, csrf } = credentialsOf(request);
      const tokens = new Tokens(config);
      const claims = await tokens.readRefresh(refresh, clock.now());
      const renewed = await database.inTenant(
        systemActor(claims.tenant_id, 'session'),
        async (tx) => {
          const rotation = await rotateSession(tx, tokens, claims, refresh, csrf);
          if (rotation.refused) return rotation;
          const user: SignedInUser | undefined = await findSignedInUser(tx, claims.principal_id);
          return user ? { ...rotation, user } : { refused: 'TOKEN_INVALID' as const };
        },
        requestInfo({ request }),
      );
      if (renewed.refused) {
        clearCookies(reply);
        throw new DomainError(renewed.refused);
      }
      setCookies(reply, config, renewed);
      return { access: renewed.access, csrf_token: renewed.csrf_token, user: renewed.user };
    },
  }),
  open({
    method: 'POST',
    path: '/auth/console/logout',
    summary: 'Close the console’s session',
    description: 'Wants the header X-CSRF-Token.',
    permission: 'public',
    because: COOKIE,
    run: async ({ reply, request, config, clock, database }) => {
      const { refresh, csrf } = credentialsOf(request);
      const claims = await new Tokens(config).readRefresh(refresh, clock.now());
      await database.inTenant(
        personActor(claims.tenant_id, claims.principal_id, 'console'),
        async (tx) => {
          const session = await tx.db
            .selectFrom('identity.sessions')
            .select(['csrf_token'])
            .where('id', '=', claims.session_id)
            .executeTakeFirst();
          if (!session) return;
          expectCsrf(session.csrf_token, csrf.token);
          await revokeSession(tx, claims.session_id, 'signed out');
        },
        requestInfo({ request }),
      );
      clearCookies(reply);
      return null;
    },
  }),
];
