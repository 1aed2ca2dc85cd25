import { ROLE_PERMISSIONS, type Grant, type Permission } from '@hostelry/contracts';
import { outletsWith, type Actor, type ResolvedGrant } from '../../platform/actor.ts';
import { DomainError } from '../../platform/errors.ts';

type GivenGrant = Pick<Grant, 'role' | 'scope' | 'scope_id'>;

/**
 * Whether the place of one grant holds all of another's: the tenant holds everything, a brand its outlets, now and
 * later.
 */
function holds(own: ResolvedGrant, other: GivenGrant): boolean {
  if (own.scope === 'TENANT') return true;
  if (other.scope === 'TENANT') return false;
  if (own.scope === other.scope) return own.scope_id === other.scope_id;
  return own.scope === 'BRAND' && (own.outlet_ids ?? []).includes(other.scope_id!);
}

/**
 * Whether the actor itself has everything that a grant gives, in the place where it gives it, and may manage people
 * there.
 */
export function mayGrant(actor: Actor, grant: GivenGrant): boolean {
  if (actor.kind === 'system') return true;
  const needed: Permission[] = [...ROLE_PERMISSIONS[grant.role], 'users.manage'];
  return needed.every((permission) =>
    actor.grants.some(
      (own) =>
        (actor.kind === 'user' ? ROLE_PERMISSIONS[own.role] : actor.scopes).includes(permission) && holds(own, grant),
    ),
  );
}

/** Refuses to give, or to touch the holder of, more than the actor has: nobody makes themselves bigger. */
export function authorizeGrants(actor: Actor, grants: readonly GivenGrant[]): void {
  const beyond = grants.find((grant) => !mayGrant(actor, grant));
  if (beyond)
    throw new DomainError(
      'FORBIDDEN',
      { grant: beyond },
      'Nobody can give, or change, more than they hold themselves.',
    );
  // Somebody without any role belongs to no place, so only those who manage the whole tenant touch them.
  if (grants.length === 0 && outletsWith(actor, 'users.manage') !== 'all')
    throw new DomainError('FORBIDDEN', { permission: 'users.manage' });
}

/** Refuses scopes for an integration that its maker does not hold in the same outlets (null: everywhere). */
export function authorizeScopes(
  actor: Actor,
  scopes: readonly Permission[],
  outlet_ids: readonly string[] | null,
): void {
  for (const permission of new Set<Permission>([...scopes, 'api_keys.manage'])) {
    const reach = outletsWith(actor, permission);
    if (reach === 'all') continue;
    if (outlet_ids === null || outlet_ids.some((id) => !reach.includes(id)))
      throw new DomainError('FORBIDDEN', { permission }, 'A key cannot do more than its maker.');
  }
}
