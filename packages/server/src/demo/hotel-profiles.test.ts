import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestHouse, type TestHouse } from '../../../../test/support/house.ts';
import { seedGroup } from './group.ts';
import { seedProfiles } from './hotel-profiles.ts';
import { seedHotel } from './hotel.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
  const { group } = await seedGroup(house.database);
  await seedHotel(house.database, group);
  await seedProfiles(house.database, group);
});
afterAll(() => house.stop());

it('the demo hotel knows its regulars, three companies, a wedding half picked up and somebody who waits', async () => {
  const { rows } = await house.admin.query(`
    select (select count(*)::int from guests.companies) as companies, (select count(*)::int from guests.guests where preferences <> '{}') as known,
      (select sum(allotted)::int from groups.allotments) as allotted, (select sum(picked_up)::int from groups.allotments) as picked_up,
      (select count(*)::int from reservations.waitlist_entries where status = 'WAITING') as waiting`);
  expect(rows).toEqual([{ companies: 3, known: 2, allotted: 12, picked_up: 6, waiting: 1 }]);
});
