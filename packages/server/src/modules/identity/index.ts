import { nameConstraint } from '../../platform/database/constraints.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Module } from '../../platform/module.ts';
import { authenticateApiKey, forgetApiKey } from './api-keys.ts';
import { authenticateBearer } from './authenticate.ts';
import { forgetFlags } from './flags.ts';
import { forgetActors, forgetSession } from './principals.ts';
import { routes } from './routes.ts';

export { createUser } from './commands/create-user.ts';
export { appointAdmin, foundTenant } from './commands/found-tenant.ts';
export { setPassword } from './commands/set-password.ts';
export { DEMO_ACCOUNTS } from './demo-accounts.ts';
export { isFlagOn } from './flags.ts';
export { hashPassword } from './passwords.ts';
export { findColleague, findCredentials, peopleInRole, peopleWith } from './queries.ts';
export { provideVenues } from './venues.ts';

nameConstraint(
  'users_email_unique',
  () => new DomainError('DUPLICATE', { fields: [{ field: 'email', message: 'is taken' }] }),
);
nameConstraint(
  'users_username_unique',
  () => new DomainError('DUPLICATE', { fields: [{ field: 'username', message: 'is taken' }] }),
);

/** Who is who: tenants, people, roles, sessions, keys of integrations, one-time codes, feature flags, the audit log. */
export const identityModule: Module = {
  name: 'identity',
  routes,
  authenticators: [authenticateBearer, authenticateApiKey],
  onEvent: (event) => {
    switch (event.type) {
      case 'identity.session_revoked':
        return forgetSession(event.aggregate_id);
      case 'identity.user_changed':
        return forgetActors((actor) => actor.id === event.aggregate_id);
      case 'identity.api_key_changed':
        return forgetApiKey(event.aggregate_id);
      case 'identity.flag_changed':
        return forgetFlags(event.tenant_id);
      // A brand's grants reach the outlets it has now.
      case 'outlets.outlet_changed':
        return forgetActors(
          (actor) => actor.tenant_id === event.tenant_id && actor.grants.some((grant) => grant.scope === 'BRAND'),
        );
      default:
        return undefined;
    }
  },
};
