import {
  RefreshBody,
  RegisterBody,
  Registered,
  SignedIn,
  SignInBody,
  StaffSignInBody,
  TokenPair,
  VerifiedToken,
  VerifyBody,
  type SignedInUser,
} from '@hostelry/contracts';
import { systemActor, type Actor } from '../../../platform/actor.ts';
import { badField, DomainError } from '../../../platform/errors.ts';
import { act, open, type OpenInput, type Route } from '../../../platform/http/route.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, type RequestInfo } from '../../../platform/transaction.ts';
import { appointAdmin, foundTenant } from '../commands/found-tenant.ts';
import { revokeSession } from '../commands/revoke-sessions.ts';
import { rotateSession } from '../commands/rotate-session.ts';
import { startSession, type StartedSession } from '../commands/start-session.ts';
import { hashPassword, passwordFits } from '../passwords.ts';
import { actorOfSession } from '../principals.ts';
import { findCredentials, findSignedInUser } from '../queries.ts';
import { Tokens } from '../tokens.ts';

type Entry = Pick<OpenInput<never, never, never>, 'database' | 'clock' | 'config' | 'request'>;

/** What the audit log keeps of a request that no platform route wraps. */
export function requestInfo({ request }: Pick<Entry, 'request'>): { request: RequestInfo } {
  return { request: { request_id: request.id, ip: request.ip } };
}

/** The person themselves, before they have any session. */
export function personActor(tenant_id: string, id: string, name: string): Actor {
  return { kind: 'user', tenant_id, id, name, session_id: null, grants: [], scopes: [] };
}

/** Checks name and password and opens a session. Whatever is wrong, the refusal and its time are the same. */
export async function signIn(
  entry: Entry,
  name: { email?: string; username?: string },
  password: string,
  is_console = false,
): Promise<StartedSession & { user: SignedInUser }> {
  if ((name.email === undefined) === (name.username === undefined))
    throw badField(name.email === undefined ? 'email' : 'username', 'give either email or username');
  const known = await entry.database.asSystem((db) => findCredentials(db, name));
  const fits = await passwordFits(password, known?.password_hash);
  if (!known || !fits || !known.is_active) throw new DomainError('BAD_CREDENTIALS');
  return entry.database.inTenant(
    personActor(known.tenant_id, known.id, known.name),
    async (tx) => {
      const user = await findSignedInUser(tx, known.id);
      if (!user) throw new DomainError('BAD_CREDENTIALS');
      const session = await startSession(
        tx,
        new Tokens(entry.config),
        { kind: 'user', id: known.id },
        { user_agent: entry.request.headers['user-agent'], is_console },
      );
      audit(tx, { action: 'auth.sign_in', entity_type: 'session', entity_id: session.session_id });
      return { ...session, user };
    },
    requestInfo(entry),
  );
}

const BEFORE_ANY_TENANT =
  'nobody is signed in yet, so it finds the tenant first and opens the transaction as that person';

export const signInRoutes: readonly Route[] = [
  open({
    method: 'POST',
    path: '/auth/token',
    summary: 'Sign in with e-mail or user name and password',
    permission: 'public',
    because: BEFORE_ANY_TENANT,
    body: SignInBody,
    reply: SignedIn,
    run: async ({ body: { password, ...name }, ...entry }) => {
      const { access, refresh, user } = await signIn(entry, name, password);
      return { access, refresh, user };
    },
  }),
  open({
    method: 'POST',
    path: '/auth/staff/login',
    summary: 'Sign in as staff with user name and password',
    permission: 'public',
    because: BEFORE_ANY_TENANT,
    body: StaffSignInBody,
    reply: SignedIn,
    run: async ({ body: { username, password }, ...entry }) => {
      const { access, refresh, user } = await signIn(
        entry,
        username.includes('@') ? { email: username } : { username },
        password,
      );
      return { access, refresh, user };
    },
  }),
  open({
    method: 'POST',
    path: '/auth/register',
    summary: 'Register a new company with its first administrator',
    permission: 'public',
    because: 'it founds the tenant that its transaction belongs to',
    body: RegisterBody,
    reply: Registered,
    status: 201,
    run: async ({ body: { tenant_name, password, ...person }, ...entry }) => {
      const password_hash = await hashPassword(password);
      return entry.database.inTenant(
        systemActor(newId(), 'registration'),
        async (tx) => {
          await foundTenant(tx, { tenant_name });
          const id = await appointAdmin(tx, { ...person, password_hash });
          const { access, refresh } = await startSession(
            tx,
            new Tokens(entry.config),
            { kind: 'user', id },
            { user_agent: entry.request.headers['user-agent'] },
          );
          return {
            access,
            refresh,
            user: await findSignedInUser(tx, id),
            tenant: { id: tx.tenant_id, name: tenant_name },
          };
        },
        requestInfo(entry),
      );
    },
  }),
  open({
    method: 'POST',
    path: '/auth/token/refresh',
    summary: 'Exchange a refresh token, once, for the next pair',
    permission: 'public',
    because: 'the refresh token is its credential, and a reuse must close the family while the request is refused',
    body: RefreshBody,
    reply: TokenPair,
    run: async ({ body, ...entry }) => {
      const tokens = new Tokens(entry.config);
      const claims = await tokens.readRefresh(body.refresh, entry.clock.now());
      const rotation = await entry.database.inTenant(
        systemActor(claims.tenant_id, 'session'),
        (tx) => rotateSession(tx, tokens, claims, body.refresh),
        requestInfo(entry),
      );
      if (rotation.refused) throw new DomainError(rotation.refused);
      return { access: rotation.access, refresh: rotation.refresh };
    },
  }),
  open({
    method: 'POST',
    path: '/auth/token/verify',
    summary: 'Say whether an access token is valid, and whose it is',
    permission: 'public',
    because: 'the token in the body is the question, not the credential',
    body: VerifyBody,
    reply: VerifiedToken,
    run: async ({ body, config, clock, database }) => {
      const claims = await new Tokens(config).readAccess(body.token, clock.now());
      const actor = await actorOfSession(claims, database, clock.now());
      if (!actor) throw new DomainError('TOKEN_INVALID');
      return {
        kind: actor.kind,
        principal_id: actor.id,
        tenant_id: actor.tenant_id,
        expires_at: new Date(claims.expires_at_s * 1_000).toISOString(),
      };
    },
  }),
  act({
    method: 'POST',
    path: '/auth/logout',
    summary: 'Close this session',
    permission: 'signed-in',
    run: async ({ tx, actor }) => {
      if (!actor.session_id)
        throw new DomainError('FORBIDDEN', undefined, 'Only a session can be closed; an API key is revoked instead.');
      await revokeSession(tx, actor.session_id, 'signed out');
    },
  }),
];
