import type { FastifyInstance, InjectOptions } from 'fastify';
import { inject } from 'vitest';
import { createApp, type House } from '../../packages/server/src/house.ts';
import { newId } from '../../packages/server/src/platform/ids.ts';
import { systemActor, type Actor } from '../../packages/server/src/platform/actor.ts';
import { FixedClock } from '../../packages/server/src/platform/clock.ts';
import { readConfig } from '../../packages/server/src/platform/config.ts';
import { createPool } from '../../packages/server/src/platform/database/pool.ts';
import { startPostgresSignal } from '../../packages/server/src/platform/events/signal.ts';
import { createLog } from '../../packages/server/src/platform/log.ts';
import { createMetrics } from '../../packages/server/src/platform/metrics.ts';
import { Database, type Tx } from '../../packages/server/src/platform/transaction.ts';
import type { Grant } from '@hostelry/contracts';
import pg from 'pg';
import { urlFor } from './cluster.ts';

/** A whole house on a database of its own, with a clock that stands still. */
export interface TestHouse extends House {
  clock: FixedClock;
  app: FastifyInstance;
  /** A connection that no policy binds, to look at rows from outside. */
  admin: pg.Pool;
  url: string;
  /** A tenant with one brand and one outlet of each kind. */
  createTenant(name?: string): Promise<TestTenant>;
}

export interface TestTenant {
  tenant_id: string;
  brand_id: string;
  hotel_id: string;
  restaurant_id: string;
  cafe_id: string;
  /** The house itself: may do everything in this tenant. */
  system: Actor;
  /** Runs an act as the house itself. */
  act<T>(act: (tx: Tx) => Promise<T>): Promise<T>;
}

export const NOW = '2026-06-15T10:00:00.000Z';

/** Clones the migrated template; a file calls it once in `beforeAll` and stops it in `afterAll`. */
export async function openTestHouse(options: { pool_size?: number } = {}): Promise<TestHouse> {
  const name = `test_${newId().replaceAll('-', '')}`;
  const admin_url = inject('admin_url');
  const owner = new pg.Client({ connectionString: admin_url });
  await owner.connect();
  await owner.query(`create database ${name} template hostelry owner hostelry_owner`);
  await owner.end();
  const direct_url = urlFor(inject('template_url'), name);
  const url = direct_url.replace('hostelry_owner', 'hostelry_app');
  const config = {
    ...readConfig({
      DATABASE_URL: url,
      SECRET_KEY: 'test-secret-that-is-long-enough-for-it',
      RATE_LIMIT_DISABLED: 'true',
      BUSY_AFTER_MS: '0',
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'fatal',
    }),
  };
  const log = createLog(config.log_level, false);
  const clock = new FixedClock(NOW);
  const pool = createPool(url, options.pool_size ?? 16);
  const admin = createPool(urlFor(admin_url, name), 4);
  const signal = await startPostgresSignal(direct_url, pool, log);
  const database = new Database({ pool, clock, onCommittedEvents: () => signal.notify() });
  const base = { config, log, clock, database, signal, metrics: createMetrics(), pool, embedded: null, direct_url };
  const house: House = { ...base, stop: async () => undefined };
  const app = await createApp(house);
  await app.ready();
  return {
    ...base,
    app,
    admin,
    url,
    createTenant: (tenant_name = 'Test Group') => createTenant(database, admin, tenant_name),
    stop: async () => {
      await app.close();
      await signal.stop();
      await pool.end();
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()`,
        [name],
      );
      await admin.end();
    },
  };
}

async function createTenant(database: Database, admin: pg.Pool, name: string): Promise<TestTenant> {
  const [tenant_id, brand_id, hotel_id, restaurant_id, cafe_id] = Array.from({ length: 5 }, newId) as [
    string,
    string,
    string,
    string,
    string,
  ];
  await admin.query('insert into identity.tenants (id, name) values ($1, $2)', [tenant_id, name]);
  await admin.query('insert into outlets.brands (tenant_id, id, name, corporate_id) values ($1, $2, $3, $4)', [
    tenant_id,
    brand_id,
    `${name} Brand`,
    `B-${brand_id}`,
  ]);
  for (const [id, kind] of [
    [hotel_id, 'HOTEL'],
    [restaurant_id, 'RESTAURANT'],
    [cafe_id, 'CAFE'],
  ]) {
    await admin.query(
      `insert into outlets.outlets (tenant_id, id, brand_id, name, kind, timezone, currency, city, seating_capacity, business_date)
       values ($1, $2, $3, $4, $5, 'Europe/Lisbon', 'EUR', 'Lisbon', 50, '2026-06-15')`,
      [tenant_id, id, brand_id, `${name} ${kind}`, kind],
    );
  }
  const system = systemActor(tenant_id);
  return {
    tenant_id,
    brand_id,
    hotel_id,
    restaurant_id,
    cafe_id,
    system,
    act: (act) => database.inTenant(system, act),
  };
}

/** A person with the given roles, and a bearer token that the real sign-in would have given. */
export async function createUser(
  house: TestHouse,
  tenant: TestTenant,
  grants: readonly Grant[],
  name = 'Test Person',
): Promise<{ id: string; token: string }> {
  const { issueTestSession } = await import('../../packages/server/src/modules/identity/testing.ts');
  const id = newId();
  await house.admin.query(`insert into identity.users (tenant_id, id, name, email) values ($1, $2, $3, $4)`, [
    tenant.tenant_id,
    id,
    name,
    `${id}@example.com`,
  ]);
  for (const grant of grants) {
    await house.admin.query(
      `insert into identity.role_grants (tenant_id, id, user_id, role, scope, scope_id) values ($1, $2, $3, $4, $5, $6)`,
      [tenant.tenant_id, newId(), id, grant.role, grant.scope, grant.scope_id],
    );
  }
  return { id, token: await issueTestSession(house, tenant.tenant_id, id) };
}

/** Sends one request into the app, as the holder of a token or nobody. */
export async function send(
  house: TestHouse,
  token: string | null,
  method: InjectOptions['method'],
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: any; headers: Record<string, unknown> }> {
  const reply = await house.app.inject({
    method,
    url: `/api/v1${path}`,
    ...(body === undefined ? {} : { payload: body as object }),
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
  });
  const isJson = String(reply.headers['content-type'] ?? '').includes('json');
  return {
    status: reply.statusCode,
    body: isJson ? reply.json() : reply.body,
    headers: reply.headers as Record<string, unknown>,
  };
}
