import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { hashPassword } from '../passwords.ts';
import { revokeSessionsOf } from './revoke-sessions.ts';

/** Gives a person a new password and signs them out everywhere; for the command line, where nobody is signed in. */
export async function setPassword(tx: Tx, user_id: string, password: string): Promise<void> {
  await tx.db
    .updateTable('identity.users')
    .set({ password_hash: await hashPassword(password), is_active: true, updated_at: tx.now.toISOString() })
    .where('id', '=', user_id)
    .execute();
  await revokeSessionsOf(tx, user_id, 'the password was reset');
  emit(tx, {
    type: 'identity.user_changed',
    aggregate_type: 'user',
    aggregate_id: user_id,
    outlet_id: null,
    data: { change: 'password reset' },
  });
  audit(tx, { action: 'users.reset_password', entity_type: 'user', entity_id: user_id });
}
