import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestHouse, type TestHouse } from '../../../../test/support/house.ts';
import { openRoomType } from '../modules/reservations/testing.ts';
import { openDemoChannels } from './hotel-channels.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.stop());

it('the demo’s hotel sells by calendar and through an agent that waits, and has a webhook that is paused', async () => {
  const tenant = await house.createTenant();
  await tenant.act(async (tx) => {
    const nights = { start_date: '2026-06-15', end_date: '2026-09-15', price_minor: 24_900 };
    await openRoomType(tx, tenant.hotel_id, { code: 'STE', units: 6, ...nights });
    await openDemoChannels(tx, house.config, tenant.hotel_id);
  });
  const { rows } = await house.admin.query(`
    select (select count(*)::int from channels.feeds) as feeds, (select count(*)::int from channels.mappings) as mappings,
      (select status from channels.channels where kind = 'OTA') as agent, (select status from webhooks.endpoints) as webhook`);
  expect(rows).toEqual([{ feeds: 1, mappings: 1, agent: 'PAUSED', webhook: 'PAUSED' }]);
});
