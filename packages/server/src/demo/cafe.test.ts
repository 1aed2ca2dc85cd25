import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestHouse, type TestHouse } from '../../../../test/support/house.ts';
import { startDeviceGateway } from '../modules/devices/index.ts';
import { seedCafe, startDemoMachines } from './cafe.ts';
import { seedGroup } from './group.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.stop());

it('the demo café has six machines with a morning behind them, once; alive they are online, and offline when switched off', async () => {
  const { group } = await seedGroup(house.database);
  await seedCafe(house.database, group);
  await seedCafe(house.database, group);
  const counts = async () =>
    (
      await house.admin.query(
        'select count(*)::int as machines, count(*) filter (where is_online)::int as online from devices.devices',
      )
    ).rows[0];
  expect(await counts()).toEqual({ machines: 6, online: 0 });
  expect((await house.admin.query('select count(*)::int as n from devices.machine_sales')).rows[0].n).toBeGreaterThan(
    36,
  );
  const gateway = await startDeviceGateway({ ...house, config: { ...house.config, mqtt_port: 0 } });
  for (let start = 0; start < 2; start += 1) {
    const machines = await startDemoMachines(house, group, gateway.port);
    await expect.poll(counts, { timeout: 15_000 }).toEqual({ machines: 6, online: 6 });
    await machines.stop();
    await expect.poll(counts, { timeout: 15_000 }).toEqual({ machines: 6, online: 0 });
  }
  await gateway.stop();
});
