import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeMessages } from '../../packages/server/src/modules/devices/commands/take-messages.ts';
import { testDevice, testKey, testMessage, testSale } from '../../packages/server/src/modules/devices/testing.ts';
import { openTestHouse, send, type TestHouse, type TestTenant } from '../support/house.ts';

let house: TestHouse;
let tenant: TestTenant;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
});
afterAll(() => house.stop());

const parallel = <T>(times: number, act: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: times }, (_, n) => act(n)));
const eventsOf = async (id: string) =>
  (
    await house.admin.query('select type from platform.events where aggregate_id = $1 order by position', [id])
  ).rows.map((row) => row.type as string);

describe('races of machines', () => {
  it('D10 forty uploads of one sale at once are one sale with one reply; another payload never wins beside it', async () => {
    const device = await testDevice(tenant, tenant.cafe_id);
    const replies = await parallel(40, (n) =>
      send(house, null, 'POST', `/devices/${device.id}/orders/create`, testSale('S-1', n % 4 === 3 ? 999 : 250), {
        'x-device-token': device.token,
      }),
    );
    const [won, refused] = [
      replies.filter(({ status }) => status === 201),
      replies.filter(({ status }) => status === 409),
    ];
    expect(won.length + refused.length).toBe(40);
    expect([10, 30]).toContain(won.length);
    expect(new Set(won.map(({ body }) => body.data.id)).size).toBe(1);
    expect(new Set(refused.map(({ body }) => body.error.code))).toEqual(new Set(['SALE_MISMATCH']));
    expect((await eventsOf(device.id)).filter((type) => type === 'device.sale_recorded')).toHaveLength(1);
  });

  it('twenty registrations of one serial at once are one machine, and the last token given works', async () => {
    const provisioning_key = await testKey(tenant, tenant.cafe_id);
    const replies = await parallel(20, () =>
      send(house, null, 'POST', '/devices/register', { serial: 'RACE-1', model: 'Crema 9', provisioning_key }),
    );
    expect(replies.map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect(new Set(replies.map(({ body }) => body.data.id)).size).toBe(1);
    const open = await parallel(20, (n) =>
      send(house, null, 'GET', '/device/time', undefined, { 'x-device-token': replies[n]!.body.data.token }),
    );
    expect(open.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1);
    expect(open.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(2);
  });

  it('D15 a rotated token used by ten requests at once is promoted once, and all ten are let in', async () => {
    const device = await testDevice(tenant, tenant.cafe_id);
    const { body } = await send(house, null, 'POST', '/device/token/rotate', undefined, {
      'x-device-token': device.token,
    });
    const replies = await parallel(10, () =>
      send(house, null, 'GET', '/device/time', undefined, { 'x-device-token': body.data.token }),
    );
    expect(replies.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect((await send(house, null, 'GET', '/device/time', undefined, { 'x-device-token': device.token })).status).toBe(
      401,
    );
  });

  it('D13, D16 the same messages of many machines through many doors at once are stored once, without a deadlock', async () => {
    const devices = await parallel(6, () => testDevice(tenant, tenant.cafe_id));
    await parallel(12, (door) =>
      tenant.act((tx) =>
        takeMessages(
          tx,
          [...devices, ...devices]
            .map(({ id }, n) => testMessage(id, 1, n < 6 ? door % 4 : 9, { n }))
            .sort(() => (door % 2 ? 1 : -1)),
        ),
      ),
    );
    for (const { id } of devices) {
      const { rows } = await house.admin.query(
        'select count(*)::int as n, max(seq)::int as newest from devices.device_messages where device_id = $1',
        [id],
      );
      expect(rows).toEqual([{ n: 5, newest: 9 }]);
      const latest = await house.admin.query('select seq::int from devices.device_latest where device_id = $1', [id]);
      expect(latest.rows).toEqual([{ seq: 9 }]);
      expect((await eventsOf(id)).filter((type) => type === 'device.went_online')).toHaveLength(1);
    }
  });
});
