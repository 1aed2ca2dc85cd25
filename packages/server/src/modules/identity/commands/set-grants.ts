import type { Grant } from '@hostelry/contracts';
import { sql } from 'kysely';
import { badField, DomainError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { venues } from '../venues.ts';

export type WantedGrant = Pick<Grant, 'role' | 'scope'> & { scope_id?: string | null };

/** A grant names its brand or outlet exactly when it is for one, and the tenant has it. */
export async function checkGrants(tx: Tx, wanted: readonly WantedGrant[]): Promise<Grant[]> {
  const grants = wanted.map((grant) => ({ ...grant, scope_id: grant.scope_id ?? null }));
  for (const [index, grant] of grants.entries()) {
    if (grant.scope === 'TENANT' && grant.scope_id !== null)
      throw badField(`grants[${index}].scope_id`, 'must be empty for the whole tenant');
    if (grant.scope !== 'TENANT' && grant.scope_id === null)
      throw badField(`grants[${index}].scope_id`, 'is required for a brand or an outlet');
  }
  const scope_ids = grants.flatMap((grant) => grant.scope_id ?? []);
  const unknown = scope_ids.length > 0 ? await venues().unknownVenues(tx, scope_ids) : [];
  if (unknown.length > 0) {
    const fields = grants.flatMap((grant, index) =>
      unknown.includes(grant.scope_id!) ? [{ field: `grants[${index}].scope_id`, message: 'does not exist' }] : [],
    );
    throw new DomainError('REFERENCE_NOT_FOUND', { fields });
  }
  return grants;
}

/** Makes these, and only these, the grants of a person. */
export async function setGrants(tx: Tx, user_id: string, grants: readonly Grant[]): Promise<void> {
  const rows = grants.map((grant) => ({ ...grant, id: newId() }));
  await sql`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g (id uuid, role text, scope text, scope_id uuid)
    ), dropped as (
      delete from identity.role_grants g where g.user_id = ${user_id} and not exists (
        select 1 from wanted w where w.role = g.role and w.scope = g.scope and w.scope_id is not distinct from g.scope_id)
    )
    insert into identity.role_grants (tenant_id, id, user_id, role, scope, scope_id)
    select ${tx.tenant_id}::uuid, id, ${user_id}::uuid, role, scope, scope_id from wanted
    on conflict (tenant_id, user_id, role, scope, scope_id) do nothing`.execute(tx.db);
}

/** Makes acts that could take away the last person who may do everything wait for each other. */
export async function guardLastAdmin(tx: Tx): Promise<void> {
  await sql`select id from identity.tenants where id = ${tx.tenant_id} for no key update`.execute(tx.db);
}

/** Refuses, after a change, to leave the tenant without an active person who may do everything. */
export async function expectAnAdmin(tx: Tx): Promise<void> {
  const { rows } = await sql`
    select 1 from identity.role_grants g join identity.users u on u.tenant_id = g.tenant_id and u.id = g.user_id
    where g.role = 'SUPER_ADMIN' and g.scope = 'TENANT' and u.is_active limit 1`.execute(tx.db);
  if (rows.length === 0)
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'last_super_admin' },
      'The last SUPER_ADMIN cannot be removed; name another one first.',
    );
}
