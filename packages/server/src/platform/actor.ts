import { ROLE_PERMISSIONS, type Grant, type Permission } from '@hostelry/contracts';
import { DomainError } from './errors.ts';

/** Who acts: a person, a guest, a machine, an integration, or the house itself. */
export interface Actor {
  kind: 'user' | 'customer' | 'device' | 'api_key' | 'system';
  tenant_id: string;
  id: string;
  name: string;
  /** The sign-in session, where there is one. */
  session_id: string | null;
  grants: readonly ResolvedGrant[];
  /** For API keys: the permissions it was given. For devices and customers: what their kind may do. */
  scopes: readonly Permission[];
}

/** A grant with its brand already resolved to outlets; null means every outlet of the tenant. */
export interface ResolvedGrant extends Grant {
  outlet_ids: readonly string[] | null;
}

/** The house acting for a tenant: jobs, reactions, the night audit. It may do everything inside that tenant. */
export function systemActor(tenant_id: string, name = 'system'): Actor {
  return { kind: 'system', tenant_id, id: tenant_id, name, session_id: null, grants: [], scopes: [] };
}

/**
 * The outlets in which the actor holds a permission: 'all', or a list that may be empty.
 * An unknown permission, role or scope gives an empty list: missing means denied (A2).
 */
export function outletsWith(actor: Actor, permission: Permission): 'all' | readonly string[] {
  if (actor.kind === 'system') return 'all';
  const outlets = new Set<string>();
  for (const grant of actor.grants) {
    const allowed =
      actor.kind === 'user'
        ? (ROLE_PERMISSIONS[grant.role] ?? []).includes(permission)
        : actor.scopes.includes(permission);
    if (!allowed) continue;
    if (grant.outlet_ids === null) return 'all';
    for (const outlet_id of grant.outlet_ids) outlets.add(outlet_id);
  }
  return [...outlets];
}

/** Whether the actor may use a permission anywhere, or in the given outlet. Tenant-wide things take `outlet_id` null. */
export function may(actor: Actor, permission: Permission, outlet_id?: string | null): boolean {
  const outlets = outletsWith(actor, permission);
  if (outlets === 'all') return true;
  if (outlet_id === undefined) return outlets.length > 0;
  return outlet_id !== null && outlets.includes(outlet_id);
}

/** Refuses with 403 unless the actor holds the permission in the outlet (`null`: over the whole tenant). */
export function authorize(actor: Actor, permission: Permission, outlet_id?: string | null): void {
  if (!may(actor, permission, outlet_id)) throw new DomainError('FORBIDDEN', { permission, outlet_id });
}
