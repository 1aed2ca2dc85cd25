import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDeviceGateway, type DeviceGateway } from '../packages/server/src/modules/devices/index.ts';
import { testDevice, testEnvelope } from '../packages/server/src/modules/devices/testing.ts';
import { openTestHouse, type TestHouse, type TestTenant } from './support/house.ts';
import { mosquitto, startMosquitto } from './services/mosquitto.ts';
import { describeWith, type RunningSystem } from './services/outside-system.ts';

describeWith(mosquitto, 'machines through an outside broker', () => {
  let house: TestHouse;
  let tenant: TestTenant;
  let outside: RunningSystem;
  let gateway: DeviceGateway;
  let client: MqttClient;
  beforeAll(async () => {
    [house, outside] = await Promise.all([openTestHouse(), startMosquitto()]);
    tenant = await house.createTenant();
    gateway = await startDeviceGateway({ ...house, config: { ...house.config, mqtt_url: outside.url } });
    client = await mqtt.connectAsync(outside.url, { reconnectPeriod: 0 });
  });
  afterAll(async () => {
    client.end(true);
    await gateway.stop();
    await outside.stop();
    await house.stop();
  });

  const count = async (sql: string, id: string) =>
    (await house.admin.query(`select count(*)::int as n from ${sql} where device_id = $1`, [id])).rows[0].n as number;
  const onlineOf = async (id: string) =>
    (await house.admin.query('select is_online from devices.devices where id = $1', [id])).rows[0].is_online as boolean;

  it('takes what machines say, once, and puts poison aside (D13, D14)', async () => {
    const { id } = await testDevice(tenant, tenant.cafe_id);
    const say = (content: object | string) =>
      client.publishAsync(
        `v1/${tenant.tenant_id}/${id}/telemetry`,
        typeof content === 'string' ? content : JSON.stringify(content),
        { qos: 1 },
      );
    await Promise.all(Array.from({ length: 400 }, (_, seq) => say(testEnvelope(1, seq))));
    await Promise.all([say(testEnvelope(1, 7)), say('{"id":'), say(testEnvelope(1, 500, { text: 'a\u0000b' }))]);
    await expect.poll(() => count('devices.quarantined_messages', id), { timeout: 15_000 }).toBe(2);
    expect(await count('devices.device_messages', id)).toBe(400);
    await gateway.check();
  });

  it('knows a machine’s presence from its birth and its last will, and tells it the time', async () => {
    const { id } = await testDevice(tenant, tenant.cafe_id);
    const topic = (kind: string) => `v1/${tenant.tenant_id}/${id}/${kind}`;
    const machine = await mqtt.connectAsync(outside.url, {
      clientId: id,
      reconnectPeriod: 0,
      will: {
        topic: topic('state'),
        payload: Buffer.from(JSON.stringify(testEnvelope(3, 1, { online: false }))),
        qos: 1,
        retain: false,
      },
    });
    await machine.subscribeAsync(topic('time'), { qos: 1 });
    const told = new Promise<string>((resume) =>
      machine.once('message', (_topic, payload) => resume(payload.toString())),
    );
    await machine.publishAsync(topic('birth'), JSON.stringify(testEnvelope(3, 2)), { qos: 1 });
    expect(JSON.parse(await told)).toHaveProperty('now');
    expect(await onlineOf(id)).toBe(true);
    machine.stream.destroy();
    await expect.poll(() => onlineOf(id), { timeout: 10_000 }).toBe(false);
  });

  it('asks again for what was not committed when the house fell', async () => {
    const { id } = await testDevice(tenant, tenant.cafe_id);
    await gateway.stop();
    await client.publishAsync(`v1/${tenant.tenant_id}/${id}/telemetry`, JSON.stringify(testEnvelope(1, 1)), { qos: 1 });
    gateway = await startDeviceGateway({ ...house, config: { ...house.config, mqtt_url: outside.url } });
    await expect.poll(() => count('devices.device_messages', id), { timeout: 10_000 }).toBe(1);
  });
});
