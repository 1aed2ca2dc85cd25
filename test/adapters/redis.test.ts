import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { EventEnvelope } from '@hostelry/contracts';
import { startRedisSignal } from '../../packages/server/src/adapters/redis/signal.ts';
import { newId } from '../../packages/server/src/platform/ids.ts';
import { createMetrics } from '../../packages/server/src/platform/metrics.ts';
import { startHub } from '../../packages/server/src/platform/realtime/hub.ts';
import { Database, emit } from '../../packages/server/src/platform/transaction.ts';
import { freePort } from '../services/server-process.ts';
import { describeWith } from '../services/outside-system.ts';
import { redis, startRedis } from '../services/redis.ts';
import { openTestHouse, type TestHouse, type TestTenant } from '../support/house.ts';

let house: TestHouse;
let tenant: TestTenant;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
});
afterAll(() => house.stop());

/** Another server's end of the signal, and how often it rang there. */
async function server(url: string) {
  const signal = await startRedisSignal(url, house.log);
  onTestFinished(() => signal.stop());
  const heard = { rings: 0 };
  signal.onNotify(() => {
    heard.rings += 1;
  });
  return { signal, heard };
}

async function runningRedis(port?: number) {
  const running = await startRedis({ port });
  onTestFinished(() => running.stop());
  return running;
}

const moment = (ms: number) => new Promise((resume) => setTimeout(resume, ms));

describeWith(redis, 'the signal over Redis', () => {
  it('rings in every server, its own included', async () => {
    const { url } = await runningRedis();
    const servers = [await server(url), await server(url), await server(url)];
    const before = servers.map(({ heard }) => heard.rings);
    servers[0]!.signal.notify();
    await expect.poll(() => servers.map(({ heard }, n) => heard.rings - before[n]!)).toEqual([1, 1, 1]);
    await moment(50);
    expect(servers.map(({ heard }, n) => heard.rings - before[n]!)).toEqual([1, 1, 1]);
  });

  it('rings at most every 10 ms, and the last ring is never lost', async () => {
    const { url } = await runningRedis();
    const [speaker, hearer] = [await server(url), await server(url)];
    const before = hearer.heard.rings;
    const started = performance.now();
    for (let n = 0; n < 50; n += 1) {
      for (let burst = 0; burst < 20; burst += 1) speaker.signal.notify();
      await moment(2);
    }
    const most = Math.ceil((performance.now() - started) / 10) + 2;
    await moment(50);
    const rings = hearer.heard.rings - before;
    expect(rings).toBeGreaterThan(3);
    expect(rings).toBeLessThanOrEqual(most);
    speaker.signal.notify();
    await expect.poll(() => hearer.heard.rings - before).toBe(rings + 1);
  });

  it('hears itself while Redis is away, and the others again when it is back', async () => {
    const first = await runningRedis();
    const [one, other] = [await server(first.url), await server(first.url)];
    await one.signal.check();
    await first.stop();
    await expect
      .poll(() =>
        one.signal.check().then(
          () => 'up',
          () => 'down',
        ),
      )
      .toBe('down');
    const [ownBefore, otherBefore] = [one.heard.rings, other.heard.rings];
    one.signal.notify();
    await expect.poll(() => one.heard.rings).toBe(ownBefore + 1);
    await moment(50);
    expect(other.heard.rings).toBe(otherBefore);

    await runningRedis(first.port);
    // Coming back rings by itself, because something may have been missed.
    await expect.poll(() => other.heard.rings, { timeout: 8_000 }).toBeGreaterThan(otherBefore);
    await expect
      .poll(
        () =>
          one.signal.check().then(
            () => 'up',
            () => 'down',
          ),
        { timeout: 8_000 },
      )
      .toBe('up');
    await moment(50);
    const before = other.heard.rings;
    one.signal.notify();
    await expect.poll(() => other.heard.rings).toBe(before + 1);
  });

  it('lets a server open before Redis does', async () => {
    const port = await freePort();
    const [one, other] = await Promise.all([server(`redis://127.0.0.1:${port}`), server(`redis://127.0.0.1:${port}`)]);
    await runningRedis(port);
    await expect
      .poll(
        () =>
          Promise.all([one.signal.check(), other.signal.check()]).then(
            () => 'up',
            () => 'down',
          ),
        { timeout: 8_000 },
      )
      .toBe('up');
    await moment(100);
    const before = other.heard.rings;
    one.signal.notify();
    await expect.poll(() => other.heard.rings).toBe(before + 1);
  });

  it('carries events to another server at once, and without Redis they still arrive within two seconds', async () => {
    const running = await runningRedis();
    const [writer, reader] = [await server(running.url), await server(running.url)];
    const database = new Database({
      pool: house.pool,
      clock: house.clock,
      onCommittedEvents: () => writer.signal.notify(),
    });
    const hub = await startHub(house.database, reader.signal, createMetrics(), house.log);
    onTestFinished(() => hub.stop());
    const heard: EventEnvelope[] = [];
    const line = {
      isOpen: () => true,
      send: (envelope: EventEnvelope) => void heard.push(envelope),
      isFull: () => false,
      drained: async () => undefined,
      cut: () => undefined,
    };
    await (await hub.subscribe(tenant.system, { topics: ['menu'], outlet_id: null, from: null }, line)).start();
    const change = (aggregate_id: string) =>
      database.inTenant(tenant.system, async (tx) =>
        emit(tx, { type: 'menu.item_changed', aggregate_type: 'menu_item', aggregate_id, outlet_id: null, data: {} }),
      );
    const arrives = async (timeout: number) => {
      const id = newId();
      await change(id);
      await expect
        .poll(() => heard.some((envelope) => envelope.aggregate_id === id), { timeout, interval: 10 })
        .toBe(true);
    };
    // Looking every second alone would keep this limit five times running about once in four hundred.
    for (let n = 0; n < 5; n += 1) {
      await moment(150);
      await arrives(300);
    }
    await running.stop();
    await arrives(2_000);
  });
});
