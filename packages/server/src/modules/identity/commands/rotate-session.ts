import { timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import type { RefreshClaims, Tokens } from '../tokens.ts';
import { revokeSession } from './revoke-sessions.ts';
import { hashOf, sessionEnd, type StartedSession } from './start-session.ts';

interface SessionRow {
  principal_id: string;
  refresh_hash: Buffer;
  generation: number;
  is_console: boolean;
  csrf_token: string | null;
  expires_at: string;
  revoked_at: string | null;
}

export type Rotation = { refused: 'TOKEN_INVALID' | 'TOKEN_REUSED' } | (StartedSession & { refused?: undefined });

/**
 * Exchanges a refresh token for the next generation. A token of an earlier generation has been copied by somebody,
 * and nobody knows who is the thief, so the whole family is closed (A5). That must be kept, so the refusal
 * is given back and not thrown. A console session also wants its CSRF token; without it nothing is touched.
 */
export async function rotateSession(
  tx: Tx,
  tokens: Tokens,
  claims: RefreshClaims,
  refresh: string,
  csrf?: { token: string | null },
): Promise<Rotation> {
  const { rows } = await sql<SessionRow>`
    select principal_id, refresh_hash, generation, is_console, csrf_token, expires_at, revoked_at
    from identity.sessions where id = ${claims.session_id} for update`.execute(tx.db);
  const session = rows[0];
  if (!session || session.principal_id !== claims.principal_id || session.is_console !== (csrf !== undefined))
    return { refused: 'TOKEN_INVALID' };
  if (csrf) expectCsrf(session.csrf_token, csrf.token);
  if (session.revoked_at !== null || Date.parse(session.expires_at) <= tx.now.getTime())
    return { refused: 'TOKEN_INVALID' };
  if (!timingSafeEqual(hashOf(refresh), session.refresh_hash)) {
    await revokeSession(
      tx,
      claims.session_id,
      `generation ${claims.generation} of the refresh token came back at generation ${session.generation}`,
    );
    return { refused: 'TOKEN_REUSED' };
  }
  const generation = session.generation + 1;
  const [access, next] = await Promise.all([tokens.access(claims, tx.now), tokens.refresh(claims, generation, tx.now)]);
  await sql`
    update identity.sessions
    set refresh_hash = ${hashOf(next)}, generation = ${generation}, last_used_at = ${tx.now}, expires_at = ${sessionEnd(tx.now)}
    where id = ${claims.session_id}`.execute(tx.db);
  return { session_id: claims.session_id, access, refresh: next, csrf_token: session.csrf_token };
}

/** Refuses a console request that was not sent by the console's own page. */
export function expectCsrf(expected: string | null, given: string | null): void {
  const [a, b] = [Buffer.from(expected ?? ''), Buffer.from(given ?? '')];
  if (a.length === 0 || a.length !== b.length || !timingSafeEqual(a, b)) throw new DomainError('CSRF');
}
