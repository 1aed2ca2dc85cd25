import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { setGrants } from './set-grants.ts';

export interface NewTenant {
  tenant_name: string;
  is_demo?: boolean;
}

export interface FirstAdmin {
  name: string;
  email: string;
  username?: string | null;
  password_hash: string;
  language?: string;
}

/** Founds a company. The transaction must already be the new tenant's own: `inTenant(systemActor(newId()), …)`. */
export async function foundTenant(tx: Tx, { tenant_name, is_demo = false }: NewTenant): Promise<void> {
  await tx.db.insertInto('identity.tenants').values({ id: tx.tenant_id, name: tenant_name, is_demo }).execute();
  audit(tx, {
    action: 'tenants.register',
    entity_type: 'tenant',
    entity_id: tx.tenant_id,
    after: { name: tenant_name, is_demo },
  });
}

/** Gives a company somebody who may do everything; gives their id. */
export async function appointAdmin(tx: Tx, admin: FirstAdmin): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto('identity.users')
    .values({ tenant_id: tx.tenant_id, id, ...admin })
    .execute();
  await setGrants(tx, id, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }]);
  emit(tx, {
    type: 'identity.user_changed',
    aggregate_type: 'user',
    aggregate_id: id,
    outlet_id: null,
    data: { change: 'created', name: admin.name },
  });
  audit(tx, {
    action: 'users.create',
    entity_type: 'user',
    entity_id: id,
    after: { name: admin.name, email: admin.email, roles: ['SUPER_ADMIN'] },
  });
  return id;
}
