import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  createUser,
  NOW,
  openTestHouse,
  send,
  type TestHouse,
  type TestTenant,
} from '../../../../../test/support/house.ts';
import { signatureFits } from '../../adapters/outbound/signature.ts';
import type { LoggedEvent } from '../../platform/events/log.ts';
import { newId } from '../../platform/ids.ts';
import { taskContext } from '../../platform/jobs.ts';
import { sendWebhookTask, tendWebhooksTask } from './jobs.ts';
import { tellOutside } from './reactions.ts';
import { DISABLE_AFTER_MS, MOST_ATTEMPTS, retryAfterMs } from './rules.ts';

let house: TestHouse;
let tenant: TestTenant;
let owner: string;
let hotelier: string;
let manager: string;
let stranger: string;
beforeAll(async () => {
  house = await openTestHouse();
  house.config.allow_internal_addresses = true;
  tenant = await house.createTenant();
  const at = (role: 'PROPERTY_ADMIN' | 'MANAGER') =>
    createUser(house, tenant, [{ role, scope: 'OUTLET', scope_id: tenant.hotel_id }]);
  const everywhere = [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }] as const;
  ({ token: owner } = await createUser(house, tenant, everywhere));
  ({ token: hotelier } = await at('PROPERTY_ADMIN'));
  ({ token: manager } = await at('MANAGER'));
  ({ token: stranger } = await createUser(house, await house.createTenant('Other'), everywhere));
});
afterAll(() => house.stop());
beforeEach(() => house.clock.set(NOW));

/** The owner asks when the test began, so that moving the clock over days does not sign them out. */
async function ask(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) {
  const now = house.clock.now();
  house.clock.set(NOW);
  const reply = await send(house, owner, method, path, body);
  house.clock.set(now);
  return reply;
}

interface Received {
  headers: Record<string, string>;
  text: string;
}

/** A receiver outside that answers with the given statuses in turn, the last one for ever. */
async function startReceiver(...statuses: number[]) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    received.push({ headers: request.headers as Record<string, string>, text });
    const status = statuses[Math.min(received.length, statuses.length) - 1]!;
    response.writeHead(status).end(status === 200 ? 'thanks' : 'not now');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void (server.closeAllConnections(), server.close()));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

async function openEndpoint(url: string, more: object = {}) {
  const { body, status } = await send(house, owner, 'POST', '/webhooks', { name: 'Shop', url, ...more });
  expect(status).toBe(201);
  onTestFinished(async () => void (await ask('DELETE', `/webhooks/${body.data.id}`)));
  return body.data as { id: string; secret: string; version: number };
}

let position = 1_000;
const happened = (change: Partial<LoggedEvent> = {}): LoggedEvent => ({
  tenant_id: tenant.tenant_id,
  position: (position += 1),
  type: 'reservation.created',
  outlet_id: tenant.hotel_id,
  occurred_at: NOW,
  aggregate_type: 'booking',
  aggregate_id: newId(),
  data: { guest_name: 'Ana "Ä" Sousa' },
  actor: { kind: 'user', id: newId(), name: 'x' },
  ...change,
});
const react = (event: LoggedEvent) => tenant.act((tx) => tellOutside.react(tx, event));
const deliveries = async (endpoint_id: string): Promise<any[]> =>
  (await ask('GET', `/webhook-deliveries?endpoint_id=${endpoint_id}`)).body.data;
const context = () => taskContext(house);
const run = (delivery_id: string) => sendWebhookTask.run({ tenant_id: tenant.tenant_id, delivery_id }, context());
const jobsOf = async (delivery_id: string) =>
  (await house.admin.query(`select run_at from graphile_worker.jobs where key = $1`, [`webhook:${delivery_id}`])).rows;

