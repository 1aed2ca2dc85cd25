import { readdir } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { MIGRATIONS } from '../support/cluster.ts';
import { openWebSocket, type Listener } from '../realtime/clients.ts';
import { describeWith } from '../services/outside-system.ts';
import { postgres, startPostgres, type RunningPostgres } from '../services/postgres.ts';
import { ask, buildForTest, startServerProcess, type ServerProcess } from './servers.ts';

let cluster: RunningPostgres;
let build: Awaited<ReturnType<typeof buildForTest>>;
let admin: pg.Pool;
let env: Record<string, string>;
const running: ServerProcess[] = [];

async function start(role?: string): Promise<ServerProcess> {
  const server = await startServerProcess({ main: build.main, role, env });
  running.push(server);
  return server;
}

/** A company with one café, set up over the API as an owner would. */
async function foundCompany(server: ServerProcess) {
  const email = `owner-${Math.random().toString(36).slice(2)}@example.com`;
  const { status, data } = await ask(server, null, 'POST', '/auth/register', {
    tenant_name: 'Two Doors',
    name: 'Owner',
    email,
    password: 'a long enough secret',
  });
  expect(status).toBe(201);
  const token = data.access as string;
  const make = async (path: string, body: object, at = server) => {
    const made = await ask(at, token, 'POST', path, body);
    expect(made, path).toMatchObject({ status: 201 });
    return made.data.id as string;
  };
  const brand_id = await make('/brands', { name: 'Doors', corporate_id: email });
  const outlet_id = await make('/outlets', { brand_id, name: 'Café', kind: 'CAFE', timezone: 'UTC', currency: 'EUR' });
  const menu_item_id = await make('/menu/items', { outlet_id, name: 'Latte', price_minor: 400 });
  return { token, email, outlet_id, menu_item_id, make, tenant_id: data.tenant.id as string };
}

type Company = Awaited<ReturnType<typeof foundCompany>>;

const order = (server: ServerProcess, { token, outlet_id, menu_item_id }: Company, node_id?: string) =>
  ask(server, token, 'POST', '/orders', { outlet_id, node_id, lines: [{ menu_item_id, quantity: 1 }] });

async function listen(
  server: ServerProcess,
  company: Company,
  path: string,
  from: number | null = null,
): Promise<Listener> {
  const listener = await openWebSocket(server.url, path, { type: 'auth', token: company.token, from });
  onTestFinished(() => listener.close());
  return listener;
}

/** How often people were told of a late table. */
async function waitingNews({ tenant_id }: Company): Promise<number> {
  const { rows } = await admin.query(
    `select count(*)::int as news from notifications.notifications where tenant_id = $1 and kind = 'order_waiting'`,
    [tenant_id],
  );
  return rows[0].news;
}

const heardOf = (listener: Listener, id: string) => listener.heard.some((envelope) => envelope.aggregate_id === id);

beforeAll(async () => {
  if (!postgres.available() && !process.env.CI) return;
  [cluster, build] = await Promise.all([startPostgres(), buildForTest()]);
  admin = new pg.Pool({ connectionString: cluster.url, max: 2 });
  admin.on('error', () => undefined);
  env = { DATABASE_URL: cluster.app_url, DATABASE_DIRECT_URL: cluster.owner_url };
});
afterAll(async () => {
  await Promise.all(running.map((server) => server.end('SIGKILL')));
  await admin?.end();
  await Promise.all([cluster?.stop(), build?.remove()]);
});

