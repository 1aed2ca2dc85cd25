import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../../platform/ids.ts';
import { authenticateBearer } from './authenticate.ts';
import { forgetActors } from './principals.ts';
import { Tokens } from './tokens.ts';

let house: TestHouse;
let tenant: TestTenant;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
});
afterAll(() => house.stop());

const actorOf = (token: string, at: TestHouse = house) => authenticateBearer({ authorization: `Bearer ${token}` }, at);

describe('a bearer token', () => {
  it('names its person, with each grant resolved to outlets', async () => {
    const { id, token } = await createUser(
      house,
      tenant,
      [
        { role: 'MANAGER', scope: 'OUTLET', scope_id: tenant.hotel_id },
        { role: 'VIEWER', scope: 'BRAND', scope_id: tenant.brand_id },
      ],
      'Ana',
    );
    const actor = await actorOf(token);
    expect(actor).toMatchObject({ kind: 'user', id, name: 'Ana', tenant_id: tenant.tenant_id });
    const reach = Object.fromEntries(actor!.grants.map((grant) => [grant.role, [...(grant.outlet_ids ?? [])].sort()]));
    expect(reach).toEqual({
      MANAGER: [tenant.hotel_id],
      VIEWER: [tenant.hotel_id, tenant.restaurant_id, tenant.cafe_id].sort(),
    });
  });

  it('A2 opens nothing for a brand that does not exist', async () => {
    const { token } = await createUser(house, tenant, [{ role: 'MANAGER', scope: 'BRAND', scope_id: newId() }]);
    expect((await actorOf(token))!.grants[0]!.outlet_ids).toEqual([]);
  });

  it('asks the database once, then answers from memory', async () => {
    const { token } = await createUser(house, tenant, [{ role: 'VIEWER', scope: 'TENANT', scope_id: null }]);
    const first = await actorOf(token);
    const database = new Proxy(house.database, {
      get: () => {
        throw new Error('asked the database');
      },
    });
    expect(await actorOf(token, { ...house, database })).toBe(first);
  });

  it('names nobody once expired, forged, signed with another secret, or of a deactivated person', async () => {
    const { id, token } = await createUser(house, tenant, [{ role: 'VIEWER', scope: 'TENANT', scope_id: null }]);
    expect(await actorOf(token.slice(0, -3))).toBeNull();
    expect(
      await actorOf(token, {
        ...house,
        config: { ...house.config, secret_key: 'another secret of sufficient length' },
      }),
    ).toBeNull();
    const later = { now: () => new Date(house.clock.now().getTime() + 3_601_000) };
    expect(await actorOf(token, { ...house, clock: later as never })).toBeNull();
    expect(await actorOf(token)).toMatchObject({ id });
    await house.admin.query('update identity.users set is_active = false where id = $1', [id]);
    forgetActors((actor) => actor.id === id);
    expect(await actorOf(token)).toBeNull();
  });

  it('A5 a refresh token opens no route', async () => {
    const { id } = await createUser(house, tenant, []);
    const refresh = await new Tokens(house.config).refresh(
      { principal_id: id, tenant_id: tenant.tenant_id, session_id: newId() },
      1,
      house.clock.now(),
    );
    expect(await actorOf(refresh)).toBeNull();
  });
});
