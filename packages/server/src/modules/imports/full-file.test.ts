import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { systemActor } from '../../platform/actor.ts';
import { miscountedNights } from '../reservations/testing.ts';
import { importHotelBookings } from './index.ts';
import { plainCount, soldPerMonth } from './testing.ts';

const FILE = fileURLToPath(
  new URL('../../../../../../shared/data/hotel-booking-demand/hotel_bookings.csv.gz', import.meta.url),
);
/** A bound for a test that hangs, not a measure of speed: `npm run bench` measures that. */
const MOST_MS = 900_000;

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
    },
    MOST_MS,
  );
});
