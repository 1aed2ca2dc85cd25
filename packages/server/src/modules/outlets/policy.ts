import { ROLE_PERMISSIONS, type Permission } from '@hostelry/contracts';
import { may, outletsWith, type Actor } from '../../platform/actor.ts';
import { DomainError } from '../../platform/errors.ts';

/** The brands in which the actor holds a permission over the whole brand, including outlets it will have later. */
export function brandsWith(actor: Actor, permission: Permission): 'all' | string[] {
  if (outletsWith(actor, permission) === 'all') return 'all';
  return actor.grants
    .filter((grant) => grant.scope === 'BRAND' && ROLE_PERMISSIONS[grant.role].includes(permission))
    .map((grant) => grant.scope_id!);
}

/** Refuses with 403 unless the actor runs the whole brand. */
export function authorizeBrand(actor: Actor, permission: Permission, brand_id: string): void {
  const brands = brandsWith(actor, permission);
  if (brands !== 'all' && !brands.includes(brand_id)) throw new DomainError('FORBIDDEN', { permission, brand_id });
}

/** Whether the actor may look at an outlet at all. */
export function maySeeOutlet(actor: Actor, outlet_id: string): boolean {
  return may(actor, 'organisation.read', outlet_id);
}
