import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import type { Config } from '../../platform/config.ts';
import { DomainError } from '../../platform/errors.ts';
import { isUuid } from '../../platform/ids.ts';

/** Whom a token speaks for: a principal, its tenant, and the session it belongs to. */
export interface Claims {
  principal_id: string;
  tenant_id: string;
  session_id: string;
}

export interface AccessClaims extends Claims {
  expires_at_s: number;
}

export interface RefreshClaims extends Claims {
  generation: number;
}

export const ACCESS_SECONDS = 3_600;
export const REFRESH_SECONDS = 7 * 86_400;

const ISSUER = 'hostelry';
const keys = new Map<string, KeyObject>();

/**
 * Signs and reads tokens with one secret. Both kinds are signed, so nobody can forge a refresh token to close a
 * family.
 */
export class Tokens {
  readonly #key: KeyObject;

  constructor(config: Pick<Config, 'secret_key'>) {
    const known = keys.get(config.secret_key);
    this.#key = known ?? createSecretKey(Buffer.from(config.secret_key));
    if (!known) keys.set(config.secret_key, this.#key);
  }

  /** A token that opens the API for an hour. */
  access(claims: Claims, now: Date): Promise<string> {
    return this.#sign('access', claims, {}, now, ACCESS_SECONDS);
  }

  /** A token that opens the next generation of its session, once. */
  refresh(claims: Claims, generation: number, now: Date): Promise<string> {
    return this.#sign(
      'refresh',
      claims,
      { gen: generation, jti: randomBytes(16).toString('base64url') },
      now,
      REFRESH_SECONDS,
    );
  }

  /** What an access token says; refuses with TOKEN_INVALID if it is forged, expired or of another kind. */
  async readAccess(token: string, now: Date): Promise<AccessClaims> {
    const payload = await this.#read('access', token, now);
    return { ...claimsOf(payload), expires_at_s: payload.exp! };
  }

  /** What a refresh token says; refuses with TOKEN_INVALID if it is forged, expired or of another kind. */
  async readRefresh(token: string, now: Date): Promise<RefreshClaims> {
    const payload = await this.#read('refresh', token, now);
    if (!Number.isInteger(payload.gen)) throw new DomainError('TOKEN_INVALID');
    return { ...claimsOf(payload), generation: payload.gen as number };
  }

  #sign(audience: string, claims: Claims, more: JWTPayload, now: Date, seconds: number): Promise<string> {
    const issued_at = Math.floor(now.getTime() / 1_000);
    return new SignJWT({ tid: claims.tenant_id, sid: claims.session_id, ...more })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(ISSUER)
      .setAudience(audience)
      .setSubject(claims.principal_id)
      .setIssuedAt(issued_at)
      .setExpirationTime(issued_at + seconds)
      .sign(this.#key);
  }

  async #read(audience: string, token: string, now: Date): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience,
        currentDate: now,
        requiredClaims: ['sub', 'exp'],
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError) throw new DomainError('TOKEN_INVALID');
      throw error;
    }
  }
}

function claimsOf(payload: JWTPayload): Claims {
  const [principal_id, tenant_id, session_id] = [payload.sub, payload.tid, payload.sid].map(String) as [
    string,
    string,
    string,
  ];
  if (![principal_id, tenant_id, session_id].every(isUuid)) throw new DomainError('TOKEN_INVALID');
  return { principal_id, tenant_id, session_id };
}
