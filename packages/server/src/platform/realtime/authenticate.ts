import type { Actor } from '../actor.ts';
import { DomainError } from '../errors.ts';
import type { Authenticator, Platform } from '../http/server.ts';

/** Finds the actor behind a token that came in a message or a header, never in the URL. */
export type AuthenticateToken = (token: string) => Promise<Actor>;

export function tokenAuthenticator(platform: Platform, authenticators: readonly Authenticator[]): AuthenticateToken {
  return async (token) => {
    for (const authenticate of authenticators) {
      const actor = await authenticate({ authorization: `Bearer ${token}` }, platform);
      if (actor) return actor;
    }
    throw new DomainError('UNAUTHENTICATED');
  };
}