describe('a delivery', () => {
  it('E2 is queued once for an event, for those who want it, and signed over the raw text', async () => {
    const { url, received } = await startReceiver(200);
    const endpoint = await openEndpoint(url, { event_types: ['reservation.created'], outlet_ids: [tenant.hotel_id] });
    const event = happened();
    await react(event);
    await react(event);
    await react(happened({ type: 'order.placed' }));
    await react(happened({ outlet_id: tenant.cafe_id }));
    const [delivery, ...more] = await deliveries(endpoint.id);
    expect(more).toEqual([]);
    await run(delivery.id);
    await run(delivery.id);
    expect(received).toHaveLength(1);
    const [{ headers, text }] = received as [Received];
    expect(JSON.parse(text)).toEqual({
      id: delivery.id,
      type: 'reservation.created',
      occurred_at: NOW,
      position: event.position,
      outlet_id: tenant.hotel_id,
      aggregate_type: 'booking',
      aggregate_id: event.aggregate_id,
      data: event.data,
    });
    expect(headers['hostelry-delivery']).toBe(delivery.id);
    const signature = headers['hostelry-signature']!;
    expect(signatureFits(endpoint.secret, text, signature, house.clock.now())).toBe(true);
    expect(signatureFits('whsec_other', text, signature, house.clock.now())).toBe(false);
    const shown = await ask('GET', `/webhook-deliveries/${delivery.id}`);
    expect(shown.body.data).toMatchObject({
      status: 'DELIVERED',
      attempts: 1,
      payload: text,
      log: [{ attempt: 1, response_status: 200, response_excerpt: 'thanks', error: null }],
    });
  });

  it('E1 is queued if and only if the reaction commits', async () => {
    const { url } = await startReceiver(200);
    const endpoint = await openEndpoint(url);
    const failing = tenant.act(async (tx) => {
      await tellOutside.react(tx, happened());
      throw new Error('killed');
    });
    await expect(failing).rejects.toThrow('killed');
    expect(await deliveries(endpoint.id)).toEqual([]);
  });

  it('is tried again later and later after failures, then arrives', async () => {
    const { url, received } = await startReceiver(500, 302, 200);
    const endpoint = await openEndpoint(url);
    await react(happened());
    const [{ id }] = await deliveries(endpoint.id);
    await run(id);
    // Before its time nothing is sent, whoever asks.
    await run(id);
    expect(received).toHaveLength(1);
    const [job] = await jobsOf(id);
    const wait = Date.parse(job.run_at) - house.clock.now().getTime();
    expect(wait).toBeGreaterThanOrEqual(15_000);
    expect(wait).toBeLessThanOrEqual(30_000);
    house.clock.advance(30_000);
    await run(id);
    house.clock.advance(60_000);
    await run(id);
    expect(new Set(received.map((each) => each.text)).size).toBe(1);
    const { log, status, attempts } = (await ask('GET', `/webhook-deliveries/${id}`)).body.data;
    expect([status, attempts, log.map((each: any) => each.response_status)]).toEqual(['DELIVERED', 3, [200, 302, 500]]);
  });

  it('is given up after its tries, and sent again by a person under the same id', async () => {
    const { url, received } = await startReceiver(...Array<number>(MOST_ATTEMPTS).fill(503), 200);
    const endpoint = await openEndpoint(url);
    await react(happened());
    const [{ id }] = await deliveries(endpoint.id);
    for (let tries = 1; tries < MOST_ATTEMPTS + 3; tries += 1) {
      await run(id);
      house.clock.advance(retryAfterMs(tries, () => 0));
    }
    expect(received).toHaveLength(MOST_ATTEMPTS);
    expect(await deliveries(endpoint.id)).toMatchObject([{ status: 'FAILED', response_status: 503 }]);
    const again = await ask('POST', `/webhook-deliveries/${id}/redeliver`);
    expect(again.body.data).toMatchObject({ id, status: 'PENDING' });
    await run(id);
    expect(received.at(-1)!.headers['hostelry-delivery']).toBe(id);
    expect(await deliveries(endpoint.id)).toMatchObject([{ status: 'DELIVERED', attempts: MOST_ATTEMPTS + 1 }]);
  });

  it('switches the endpoint off after days of failure, tells people, and starts afresh when it is switched on', async () => {
    const endpoint = await openEndpoint('http://127.0.0.1:1/');
    await react(happened());
    const [{ id }] = await deliveries(endpoint.id);
    await run(id);
    house.clock.advance(DISABLE_AFTER_MS);
    await run(id);
    const path = `/webhooks/${endpoint.id}`;
    const off = (await ask('GET', path)).body.data;
    expect(off).toMatchObject({ status: 'DISABLED', status_reason: expect.stringContaining('ECONNREFUSED') });
    const { rows } = await house.admin.query(
      `select data from platform.events where type = 'webhook.delivery_failed' and aggregate_id = $1`,
      [endpoint.id],
    );
    expect(rows).toEqual([{ data: expect.objectContaining({ name: 'Shop' }) }]);
    await react(happened());
    expect(await deliveries(endpoint.id)).toHaveLength(1);
    const on = await ask('PATCH', path, { status: 'ACTIVE' });
    expect(on.body.data).toMatchObject({ status: 'ACTIVE', status_reason: null, failing_since: null });
  });

  it('never leads into the house’s own network', async () => {
    const { url, received } = await startReceiver(200);
    const endpoint = await openEndpoint(url);
    await react(happened());
    const [{ id }] = await deliveries(endpoint.id);
    house.config.allow_internal_addresses = false;
    onTestFinished(() => void (house.config.allow_internal_addresses = true));
    await run(id);
    expect(received).toEqual([]);
    expect(await deliveries(endpoint.id)).toMatchObject([
      { status: 'PENDING', error: expect.stringContaining('own network') },
    ]);
    const refused = await send(house, owner, 'POST', '/webhooks', { name: 'Inside', url });
    expect([refused.status, refused.body.error.details.fields[0].field]).toEqual([400, 'url']);
  });

  it('that a dying server left behind is queued again, and an old one is forgotten', async () => {
    const { url } = await startReceiver(200);
    const endpoint = await openEndpoint(url);
    await react(happened());
    const [{ id }] = await deliveries(endpoint.id);
    await house.admin.query(`select graphile_worker.remove_job($1)`, [`webhook:${id}`]);
    house.clock.advance(60_000);
    await tendWebhooksTask.run({}, context());
    expect(await jobsOf(id)).toHaveLength(1);
    house.clock.advance(31 * 86_400_000);
    await tendWebhooksTask.run({}, context());
    expect(await deliveries(endpoint.id)).toEqual([]);
  });
});

