import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, type TestHouse } from '../../../../test/support/house.ts';
import { miscountedOutages } from '../modules/housekeeping/testing.ts';
import { seedGroup } from './group.ts';
import { seedHousekeeping } from './hotel-housekeeping.ts';
import { seedHotel } from './hotel.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
  const { group } = await seedGroup(house.database);
  await seedHotel(house.database, group);
  await seedHousekeeping(house.database, group);
});
afterAll(() => house.stop());

const rowsOf = async (statement: string) => (await house.admin.query(statement)).rows;

describe('the demo’s housekeeping', () => {
  it('shows a morning: three people with about as much to do, work in every state', async () => {
    const loads = await rowsOf(
      'select attendant_name, sum(minutes)::int as minutes, max(minutes) as largest from housekeeping.tasks group by 1',
    );
    expect(loads).toHaveLength(3);
    const minutes = loads.map((row) => row.minutes);
    expect(Math.max(...minutes) - Math.min(...minutes)).toBeLessThanOrEqual(
      Math.max(...loads.map((row) => row.largest)),
    );
    const statuses = await rowsOf('select distinct status from housekeeping.tasks order by 1');
    expect(statuses.map((row) => row.status)).toEqual(['DONE', 'INSPECTED', 'IN_PROGRESS', 'OPEN', 'SKIPPED']);
  });

  it('has a room out of order with its ticket, one out of service, found things and somebody too many', async () => {
    expect(
      await rowsOf('select kind, ticket_id is not null as for_ticket from housekeeping.outages order by kind'),
    ).toEqual([
      { kind: 'OUT_OF_ORDER', for_ticket: true },
      { kind: 'OUT_OF_SERVICE', for_ticket: false },
    ]);
    expect(await miscountedOutages(house.admin)).toEqual([]);
    expect(await rowsOf('select kind from housekeeping.discrepancies')).toEqual([{ kind: 'SLEEP' }]);
    expect(await rowsOf('select 1 from housekeeping.found_items')).toHaveLength(2);
    expect(
      await rowsOf("select 1 from reservations.reservations where status = 'IN_HOUSE' and room_id is null"),
    ).toEqual([]);
  });
});
