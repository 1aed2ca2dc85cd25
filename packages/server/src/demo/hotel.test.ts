import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, type TestHouse } from '../../../../test/support/house.ts';
import { miscountedNights } from '../modules/reservations/testing.ts';
import { seedGroup, type DemoGroup } from './group.ts';
import { liveHotel, seedHotel } from './hotel.ts';
import { seededRandom } from './random.ts';

let house: TestHouse;
let group: DemoGroup;
beforeAll(async () => {
  house = await openTestHouse();
  ({ group } = await seedGroup(house.database));
  await seedHotel(house.database, group);
});
afterAll(() => house.stop());

const rowsOf = async (statement: string) => (await house.admin.query(statement)).rows;

describe('the demo hotel', () => {
  it('has 60 rooms of 5 types on 6 floors, open for a year and more', async () => {
    expect(
      await rowsOf(
        'select count(*)::int as rooms, count(distinct room_type_id)::int as types, min(floor) as lowest, max(floor) as highest from rooms.rooms',
      ),
    ).toEqual([{ rooms: 60, types: 5, lowest: 1, highest: 6 }]);
    expect(await rowsOf('select sum(total_units)::int as units from rooms.room_types')).toEqual([{ units: 60 }]);
    const [{ nights }] = await rowsOf(
      'select count(*)::int as nights from rooms.inventory_days where date >= (select business_date from outlets.outlets where id = (select outlet_id from rooms.room_types limit 1))',
    );
    expect(nights).toBe(5 * 400);
  });

  it('has about 120 bookings in every state, none oversold, with priced nights', async () => {
    const counts = Object.fromEntries(
      (await rowsOf('select status, count(*)::int as n from reservations.bookings group by 1')).map((row) => [
        row.status,
        row.n,
      ]),
    );
    expect(counts).toEqual({ CHECKED_OUT: 18, IN_HOUSE: 28, NO_SHOW: 2, CANCELLED: 9, CONFIRMED: 64 });
    expect(await miscountedNights(house.admin)).toEqual([]);
    expect(await rowsOf('select 1 from reservations.reservation_nights where price_minor <= 0')).toEqual([]);
  });

  it('goes on booking and cancelling, and nothing breaks', async () => {
    const random = seededRandom(7);
    for (let beat = 0; beat < 1_200; beat += 1) await liveHotel(house.database, group, random, house.clock.now());
    const [{ created, cancelled }] =
      await rowsOf(`select count(*) filter (where type = 'reservation.created')::int as created,
      count(*) filter (where type = 'reservation.cancelled')::int as cancelled from platform.events where actor ->> 'name' = 'demo'`);
    expect(created).toBeGreaterThan(10);
    expect(cancelled).toBeGreaterThan(2);
    expect(await miscountedNights(house.admin)).toEqual([]);
  });
});
