import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestHouse, type TestHouse } from '../../../../test/support/house.ts';
import { seedGroup } from './group.ts';
import { seedProfiles } from './hotel-profiles.ts';
import { seedStays } from './hotel-stays.ts';
import { seedHotel } from './hotel.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
  const { group } = await seedGroup(house.database);
  await seedHotel(house.database, group);
  await seedProfiles(house.database, group);
  await seedStays(house.database, group);
});
afterAll(() => house.stop());

it('the demo hotel has two options, a family in three kinds of rooms, and guests whom a company sends', async () => {
  const { rows } = await house.admin.query(`
    select (select count(*)::int from reservations.bookings where status = 'OPTIONAL') as options,
      (select count(*)::int from rooms.holds where released_at is null) as held,
      (select count(distinct r.room_type_id)::int from reservations.reservations r join reservations.bookings b using (tenant_id)
        where b.id = r.booking_id and b.guest_name = 'Joana Meireles') as family_types,
      (select count(*)::int from reservations.bookings where company_id is not null and guarantee = 'COMPANY') as sent,
      (select count(*)::int from reservations.booking_notes) as notes`);
  expect(rows).toEqual([{ options: 2, held: 3, family_types: 3, sent: 1, notes: 1 }]);
});
