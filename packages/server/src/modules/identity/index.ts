import type { Module } from '../../platform/module.ts';
import { authenticateBearer } from './authenticate.ts';
import { forgetActors, forgetSession } from './principals.ts';

export { createUser } from './commands/create-user.ts';
export { appointAdmin, foundTenant } from './commands/register-tenant.ts';
export { DEMO_ACCOUNTS } from './demo-accounts.ts';
export { provideVenues } from './venues.ts';

/** Who is who: tenants, people, roles, sessions, keys of integrations, one-time codes, feature flags, the audit log. */
export const identityModule: Module = {
  name: 'identity',
  authenticators: [authenticateBearer],
  onEvent: (event) => {
    switch (event.type) {
      case 'identity.session_revoked': return forgetSession(event.aggregate_id);
      case 'identity.user_changed': return forgetActors((actor) => actor.id === event.aggregate_id);
      // A brand's grants reach the outlets it has now.
      case 'outlets.outlet_changed': return forgetActors((actor) => actor.tenant_id === event.tenant_id && actor.grants.some((grant) => grant.scope === 'BRAND'));
      default: return undefined;
    }
  },
};
