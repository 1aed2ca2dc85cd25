import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, send, type TestHouse } from '../../../../test/support/house.ts';
import { DEMO_ACCOUNTS, findGroup, seedGroup } from './group.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.stop());

describe('the demo group', () => {
  it('is not there until it is seeded, and seeding twice adds nothing', async () => {
    expect(await findGroup(house.database)).toBeNull();
    expect((await send(house, null, 'GET', '/auth/demo-accounts')).body.data).toEqual([]);
    const first = await seedGroup(house.database);
    const second = await seedGroup(house.database);
    expect([first.is_new, second.is_new]).toEqual([true, false]);
    expect(second.group).toEqual(first.group);
    expect((await send(house, null, 'GET', '/auth/demo-accounts')).body.data).toEqual(DEMO_ACCOUNTS);
  });

  it('lets one of every role sign in and see where they work', async () => {
    await seedGroup(house.database);
    const seen: Record<string, number> = {};
    for (const { email, username, password, role } of DEMO_ACCOUNTS) {
      const { status, body } = await send(house, null, 'POST', '/auth/token', { email, password });
      expect([email, status, body.data?.user.roles]).toEqual([email, 200, [role]]);
      seen[username] = (await send(house, body.data.access, 'GET', '/outlets')).body.data.length;
    }
    expect(seen).toEqual({
      admin: 3,
      property: 1,
      manager: 3,
      frontdesk: 1,
      waiter: 2,
      chef: 2,
      housekeeper: 1,
      technician: 3,
      viewer: 3,
    });
  });
});
