/**
 * Who is signed in. The access token lives in memory only; the refresh token is an httpOnly cookie that the server
 * rotates, so a reload signs in silently and a stolen page script has nothing to take away.
 */
import type { Permission, Role } from '@hostelry/contracts/permissions';
import { useSyncExternalStore } from 'react';
import { ApiError, BASE, reach, unpack } from './transport.ts';
import { inTurn } from './turn.ts';

export interface SessionUser {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  permissions: Permission[];
  language: string | null;
}

interface Session {
  access: string;
  csrf_token: string;
  user: SessionUser;
}

/** Tells the next visit whether asking for a session is worth a request. */
const KNOWN = 'hostelry.signed_in';

let session: Session | null = null;
const listeners = new Set<() => void>();

function become(next: Session | null) {
  session = next;
  if (next) localStorage.setItem(KNOWN, '1');
  else localStorage.removeItem(KNOWN);
  for (const listener of listeners) listener();
}

export const accessToken = () => session?.access ?? null;
export const currentUser = () => session?.user ?? null;

/** Calls back whenever somebody signs in or out, or the token was renewed. */
export function onSession(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The signed-in person, or null. */
export function useUser(): SessionUser | null {
  return useSyncExternalStore(onSession, currentUser);
}

/** Whether the signed-in person holds a permission; no permission named means everybody. */
export const userMay = (permission?: Permission) =>
  permission === undefined || (session?.user.permissions.includes(permission) ?? false);

/** The hook twin of `userMay`: `const mayCancel = useMay('orders.cancel')`. */
export function useMay(permission?: Permission) {
  useUser();
  return userMay(permission);
}

async function authPost<T>(path: string, headers: Record<string, string>, body?: unknown): Promise<T> {
  const init: RequestInit = { method: 'POST', headers };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    headers['Content-Type'] = 'application/json';
  }
  return (await unpack<T>(await reach(`${BASE}/auth/console/${path}`, init))).data;
}

const csrf = () => ({ 'X-CSRF-Token': readCookie('hostelry_csrf') ?? session?.csrf_token ?? '' });

function readCookie(name: string) {
  const pair = document.cookie.split('; ').find((part) => part.startsWith(`${name}=`));
  return pair ? decodeURIComponent(pair.slice(name.length + 1)) : null;
}

/** Signs in with an e-mail address or a user name. */
export async function signIn(identity: string, password: string) {
  const who = identity.includes('@') ? { email: identity } : { username: identity };
  become(await authPost<Session>('login', {}, { ...who, password }));
}

/** Ends the session here and on the server; being offline ends it here at least. */
export async function signOut() {
  const headers = csrf();
  become(null);
  await authPost('logout', headers).catch(() => undefined);
}

let refreshing: Promise<string | null> | null = null;

/** Renews the access token, once for all callers; null means that the person must sign in again. */
export function refreshSession(): Promise<string | null> {
  refreshing ??= renew().finally(() => (refreshing = null));
  return refreshing;
}

/**
 * Refresh tokens are single-use and a second use closes the whole family, so tabs of one browser take turns:
 * the second tab sends the cookie that the first one has just received.
 */
function renew(): Promise<string | null> {
  const attempt = async () => {
    try {
      become(await authPost<Session>('refresh', csrf()));
    } catch (error) {
      // Losing the network or a busy server is no reason to sign anybody out.
      if (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429) become(null);
      else throw error;
    }
    return accessToken();
  };
  return inTurn('hostelry.refresh', attempt);
}

/** Signs in silently after a reload when this browser was signed in before. */
export async function restoreSession() {
  if (!localStorage.getItem(KNOWN)) return;
  await refreshSession().catch(() => null);
}

/** Takes over changed details of the signed-in person, for example after the profile was saved. */
export function updateUser(change: Partial<SessionUser>) {
  if (session) become({ ...session, user: { ...session.user, ...change } });
}
