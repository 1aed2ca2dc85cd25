import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { systemActor } from '../../platform/actor.ts';
import { miscountedNights } from '../reservations/testing.ts';
import { importHotelBookings } from './index.ts';
import { plainCount, soldPerMonth } from './testing.ts';

const FILE = fileURLToPath(
  new URL('../../../../../../shared/data/hotel-booking-demand/hotel_bookings.csv.gz', import.meta.url),
);
/** A bound for a test that hangs, not a measure of speed: `npm run bench` measures that. */
const MOST_MS = 900_000;

/** What the hotels' own figures come to; see the data set's description. */
const GOLDEN = {
  CITY: {
    room_nights: 135_153,
    revenue_minor: 1_439_441_018,
    adr: '106.5046',
    alos: '2.9236',
    cancelled: '0.4057',
    no_shows: '0.0115',
    lead: '109.7357',
  },
  RESORT: {
    room_nights: 119_887,
    revenue_minor: 1_160_185_023,
    adr: '96.7732',
    alos: '4.1429',
    cancelled: '0.2704',
    no_shows: '0.0073',
    lead: '92.6757',
  },
};

/** The whole table is not in the repository; where it lies beside it, all of it is brought in. */
describe.skipIf(!existsSync(FILE))('the whole hotel booking table', () => {
  let house: TestHouse;
  let tenant: TestTenant;
  beforeAll(async () => {
    house = await openTestHouse();
    tenant = await house.createTenant();
  });
  afterAll(() => house.stop());

  it(
    'books all 119,390 rows; nights and revenue equal those of the file',
    async () => {
      const actor = systemActor(tenant.tenant_id, 'import');
      const report = await importHotelBookings((act) => house.database.inTenant(actor, act), {
        path: FILE,
        file_name: 'hotel_bookings.csv.gz',
        outlet_id: tenant.hotel_id,
      });
      expect(report).toMatchObject({
        status: 'COMPLETED',
        rows_read: 119_390,
        stays: 75_166,
        cancelled: 43_017,
        no_shows: 1_207,
        refused: 0,
        room_nights: 255_040,
      });
      expect(await soldPerMonth(house.admin, tenant.hotel_id)).toEqual(await plainCount(FILE));
      const { rows } = await house.admin.query(`
      select left(t.code, 1) as hotel, sum(r.total_minor)::bigint as revenue_minor
      from reservations.reservations r join rooms.room_types t on t.tenant_id = r.tenant_id and t.id = r.room_type_id
      where r.status = 'CHECKED_OUT' group by 1 order by 1`);
      expect(rows.map((row) => [row.hotel, Number(row.revenue_minor)])).toEqual([
        ['C', 1_439_441_018],
        ['R', 1_160_185_023],
      ]);
      expect(await miscountedNights(house.admin)).toEqual([]);
      expect(await figuresByHotel()).toEqual(GOLDEN);
    },
    MOST_MS,
  );

  /** The figures as the API tells them by room type, added up for the two hotels that the file has in it. */
  async function figuresByHotel(): Promise<Record<string, object>> {
    const { token } = await createUser(house, tenant, [
      { role: 'MANAGER', scope: 'OUTLET', scope_id: tenant.hotel_id },
    ]);
    const period = `outlet_id=${tenant.hotel_id}&from=2015-06-01&to=2018-01-31&group_by=room_type`;
    const { body } = await send(house, token, 'GET', `/analytics/hotel?${period}`);
    const hotels = Object.keys(GOLDEN).map((hotel) => {
      const types = (body.data.rows as ({ key: string } & Record<string, number>)[]).filter(({ key }) =>
        key.startsWith(hotel),
      );
      const sum = (field: string) => types.reduce((total, type) => total + type[field]!, 0);
      return [
        hotel,
        {
          room_nights: sum('rooms_sold'),
          revenue_minor: sum('room_revenue_minor'),
          adr: (sum('room_revenue_minor') / sum('rooms_sold') / 100).toFixed(4),
          alos: (sum('stay_nights') / sum('stays')).toFixed(4),
          cancelled: (sum('cancelled') / sum('bookings')).toFixed(4),
          no_shows: (sum('no_shows') / sum('bookings')).toFixed(4),
          lead: (sum('lead_days') / sum('bookings')).toFixed(4),
        },
      ];
    });
    return Object.fromEntries(hotels);
  }
});
