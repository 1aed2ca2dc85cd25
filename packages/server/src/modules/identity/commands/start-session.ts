import { createHash, randomBytes } from 'node:crypto';
import { newId } from '../../../platform/ids.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { REFRESH_SECONDS, type Tokens } from '../tokens.ts';

export interface StartedSession {
  session_id: string;
  access: string;
  refresh: string;
  /** Only console sessions have one: they keep their refresh token in a cookie. */
  csrf_token: string | null;
}

/** Signs a principal in: a new session with the first tokens of its family. */
export async function startSession(
  tx: Tx,
  tokens: Tokens,
  principal: { kind: 'user' | 'customer'; id: string },
  from: { user_agent?: string | null; is_console?: boolean } = {},
): Promise<StartedSession> {
  const session_id = newId();
  const claims = { principal_id: principal.id, tenant_id: tx.tenant_id, session_id };
  const [access, refresh] = await Promise.all([tokens.access(claims, tx.now), tokens.refresh(claims, 1, tx.now)]);
  const csrf_token = from.is_console ? randomBytes(24).toString('base64url') : null;
  await tx.db
    .insertInto('identity.sessions')
    .values({
      tenant_id: tx.tenant_id,
      id: session_id,
      principal_kind: principal.kind,
      principal_id: principal.id,
      refresh_hash: hashOf(refresh),
      is_console: from.is_console ?? false,
      csrf_token,
      user_agent: from.user_agent?.slice(0, 300) ?? null,
      ip: tx.request.ip,
      created_at: tx.now.toISOString(),
      last_used_at: tx.now.toISOString(),
      expires_at: sessionEnd(tx.now),
    })
    .execute();
  return { session_id, access, refresh, csrf_token };
}

/** What is stored of a secret: a fast hash is enough, because the secret itself is random and long. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** When a session ends unless it is refreshed before. */
export function sessionEnd(now: Date): string {
  return new Date(now.getTime() + REFRESH_SECONDS * 1_000).toISOString();
}
