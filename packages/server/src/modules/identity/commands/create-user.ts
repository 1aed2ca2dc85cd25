import type { CreateUserBody, UserShape } from '@hostelry/contracts';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { hashPassword } from '../passwords.ts';
import { authorizeGrants } from '../policy.ts';
import { findUser } from '../queries.ts';
import { checkGrants, setGrants } from './set-grants.ts';

/** Takes on a person with the given roles, which must not exceed the actor's own. */
export async function createUser(
  tx: Tx,
  { password, grants: wanted = [], ...details }: CreateUserBody,
): Promise<UserShape> {
  const grants = await checkGrants(tx, wanted);
  authorizeGrants(tx.actor, grants);
  const id = newId();
  await tx.db
    .insertInto('identity.users')
    .values({
      tenant_id: tx.tenant_id,
      id,
      ...details,
      password_hash: password === undefined ? null : await hashPassword(password),
    })
    .execute();
  if (grants.length > 0) await setGrants(tx, id, grants);
  const user = (await findUser(tx, id))!;
  emit(tx, {
    type: 'identity.user_changed',
    aggregate_type: 'user',
    aggregate_id: id,
    outlet_id: null,
    data: { change: 'created', name: user.name },
  });
  audit(tx, { action: 'users.create', entity_type: 'user', entity_id: id, after: user });
  return user;
}
