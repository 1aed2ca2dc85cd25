import type { House } from '../../house.ts';
import { systemActor } from '../../platform/actor.ts';
import { startSession } from './commands/start-session.ts';
import { Tokens } from './tokens.ts';

/**
 * Opens a session as sign-in would, without a password, and gives its access token. For tests and measurements only.
 */
export async function issueTestSession(
  house: Pick<House, 'config' | 'database'>,
  tenant_id: string,
  user_id: string,
): Promise<string> {
  const { access } = await house.database.inTenant(systemActor(tenant_id), (tx) =>
    startSession(tx, new Tokens(house.config), { kind: 'user', id: user_id }),
  );
  return access;
}
