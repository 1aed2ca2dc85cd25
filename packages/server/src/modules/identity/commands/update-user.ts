import type { Grant, UpdateUserBody, UserShape } from '@hostelry/contracts';
import { DomainError, expectVersion } from '../../../platform/errors.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { hashPassword } from '../passwords.ts';
import { authorizeGrants } from '../policy.ts';
import { forgetActors } from '../principals.ts';
import { findUser } from '../queries.ts';
import { revokeSessionsOf } from './revoke-sessions.ts';
import { checkGrants, expectAnAdmin, guardLastAdmin, setGrants } from './set-grants.ts';

/**
 * Changes a person. The actor must hold all that the person has and all that it is to have, so nobody resets the
 * password of somebody bigger. A new password or a deactivation signs the person out everywhere.
 */
export async function updateUser(
  tx: Tx,
  user: UserShape,
  { version, password, grants: wanted, ...details }: UpdateUserBody,
): Promise<UserShape> {
  authorizeGrants(tx.actor, user.grants as Grant[]);
  const grants = wanted && (await checkGrants(tx, wanted));
  if (grants) authorizeGrants(tx.actor, grants);
  expectVersion(user.version, version);
  const mayLoseAdmin = grants !== undefined || details.is_active === false;
  if (mayLoseAdmin) await guardLastAdmin(tx);
  const won = await tx.db
    .updateTable('identity.users')
    .set({
      ...details,
      ...(password === undefined ? {} : { password_hash: await hashPassword(password) }),
      version: user.version + 1,
      updated_at: tx.now.toISOString(),
    })
    .where('id', '=', user.id)
    .where('version', '=', user.version)
    .returning('id')
    .executeTakeFirst();
  if (!won) throw new DomainError('STALE_VERSION', { expected: user.version });
  if (grants) await setGrants(tx, user.id, grants);
  if (mayLoseAdmin) await expectAnAdmin(tx);
  if (details.is_active === false) await revokeSessionsOf(tx, user.id, 'the person was deactivated');
  else if (password !== undefined) await revokeSessionsOf(tx, user.id, 'the password was changed');
  const changed = (await findUser(tx, user.id))!;
  forgetActors((actor) => actor.id === user.id);
  emit(tx, {
    type: 'identity.user_changed',
    aggregate_type: 'user',
    aggregate_id: user.id,
    outlet_id: null,
    data: { change: 'updated', name: changed.name },
  });
  audit(tx, {
    action: 'users.update',
    entity_type: 'user',
    entity_id: user.id,
    before: user,
    after: { ...changed, ...(password === undefined ? {} : { password: 'changed' }) },
  });
  return changed;
}
