import { sql } from 'kysely';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { forgetSession } from '../principals.ts';

/** Closes one session. A second time does nothing. */
export async function revokeSession(tx: Tx, session_id: string, because: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update identity.sessions set revoked_at = ${tx.now}, revoked_because = ${because}
    where id = ${session_id} and revoked_at is null returning id`.execute(tx.db);
  announce(tx, rows, because);
}

/** Closes every open session of a person, except one that may stay. */
export async function revokeSessionsOf(
  tx: Tx,
  principal_id: string,
  because: string,
  except: string | null = null,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update identity.sessions set revoked_at = ${tx.now}, revoked_because = ${because}
    where principal_id = ${principal_id} and revoked_at is null and id is distinct from ${except}::uuid
    returning id`.execute(tx.db);
  announce(tx, rows, because);
}

/** Every process hears of it; this one need not wait for the event. */
function announce(tx: Tx, sessions: readonly { id: string }[], because: string): void {
  for (const { id } of sessions) {
    forgetSession(id);
    emit(tx, {
      type: 'identity.session_revoked',
      aggregate_type: 'session',
      aggregate_id: id,
      outlet_id: null,
      data: { because },
    });
    audit(tx, { action: 'sessions.revoke', entity_type: 'session', entity_id: id, after: { because } });
  }
}
