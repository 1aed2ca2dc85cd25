import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Registered } from '../packages/server/src/modules/devices/commands/register-device.ts';
import { testDevice, testEnvelope, testSale } from '../packages/server/src/modules/devices/testing.ts';
import { openTestHouse, type TestHouse, type TestTenant } from './support/house.ts';

const TSX = fileURLToPath(new URL('../node_modules/tsx/dist/cli.mjs', import.meta.url));
const BROKER = fileURLToPath(new URL('./support/device-broker.ts', import.meta.url));
const MACHINES = 8;
const KILLS = 2;

let house: TestHouse;
let tenant: TestTenant;
const children: ChildProcess[] = [];
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await house.stop();
});

/** Starts the broker on a port, the first time on any. */
async function startBroker(port: number): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, ['--import', `${TSX.replace('cli.mjs', 'loader.mjs')}`, BROKER], {
    env: { ...process.env, DATABASE_URL: house.url, MQTT_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return new Promise((resume, fail) => {
    child.stdout!.once('data', (chunk: Buffer) =>
      resume({ child, port: (JSON.parse(chunk.toString()) as { port: number }).port }),
    );
    child.once('exit', (code) => fail(new Error(`the broker ended with ${code}`)));
  });
}

/** A machine that sends without pause, counts what was acknowledged, and comes back after every fall. */
function chatter(
  device: Registered,
  port: number,
): { client: MqttClient; acknowledged: Set<number>; sold: Set<string>; stop(): Promise<void> } {
  const client = mqtt.connect(`mqtt://127.0.0.1:${port}`, {
    clientId: device.id,
    username: 'machine',
    password: device.token,
    reconnectPeriod: 100,
    keepalive: 5,
  });
  const [acknowledged, sold] = [new Set<number>(), new Set<string>()];
  let [seq, stopped] = [0, false];
  const send = () => {
    if (stopped) return;
    const mine = (seq += 1);
    const order = mine % 10 === 0 ? `S-${mine}` : null;
    const envelope = testEnvelope(1, mine, order ? testSale(order) : { n: mine });
    client.publish(
      `v1/${device.tenant_id}/${device.id}/${order ? 'sale' : 'telemetry'}`,
      JSON.stringify(envelope),
      { qos: 1 },
      (error) => {
        if (error) return;
        acknowledged.add(mine);
        if (order) sold.add(order);
        send();
      },
    );
  };
  for (let n = 0; n < 20; n += 1) send();
  return {
    client,
    acknowledged,
    sold,
    stop: async () => {
      stopped = true;
      await client.endAsync(true);
    },
  };
}

describe('D13 the broker killed (−9) under load', () => {
  it('every acknowledged message is in the database, once, and so is every sale', async () => {
    let broker = await startBroker(0);
    const devices = await Promise.all(Array.from({ length: MACHINES }, () => testDevice(tenant, tenant.cafe_id)));
    const machines = devices.map((device) => chatter(device, broker.port));
    const total = () => machines.reduce((sum, machine) => sum + machine.acknowledged.size, 0);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = total();
      await expect.poll(total, { timeout: 15_000 }).toBeGreaterThan(before + 300);
      await new Promise((resume) => setTimeout(resume, Math.random() * 60));
      const gone = new Promise((resume) => broker.child.once('exit', resume));
      broker.child.kill('SIGKILL');
      await gone;
      broker = await startBroker(broker.port);
    }
    const before = total();
    await expect.poll(total, { timeout: 15_000 }).toBeGreaterThan(before + 300);
    await Promise.all(machines.map((machine) => machine.stop()));
    for (const [index, { acknowledged, sold }] of machines.entries()) {
      const id = devices[index]!.id;
      const stored = await house.admin.query('select seq::int from devices.device_messages where device_id = $1', [id]);
      const seqs = stored.rows.map((row) => row.seq as number);
      expect(new Set(seqs).size).toBe(seqs.length);
      const kept = new Set(seqs);
      expect([...acknowledged].filter((seq) => !kept.has(seq))).toEqual([]);
      const sales = await house.admin.query('select device_order_id from devices.machine_sales where device_id = $1', [
        id,
      ]);
      const orders = sales.rows.map((row) => row.device_order_id as string);
      expect(new Set(orders).size).toBe(orders.length);
      expect([...sold].filter((order) => !orders.includes(order))).toEqual([]);
    }
  }, 90_000);
});
