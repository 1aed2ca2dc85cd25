import pg from 'pg';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { openWebSocket } from '../realtime/clients.ts';
import { describeWith } from '../services/outside-system.ts';
import { postgres, startPostgres, type RunningPostgres } from '../services/postgres.ts';
import { redis, startRedis } from '../services/redis.ts';
import { ask, buildForTest, startServerProcess, type ServerProcess } from './servers.ts';

let cluster: RunningPostgres;
let build: Awaited<ReturnType<typeof buildForTest>>;
let admin: pg.Pool;

beforeAll(async () => {
  if (!postgres.available() && !process.env.CI) return;
  [cluster, build] = await Promise.all([startPostgres(), buildForTest()]);
  admin = new pg.Pool({ connectionString: cluster.url, max: 2 });
  admin.on('error', () => undefined);
});
afterAll(async () => {
  await admin?.end();
  await Promise.all([cluster?.stop(), build?.remove()]);
});

async function post(server: ServerProcess, token: string | null, path: string, body: object): Promise<any> {
  const { status, data } = await ask(server, token, 'POST', path, body);
  expect(status, path).toBe(201);
  return data;
}

async function partsOf(server: ServerProcess): Promise<Record<string, boolean>> {
  const reply = await fetch(`${server.url}/api/v1/health`);
  const { data } = (await reply.json()) as { data: { parts: { name: string; up: boolean }[] } };
  return Object.fromEntries(data.parts.map(({ name, up }) => [name, up]));
}

/** The roles of one house, each in a process of its own, opened together and stopped as a service manager would. */
async function houseInParts(env: Record<string, string>) {
  const urls = { DATABASE_URL: cluster.app_url, DATABASE_DIRECT_URL: cluster.owner_url };
  const [api, realtime, worker] = await Promise.all(
    ['api', 'realtime', 'worker'].map((role) =>
      startServerProcess({ main: build.main, role, env: { ...urls, ...env } }),
    ),
  );
  const parts = { api: api!, realtime: realtime!, worker: worker! };
  onTestFinished(async () => void (await Promise.all(Object.values(parts).map((part) => part.end('SIGKILL')))));
  return parts;
}

/** What one order set going: it is placed at the api, heard at the realtime server and judged late by the worker. */
async function liveThrough({ api, realtime, worker }: Awaited<ReturnType<typeof houseInParts>>): Promise<void> {
  const email = `owner-${Math.random().toString(36).slice(2)}@example.com`;
  const { access: token, tenant } = await post(api, null, '/auth/register', {
    tenant_name: 'In Parts',
    name: 'Owner',
    email,
    password: 'a long enough secret',
  });
  const { id: brand_id } = await post(api, token, '/brands', { name: 'Parts', corporate_id: email });
  const { id: outlet_id } = await post(api, token, '/outlets', {
    brand_id,
    name: 'Café',
    kind: 'CAFE',
    timezone: 'UTC',
    currency: 'EUR',
  });
  const { id: menu_item_id } = await post(api, token, '/menu/items', { outlet_id, name: 'Latte', price_minor: 400 });
  const { id: node_id } = await post(api, token, '/service-nodes', {
    outlet_id,
    name: 'T1',
    node_type: 'TABLE',
    pos_x: 0,
    pos_y: 0,
    pos_z: 0,
    capacity: 2,
  });
  const auth = { type: 'auth', token };
  const listener = await openWebSocket(realtime.url, '/ws/floor', auth);
  for (const deaf of [api, worker])
    await expect(openWebSocket(deaf.url, '/ws/floor', auth)).rejects.toThrow(/Unexpected server response: (404|503)/);
  const { id } = await post(api, token, '/orders', { outlet_id, node_id, lines: [{ menu_item_id, quantity: 1 }] });
  await expect
    .poll(() => listener.heard.some((envelope) => envelope.aggregate_id === id), { timeout: 1_000, interval: 10 })
    .toBe(true);
  await admin.query(`update orders.orders set waiting_since = waiting_since - interval '1 hour' where tenant_id = $1`, [
    tenant.id,
  ]);
  await admin.query(`select graphile_worker.add_job('check_wait_times', '{}')`);
  await expect.poll(() => listener.heard.some(({ data }) => data.to === 'RED'), { timeout: 5_000 }).toBe(true);
  const news = async () =>
    (
      await admin.query('select count(*)::int as news from notifications.notifications where tenant_id = $1', [
        tenant.id,
      ])
    ).rows[0].news;
  await expect.poll(news, { timeout: 5_000 }).toBe(1);
  await listener.close();
}

describeWith(postgres, 'a house in parts', () => {
  it('works as one, and every part stops gracefully when told', async () => {
    const parts = await houseInParts({});
    await liveThrough(parts);
    for (const part of [parts.api, parts.realtime]) expect(await partsOf(part)).toEqual({ database: true });
    expect(await partsOf(parts.worker)).toEqual({ database: true, queue: true });
    const ends = await Promise.all(Object.values(parts).map((part) => part.end('SIGTERM')));
    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0]);
    for (const { ms } of ends) expect(ms).toBeLessThan(8_000);
  }, 60_000);
});

describeWith(redis, 'a house in parts with Redis and Kafka named', () => {
  it('rings over Redis, and shows in its health what is up and what is not', async () => {
    const signal = await startRedis();
    onTestFinished(() => signal.stop());
    // Nobody listens on port 1: the house opens and works all the same, and says what is missing.
    const parts = await houseInParts({ REDIS_URL: signal.url, KAFKA_BROKERS: '127.0.0.1:1' });
    await liveThrough(parts);
    expect(await partsOf(parts.api)).toEqual({ database: true, redis: true });
    expect(await partsOf(parts.worker)).toEqual({ database: true, queue: true, redis: true, kafka: false });
    const [end] = await Promise.all(Object.values(parts).map((part) => part.end('SIGTERM')));
    expect(end!.code).toBe(0);
  }, 60_000);
});
