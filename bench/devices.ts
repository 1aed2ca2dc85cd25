import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { rawClients, type BenchHouse, type Figure } from './support.ts';

const run = promisify(execFile);
const TSX = fileURLToPath(new URL('../node_modules/tsx/dist/cli.mjs', import.meta.url));
const LOAD = fileURLToPath(new URL('./mqtt-load.ts', import.meta.url));

const MACHINES = 100;
const WINDOW = 32;
const SECONDS = 6;
const ROWS_PER_STATEMENT = 500;
const CEILING_CONNECTIONS = 2;

/** QoS 1 messages that are committed before they are acknowledged, through the embedded broker of one process. */
export async function benchDevices(house: BenchHouse): Promise<Figure[]> {
  if (house.mqtt_port === null) throw new Error('the server did not open its MQTT broker');
  const devices = await registerMachines(house);
  const load = (seconds: number, boot: number) =>
    sendTelemetry({ port: house.mqtt_port!, tenant_id: house.tenant_id, devices, window: WINDOW, seconds, boot });
  await load(2, 1);
  const { per_second, acknowledged } = await load(SECONDS, 2);
  await expectCommitted(house, 2, acknowledged);
  const ceiling = await rawInserts(
    house,
    devices.map((device) => device.id),
  );
  return [
    {
      what: 'device messages, QoS 1, committed before acknowledged',
      unit: '/s',
      figure: per_second,
      ceiling,
      ceiling_is: `${ROWS_PER_STATEMENT}-row inserts of the same rows, no MQTT, no latest state`,
      limited_by: 'one Node thread: reading MQTT and JSON',
    },
  ];
}

async function registerMachines(house: BenchHouse): Promise<{ id: string; token: string }[]> {
  const brand = await house.api('POST', '/brands', { name: 'Bench', corporate_id: `BENCH-${Date.now()}` });
  const outlet = await house.api('POST', '/outlets', {
    brand_id: brand.id,
    name: 'Bench Café',
    kind: 'CAFE',
    timezone: 'Europe/Lisbon',
    currency: 'EUR',
    city: 'Lisbon',
    seating_capacity: 20,
  });
  const { secret } = await house.api('POST', '/devices/provisioning-keys', { outlet_id: outlet.id, name: 'Bench' });
  return Promise.all(
    Array.from({ length: MACHINES }, (_, n) =>
      house.api('POST', '/devices/register', { serial: `BENCH-${n}`, model: 'Crema 9', provisioning_key: secret }),
    ),
  );
}

async function sendTelemetry(load: object): Promise<{ per_second: number; acknowledged: number }> {
  const { stdout } = await run(process.execPath, [TSX, LOAD, JSON.stringify(load)], { maxBuffer: 1_000_000 });
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as { per_second: number; acknowledged: number };
}

/** A figure counts only if every acknowledged message is in the database. */
async function expectCommitted(house: BenchHouse, boot: number, acknowledged: number): Promise<void> {
  const [client] = (await rawClients(house.admin_url, 1)) as [pg.Client];
  const { rows } = await client.query(
    'select count(*)::int as stored from devices.device_messages where tenant_id = $1 and boot = $2',
    [house.tenant_id, boot],
  );
  await client.end();
  if (rows[0].stored < acknowledged)
    throw new Error(`${acknowledged} messages were acknowledged, but ${rows[0].stored} are stored`);
}

async function rawInserts(house: BenchHouse, device_ids: string[]): Promise<number> {
  const clients = await rawClients(house.admin_url, CEILING_CONNECTIONS);
  const end = performance.now() + 4_000;
  const started = performance.now();
  let [rows, seq] = [0, 0];
  const data = JSON.stringify({
    boiler_c: 92.4,
    group_c: 88.1,
    pressure_bar: 9.1,
    flow_ml_s: 2.4,
    cups_total: 10_000,
    water_l: 3.2,
    beans_g: 740,
    milk_ml: 1_200,
  });
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < end) {
        const numbers = Array.from({ length: ROWS_PER_STATEMENT }, () => (seq += 1));
        await client.query({
          name: 'raw_messages',
          text: `insert into devices.device_messages (tenant_id, device_id, boot, seq, kind, message_id, sent_at, received_at, data)
          select $1, device_id, 3, seq, 'telemetry', '3-' || seq, now(), now(), data
          from unnest($2::uuid[], $3::bigint[], $4::jsonb[]) as given (device_id, seq, data) on conflict do nothing`,
          values: [
            house.tenant_id,
            numbers.map((n) => device_ids[n % device_ids.length]),
            numbers,
            numbers.map(() => data),
          ],
        });
        rows += ROWS_PER_STATEMENT;
      }
    }),
  );
  const per_second = rows / ((performance.now() - started) / 1_000);
  await Promise.all(clients.map((client) => client.end()));
  return per_second;
}
