import { DomainError } from '../../platform/errors.ts';
import type { Authenticator } from '../../platform/http/server.ts';
import { BoundedCache } from './cache.ts';
import { actorOfSession } from './principals.ts';
import { Tokens, type AccessClaims } from './tokens.ts';

/** A token that was verified once needs no second signature check while it lives, under the same secret. */
const verified = new BoundedCache<{ claims: AccessClaims; secret_key: string }>(20_000);

/**
 * Knows people and guests by `Authorization: Bearer …`. A token that is not valid (any more) names
 * nobody, so public routes still answer and the others say UNAUTHENTICATED.
 */
export const authenticateBearer: Authenticator = async (headers, { config, clock, database }) => {
  const token = bearerOf(headers.authorization);
  if (!token) return null;
  const now = clock.now();
  let claims = claimsKnown(token, config.secret_key);
  if (!claims) {
    try {
      claims = await new Tokens(config).readAccess(token, now);
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
    verified.set(token, { claims, secret_key: config.secret_key });
  }
  if (claims.expires_at_s * 1_000 <= now.getTime()) return null;
  return actorOfSession(claims, database, now);
};

function claimsKnown(token: string, secret_key: string): AccessClaims | null {
  const known = verified.get(token);
  return known?.secret_key === secret_key ? known.claims : null;
}

function bearerOf(header: string | string[] | undefined): string | null {
  return typeof header === 'string' && /^bearer /i.test(header) ? header.slice(7).trim() : null;
}
