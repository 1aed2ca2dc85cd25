import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bookStays, type StayToBook } from '../../packages/server/src/modules/reservations/index.ts';
import { openRoomType } from '../../packages/server/src/modules/reservations/testing.ts';
import { nightsOf } from '../../packages/server/src/platform/clock.ts';
import { openTestHouse, type TestHouse, type TestTenant } from '../support/house.ts';
import type { Input } from './close-days.ts';
import { runUntilKilled, untilSettled } from './killed-process.ts';

const SCRIPT = fileURLToPath(new URL('./close-days.ts', import.meta.url));
const KILLS = 5;
const ROOMS = 8;
const STAY = { start_date: '2026-06-15', end_date: '2027-06-15' };

let house: TestHouse;
let tenant: TestTenant;
beforeAll(async () => {
  house = await openTestHouse({ pool_size: 4 });
  tenant = await house.createTenant();
});
afterAll(() => house.stop());

it('M13 killed −9 at any moment and run again: every closed day has each of its room nights once, and one day is open', async () => {
  await tenant.act(async (tx) => {
    const { id } = await openRoomType(tx, tenant.hotel_id, { code: 'DBL', units: ROOMS, ...STAY });
    await bookStays(
      tx,
      Array.from({ length: ROOMS }, () => longStay(id)),
    );
  });
  const input: Input = {
    url: house.url,
    application_name: 'crash-audit',
    tenant_id: tenant.tenant_id,
    outlet_id: tenant.hotel_id,
  };
  let steps = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    steps += (await runUntilKilled(SCRIPT, input, 20 + Math.random() * 400)).length;
    await untilSettled(house.admin, input.application_name);
    const { rows } = await house.admin.query(
      `select d.date::text, d.status, o.business_date::text, s.rooms_sold,
         (select count(*)::int from night_audit.room_nights n where n.outlet_id = d.outlet_id and n.business_date = d.date) as nights,
         (select count(*)::int from platform.events e where e.type = 'business_day.closed' and e.data ->> 'date' = d.date::text) as told
       from outlets.business_days d join outlets.outlets o on o.id = d.outlet_id
       left join night_audit.day_statistics s on s.outlet_id = d.outlet_id and s.date = d.date
       where d.outlet_id = $1 order by d.date`,
      [tenant.hotel_id],
    );
    const closed = rows.filter(({ status }) => status === 'CLOSED');
    expect(closed.filter((day) => day.nights !== ROOMS || day.rooms_sold !== ROOMS || day.told !== 1)).toEqual([]);
    const open = rows.filter(({ status }) => status !== 'CLOSED');
    expect(open.map(({ date }) => date)).toEqual([rows.at(-1).business_date]);
    expect([0, ROOMS]).toContain(open[0].nights);
  }
  expect(steps).toBeGreaterThan(10);
}, 60_000);

function longStay(room_type_id: string): StayToBook {
  return {
    ...STAY,
    outlet_id: tenant.hotel_id,
    room_type_id,
    status: 'IN_HOUSE',
    booked_on: '2026-05-01',
    cancelled_on: null,
    channel: null,
    rooms: 1,
    adults: 1,
    children: 0,
    guest: null,
    rate_plan_id: null,
    nightly_prices_minor: nightsOf(STAY.start_date, STAY.end_date).map(() => 9_000),
    currency: 'EUR',
    source: 'IMPORT',
    external_key: null,
    meal_plan: null,
    market_segment: null,
    country: null,
  } as StayToBook;
}