describe('the secret of an endpoint', () => {
  it('is shown once, kept sealed, and overlaps with the next one for a day', async () => {
    const { url, received } = await startReceiver(200);
    const key = { 'idempotency-key': newId() };
    const wanted = { name: 'Twice', url };
    const first = await send(house, owner, 'POST', '/webhooks', wanted, key);
    const repeated = await send(house, owner, 'POST', '/webhooks', wanted, key);
    const { id, secret } = first.body.data;
    expect([secret.startsWith('whsec_'), repeated.body.data.id, repeated.body.data.secret]).toEqual([true, id, null]);
    const { rows } = await house.admin.query(`select secret_sealed from webhooks.endpoints where id = $1`, [id]);
    expect(rows[0].secret_sealed).not.toContain(secret);
    const rotated = await ask('POST', `/webhooks/${id}/rotate-secret`);
    const fits = async () => {
      const { delivery_id } = (await ask('POST', `/webhooks/${id}/ping`)).body.data;
      await run(delivery_id);
      const { headers, text } = received.at(-1)!;
      expect(JSON.parse(text)).toMatchObject({ id: delivery_id, type: 'ping' });
      return [secret, rotated.body.data.secret].map((each) =>
        signatureFits(each, text, headers['hostelry-signature'], house.clock.now()),
      );
    };
    expect(await fits()).toEqual([true, true]);
    house.clock.advance(25 * 3_600_000);
    expect(await fits()).toEqual([false, true]);
  });
});

describe('who may', () => {
  it('A2 manage endpoints of their own outlets only, and see no others', async () => {
    const url = 'https://example.com/hook';
    const add = (token: string | null, more: object = {}) =>
      send(house, token, 'POST', '/webhooks', { name: 'Shop', url, ...more });
    expect((await add(null)).status).toBe(401);
    expect((await add(manager)).status).toBe(403);
    expect((await add(hotelier)).status).toBe(403);
    expect((await add(hotelier, { outlet_ids: [tenant.hotel_id, tenant.cafe_id] })).status).toBe(403);
    const mine = await add(hotelier, { outlet_ids: [tenant.hotel_id] });
    expect(mine.status).toBe(201);
    const all = await openEndpoint(url);
    const ids = async (token: string) =>
      (await send(house, token, 'GET', '/webhooks')).body.data.map((each: any) => each.id);
    expect(await ids(hotelier)).toEqual([mine.body.data.id]);
    expect(await ids(owner)).toContain(all.id);
    const widened = { outlet_ids: null };
    expect((await send(house, hotelier, 'PATCH', `/webhooks/${mine.body.data.id}`, widened)).status).toBe(403);
    const acts = ['rotate-secret', 'ping'].map((act) => ['POST', `/webhooks/${all.id}/${act}`] as const);
    await react(happened());
    const [{ id: delivery_id }] = await deliveries(all.id);
    for (const [method, path] of [
      ['GET', `/webhooks/${all.id}`],
      ['PATCH', `/webhooks/${all.id}`],
      ['DELETE', `/webhooks/${all.id}`],
      ...acts,
      ['GET', `/webhook-deliveries/${delivery_id}`],
      ['POST', `/webhook-deliveries/${delivery_id}/redeliver`],
    ] as const) {
      const body = method === 'GET' ? undefined : {};
      const statuses = await Promise.all(
        [null, manager, hotelier, stranger].map(async (token) => (await send(house, token, method, path, body)).status),
      );
      expect([path, statuses]).toEqual([path, [401, 403, 403, 404]]);
    }
  });

  it('is told which field is wrong, and that somebody else was first', async () => {
    const field = async (body: object) => {
      const reply = await send(house, owner, 'POST', '/webhooks', {
        name: 'Shop',
        url: 'https://example.com/',
        ...body,
      });
      return [reply.status, JSON.stringify(reply.body.error.details)];
    };
    const wrong = {
      url: 'ftp://example.com',
      event_types: ['identity.user_changed'],
      outlet_ids: [newId()],
      name: ' ',
    };
    for (const [name, value] of Object.entries(wrong)) {
      const [status, details] = await field({ [name]: value });
      expect([400, 422]).toContain(status);
      expect(details).toContain(name);
    }
    const endpoint = await openEndpoint('https://example.com/');
    const stale = await send(house, owner, 'PATCH', `/webhooks/${endpoint.id}`, { name: 'New', version: 7 });
    expect([stale.status, stale.body.error.code]).toEqual([409, 'STALE_VERSION']);
  });
});
