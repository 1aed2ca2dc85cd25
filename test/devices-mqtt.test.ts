import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startDeviceGateway, type DeviceGateway } from '../packages/server/src/modules/devices/index.ts';
import type { Registered } from '../packages/server/src/modules/devices/commands/register-device.ts';
import { testDevice, testEnvelope, testSale } from '../packages/server/src/modules/devices/testing.ts';
import { changeDevice } from '../packages/server/src/modules/devices/commands/change-device.ts';
import { openTestHouse, type TestHouse, type TestTenant } from './support/house.ts';

let house: TestHouse;
let tenant: TestTenant;
let gateway: DeviceGateway;
const clients: MqttClient[] = [];

beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  gateway = await startDeviceGateway({ ...house, config: { ...house.config, mqtt_port: 0 } });
});
afterEach(() => clients.splice(0).forEach((client) => client.end(true)));
afterAll(async () => {
  await gateway.stop();
  await house.stop();
});

const topic = (device: Registered, kind: string) => `v1/${device.tenant_id}/${device.id}/${kind}`;
const newDevice = () => testDevice(tenant, tenant.cafe_id);

function connect(device: Registered, options: IClientOptions = {}): Promise<MqttClient> {
  const client = mqtt.connect(`mqtt://127.0.0.1:${gateway.port}`, {
    clientId: device.id,
    username: 'machine',
    password: device.token,
    reconnectPeriod: 0,
    keepalive: 5,
    ...options,
  });
  clients.push(client);
  return new Promise((resume, fail) =>
    client
      .once('connect', () => resume(client))
      .once('error', fail)
      .once('close', () => fail(new Error('closed'))),
  );
}

const say = (client: MqttClient, device: Registered, kind: string, content: object | string) =>
  client.publishAsync(topic(device, kind), typeof content === 'string' ? content : JSON.stringify(content), { qos: 1 });
const count = async (sql: string, ...values: unknown[]) =>
  (await house.admin.query(`select count(*)::int as n from ${sql}`, values)).rows[0].n as number;
const onlineOf = async (device: Registered) =>
  (await house.admin.query('select is_online from devices.devices where id = $1', [device.id])).rows[0]
    .is_online as boolean;
const changesOf = async (device: Registered) =>
  (
    await house.admin.query(
      `select type from platform.events where aggregate_id = $1 and type like 'device.went%' order by position`,
      [device.id],
    )
  ).rows.map((row) => row.type.slice(12));

