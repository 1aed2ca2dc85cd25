import { badField, DomainError, found } from '../../../platform/errors.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { hashPassword, passwordFits } from '../passwords.ts';
import { forgetActors } from '../principals.ts';
import { revokeSessionsOf } from './revoke-sessions.ts';

export interface MyChanges {
  name?: string;
  language?: string;
  current_password?: string;
  new_password?: string;
}

/** Changes one's own name, language or password. A new password closes one's sessions elsewhere. */
export async function updateMe(tx: Tx, { current_password, new_password, ...details }: MyChanges): Promise<void> {
  const { actor } = tx;
  if (actor.kind === 'customer') return updateCustomer(tx, details.name);
  if (actor.kind !== 'user') throw new DomainError('FORBIDDEN');
  const before = found(
    await tx.db
      .selectFrom('identity.users')
      .select(['name', 'language', 'password_hash'])
      .where('id', '=', actor.id)
      .executeTakeFirst(),
  );
  if (new_password !== undefined) {
    if (current_password === undefined) throw badField('current_password', 'is required to set a new one');
    if (!(await passwordFits(current_password, before.password_hash)))
      throw badField('current_password', 'is not right');
  }
  const password = new_password === undefined ? {} : { password_hash: await hashPassword(new_password) };
  const after = await tx.db
    .updateTable('identity.users')
    .set((row) => ({ ...details, ...password, version: row('version', '+', 1), updated_at: tx.now.toISOString() }))
    .where('id', '=', actor.id)
    .returning(['name', 'language'])
    .executeTakeFirstOrThrow();
  if (new_password !== undefined) await revokeSessionsOf(tx, actor.id, 'the password was changed', actor.session_id);
  forgetActors((known) => known.id === actor.id);
  emit(tx, {
    type: 'identity.user_changed',
    aggregate_type: 'user',
    aggregate_id: actor.id,
    outlet_id: null,
    data: { change: 'updated', name: after.name },
  });
  audit(tx, {
    action: 'me.update',
    entity_type: 'user',
    entity_id: actor.id,
    before: { name: before.name, language: before.language },
    after: { ...after, ...(new_password === undefined ? {} : { password: 'changed' }) },
  });
}

async function updateCustomer(tx: Tx, name: string | undefined): Promise<void> {
  if (name === undefined) return;
  await tx.db.updateTable('identity.customers').set({ name }).where('id', '=', tx.actor.id).execute();
  forgetActors((known) => known.id === tx.actor.id);
  audit(tx, { action: 'me.update', entity_type: 'customer', entity_id: tx.actor.id, after: { name } });
}