describeWith(postgres, 'two servers on one PostgreSQL 15', () => {
  let a: ServerProcess;
  let b: ServerProcess;
  let company: Company;

  it('open at the same time on an empty database, and migrate it once', async () => {
    [a, b] = await Promise.all([start(), start()]);
    const { rows } = await admin.query('select name from platform.migrations order by name');
    expect(rows.map(({ name }) => name)).toEqual(
      (await readdir(MIGRATIONS)).filter((file) => file.endsWith('.sql')).sort(),
    );
    for (const server of [a, b])
      expect(await ask(server, null, 'GET', '/health')).toMatchObject({ status: 200, data: { status: 'up' } });
    const roles = await admin.query(
      `select distinct usename from pg_stat_activity where application_name = 'hostelry'`,
    );
    expect(roles.rows).toEqual([{ usename: 'hostelry_app' }]);
  }, 60_000);

  it('share who is signed in, and who no longer is', async () => {
    company = await foundCompany(a);
    expect((await ask(b, company.token, 'GET', '/auth/me')).status).toBe(200);
    const second = await ask(b, null, 'POST', '/auth/token', {
      email: company.email,
      password: 'a long enough secret',
    });
    const token = second.data.access as string;
    expect((await ask(a, token, 'GET', '/auth/me')).status).toBe(200);
    expect((await ask(b, token, 'POST', '/auth/logout', { refresh: second.data.refresh })).status).toBe(200);
    await expect.poll(async () => (await ask(a, token, 'GET', '/auth/me')).status, { timeout: 2_000 }).toBe(401);
  });

  it('hear each other within a second', async () => {
    const listener = await listen(b, company, `/ws/orders/${company.outlet_id}`);
    for (let n = 0; n < 5; n += 1) {
      const placed = await order(a, company);
      expect(placed.status).toBe(201);
      await expect.poll(() => heardOf(listener, placed.data.id), { timeout: 1_000, interval: 10 }).toBe(true);
    }
  });

  it('E2 run a job and the reactions to it once between them', async () => {
    const listener = await listen(b, company, `/ws/floor/${company.outlet_id}`);
    const tables: string[] = [];
    for (let n = 0; n < 6; n += 1) {
      tables.push(
        await company.make('/service-nodes', {
          outlet_id: company.outlet_id,
          name: `Table ${n}`,
          node_type: 'TABLE',
          pos_x: n,
          pos_y: 0,
          pos_z: 0,
          capacity: 4,
        }),
      );
      expect((await order(n % 2 ? a : b, company, tables[n]!)).status).toBe(201);
    }
    await admin.query(
      `update orders.orders set waiting_since = waiting_since - interval '1 hour' where tenant_id = $1`,
      [company.tenant_id],
    );
    await admin.query(`select graphile_worker.add_job('check_wait_times', '{}')`);
    await expect.poll(() => listener.heard.filter(({ data }) => data.to === 'RED').length, { timeout: 5_000 }).toBe(6);
    await expect.poll(() => waitingNews(company), { timeout: 5_000 }).toBe(6);
    await new Promise((resume) => setTimeout(resume, 500));
    expect(await waitingNews(company)).toBe(6);
    // Both servers know the clock's jobs by the same names, so each tick is one job.
    const { rows } = await admin.query(
      `select identifier from graphile_worker._private_known_crontabs where identifier = 'check_wait_times'`,
    );
    expect(rows).toHaveLength(1);
  });

  it('E4 one killed leaves the other serving, and its clients go on there without a gap', async () => {
    const before = await listen(a, company, '/ws/orders');
    const first = await order(b, company);
    await expect.poll(() => heardOf(before, first.data.id), { timeout: 2_000 }).toBe(true);
    const placing = Array.from(
      { length: 20 },
      (_, n) =>
        new Promise<string>((resume) =>
          setTimeout(() => void order(b, company).then(({ data }) => resume(data.id)), n * 15),
        ),
    );
    await new Promise((resume) => setTimeout(resume, 120));
    await a.end('SIGKILL');
    await before.ended;
    const after = await listen(b, company, '/ws/orders', before.heard.at(-1)!.position);
    const ids = await Promise.all(placing);
    await expect
      .poll(() => ids.filter((id) => !heardOf(before, id) && !heardOf(after, id)), { timeout: 3_000 })
      .toEqual([]);
    // Its jobs and reactions go on there too.
    const table = await company.make(
      '/service-nodes',
      { outlet_id: company.outlet_id, name: 'Late', node_type: 'TABLE', pos_x: 9, pos_y: 0, pos_z: 0, capacity: 2 },
      b,
    );
    await order(b, company, table);
    await admin.query(
      `update orders.orders set waiting_since = waiting_since - interval '1 hour' where tenant_id = $1 and node_id = $2`,
      [company.tenant_id, table],
    );
    await admin.query(`select graphile_worker.add_job('check_wait_times', '{}')`);
    await expect.poll(() => waitingNews(company), { timeout: 5_000 }).toBe(7);
  });

  it('refuses to serve as a role that walks through the wall between tenants', async () => {
    const starting = startServerProcess({
      main: build.main,
      env: { DATABASE_URL: cluster.url, DATABASE_DIRECT_URL: cluster.owner_url },
    });
    await expect(starting).rejects.toThrow(
      /ended with 1: hostelry: DATABASE_URL signs in as "postgres", which bypasses row-level security\. Use an ordinary role/,
    );
  });
});