describe('the embedded MQTT broker', () => {
  it('lets a machine in by its token, hears its birth, and tells it the time', async () => {
    const device = await newDevice();
    const client = await connect(device);
    await client.subscribeAsync(topic(device, 'time'), { qos: 1 });
    const told = new Promise<string>((resume) =>
      client.once('message', (_topic, payload) => resume(payload.toString())),
    );
    await say(client, device, 'birth', testEnvelope(1, 1, { firmware: '4.2.0' }));
    expect(JSON.parse(await told)).toEqual({ now: house.clock.now().toISOString() });
    expect(await onlineOf(device)).toBe(true);
  });

  it('refuses another machine’s token, no token, and a machine out of service', async () => {
    const [device, neighbour, suspended] = [await newDevice(), await newDevice(), await newDevice()];
    await expect(connect({ ...device, token: neighbour.token })).rejects.toThrow(/Not authorized/i);
    await expect(connect(device, { password: undefined })).rejects.toThrow(/Not authorized/i);
    await expect(connect({ ...device, id: 'not-a-uuid' })).rejects.toThrow(/Not authorized/i);
    await tenant.act((tx) => changeDevice(tx, suspended.id, { status: 'RETIRED' }));
    await expect(connect(suspended)).rejects.toThrow(/Not authorized/i);
  });

  it('acknowledges only what is in the database', async () => {
    const device = await newDevice();
    const client = await connect(device);
    await Promise.all(
      Array.from({ length: 300 }, async (_, seq) => {
        await say(client, device, 'telemetry', testEnvelope(1, seq));
        if (seq % 50 === 0)
          expect(await count('devices.device_messages where device_id = $1 and seq = $2', device.id, seq)).toBe(1);
      }),
    );
    expect(await count('devices.device_messages where device_id = $1', device.id)).toBe(300);
  });

  it('D15 a machine that speaks for another loses its connection, and nothing is stored', async () => {
    const [device, neighbour] = [await newDevice(), await newDevice()];
    const client = await connect(device);
    const closed = new Promise<void>((resume) => client.once('close', () => resume()));
    client.publish(topic(neighbour, 'telemetry'), JSON.stringify(testEnvelope(1, 1)), { qos: 1 });
    await closed;
    expect(await count('devices.device_messages where device_id = $1', neighbour.id)).toBe(0);
  });

  it.each(['#', 'v1/#', 'v1/+/+/time', 'NEIGHBOUR', '$SYS/#', 'OWN/telemetry'])(
    'D15 a machine may not listen to %s',
    async (asked) => {
      const [device, neighbour] = [await newDevice(), await newDevice()];
      const client = await connect(device);
      const filter = asked
        .replace('NEIGHBOUR', topic(neighbour, 'time'))
        .replace('OWN', `v1/${device.tenant_id}/${device.id}`);
      await expect(
        client.subscribeAsync(filter, { qos: 1 }).then((granted) => {
          if (granted.every(({ qos }) => qos === 128)) throw new Error('refused');
        }),
      ).rejects.toThrow();
    },
  );

  it('D14 acknowledges poison and keeps it, and the connection lives on', async () => {
    const device = await newDevice();
    const client = await connect(device);
    await say(client, device, 'telemetry', '{"id":');
    await say(client, device, 'telemetry', testEnvelope(1, 1, { text: 'a\u0000b' }));
    await say(client, device, 'unheard/of', testEnvelope(1, 2));
    await say(client, device, 'telemetry', testEnvelope(1, 3));
    expect(await count('devices.quarantined_messages where device_id = $1', device.id)).toBe(3);
    expect(await count('devices.device_messages where device_id = $1', device.id)).toBe(1);
    expect(client.connected).toBe(true);
  });

  it('D10 records a sale once, also when it is sent again under a new number', async () => {
    const device = await newDevice();
    const client = await connect(device);
    for (const seq of [1, 2, 2]) await say(client, device, 'sale', testEnvelope(1, seq, testSale('S1')));
    await say(client, device, 'sale', testEnvelope(1, 3, testSale('S1', 999)));
    expect(await count('devices.machine_sales where device_id = $1', device.id)).toBe(1);
    expect(await count('devices.quarantined_messages where device_id = $1', device.id)).toBe(1);
  });

  it('a machine whose line is cut goes offline by its last will, once', async () => {
    const device = await newDevice();
    const will = {
      topic: topic(device, 'state'),
      payload: Buffer.from(JSON.stringify(testEnvelope(1, 0, { online: false }))),
      qos: 1 as const,
      retain: false,
    };
    const client = await connect(device, { will });
    await say(client, device, 'birth', testEnvelope(1, 1));
    client.stream.destroy();
    await expect.poll(() => onlineOf(device), { timeout: 10_000 }).toBe(false);
    expect(await changesOf(device)).toEqual(['online', 'offline']);
    expect(await count(`devices.device_latest where device_id = $1 and kind = 'state'`, device.id)).toBe(1);
  });

  it('a machine that says nothing any more goes offline after one and a half keepalives', async () => {
    const device = await newDevice();
    const client = await connect(device, { keepalive: 1 });
    await expect.poll(() => onlineOf(device), { timeout: 10_000 }).toBe(true);
    // As a machine that lost its power: the connection stays open and nobody speaks.
    client.stream.removeAllListeners('data');
    (client as unknown as { keepaliveManager: { destroy(): void } }).keepaliveManager.destroy();
    await expect.poll(() => onlineOf(device), { timeout: 5_000 }).toBe(false);
  });

  it('the same machine on a second connection stays online when the first ends', async () => {
    const device = await newDevice();
    const first = await connect(device);
    const gone = new Promise<void>((resume) => first.once('close', () => resume()));
    await connect(device);
    await gone;
    await new Promise((resume) => setTimeout(resume, 100));
    expect(await onlineOf(device)).toBe(true);
    expect(await changesOf(device)).toEqual(['online']);
  });

  it('a machine that is suspended while connected loses its connection with its next word', async () => {
    const device = await newDevice();
    const client = await connect(device);
    await say(client, device, 'birth', testEnvelope(1, 1));
    await tenant.act((tx) => changeDevice(tx, device.id, { status: 'SUSPENDED' }));
    const closed = new Promise<void>((resume) => client.once('close', () => resume()));
    client.publish(topic(device, 'telemetry'), JSON.stringify(testEnvelope(1, 2)), { qos: 1 });
    await closed;
    expect(await count('devices.device_messages where device_id = $1', device.id)).toBe(1);
    expect(await onlineOf(device)).toBe(false);
  });
});
