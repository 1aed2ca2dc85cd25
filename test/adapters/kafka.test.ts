import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Consumer, stringDeserializers } from '@platformatic/kafka';
import type { EventType, PublishedEvent } from '@hostelry/contracts';
import { afterAll, afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { createKafkaPublisher } from '../../packages/server/src/adapters/kafka/publisher.ts';
import { startFeed } from '../../packages/server/src/platform/events/feed.ts';
import { newId } from '../../packages/server/src/platform/ids.ts';
import { emit } from '../../packages/server/src/platform/transaction.ts';
import { freePort } from '../services/server-process.ts';
import { describeWith, type RunningSystem } from '../services/outside-system.ts';
import { kafka, startKafka } from '../services/kafka.ts';
import { openTestHouse, type TestHouse, type TestTenant } from '../support/house.ts';

let house: TestHouse;
let tenant: TestTenant;
let broker: RunningSystem | null = null;
beforeEach(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
});
afterEach(() => house.stop());
afterAll(() => broker?.stop());

/** One broker serves all tests that do not stop it; each test has keys of its own. */
const sharedBroker = async () => (broker ??= await startKafka());

/** Writes the n-th event of an aggregate. */
const say = (type: EventType, aggregate_id: string, n: number, data: Record<string, unknown> = {}) =>
  tenant.act(async (tx) =>
    emit(tx, { type, aggregate_type: 'test', aggregate_id, outlet_id: tenant.hotel_id, data: { n, ...data } }),
  );

/** What a server does that publishes; `stop` is its graceful stop. */
function publishingServer(url: string) {
  const publisher = createKafkaPublisher([url]);
  const feed = startFeed(publisher, house.database, house.signal, house.log);
  let stopped: Promise<void> | null = null;
  const stop = () => (stopped ??= feed.stop().then(() => publisher.stop()));
  onTestFinished(stop);
  return { publisher, stop };
}

interface Arrived {
  topic: string;
  key: string;
  event: PublishedEvent;
}

/** Everything in the topics with one of the keys, as a new consumer group reads it. */
async function arrivals(url: string, topics: string[], keys: readonly string[]) {
  // A consumer closes only when its last fetch has come back, which by default waits 5 seconds for more.
  const consumer = new Consumer({
    clientId: 'test',
    groupId: `test-${newId()}`,
    bootstrapBrokers: [url],
    autocreateTopics: true,
    maxWaitTime: 100,
    deserializers: stringDeserializers,
  });
  onTestFinished(() => consumer.close(true));
  const found: Arrived[] = [];
  const stream = await consumer.consume({ topics, mode: 'earliest' });
  stream.on('error', () => undefined);
  stream.on('data', ({ topic, key, value }) => {
    if (keys.includes(key)) found.push({ topic, key, event: JSON.parse(value) as PublishedEvent });
  });
  return found;
}

const numbersOf = (found: readonly Arrived[], key: string) =>
  found.filter((message) => message.key === key).map(({ event }) => event.data.n as number);
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

/** The order in which the numbers came first: what is left when repeats are dropped. */
const firsts = (numbers: readonly number[]) => [...new Set(numbers)];

describeWith(kafka, 'the event stream to Kafka', () => {
  it('carries each published family to its topic, keyed by aggregate, from the first event kept', async () => {
    const { url } = await sharedBroker();
    const [order, reservation, payment, device, night, person] = Array.from({ length: 6 }, newId) as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    await say('order.placed', order, 0);
    const { publisher } = publishingServer(url);
    await say('reservation.created', reservation, 1);
    await say('payment.captured', payment, 2);
    await say('device.went_offline', device, 3);
    await say('identity.user_changed', person, 4);
    await say('inventory.changed', night, 5);
    await say('order.status_changed', order, 6);
    const topics = ['inventory', 'reservations', 'orders', 'payments', 'devices'].map((stream) => `hostelry.${stream}`);
    const found = await arrivals(url, topics, [order, reservation, payment, device, night, person]);
    await expect.poll(() => found.length, { timeout: 8_000 }).toBe(6);
    expect(Object.fromEntries(found.map(({ topic, key }) => [key, topic]))).toEqual({
      [order]: 'hostelry.orders',
      [reservation]: 'hostelry.reservations',
      [payment]: 'hostelry.payments',
      [device]: 'hostelry.devices',
      [night]: 'hostelry.inventory',
    });
    expect(numbersOf(found, order)).toEqual([0, 6]);
    expect(found.find(({ key }) => key === reservation)!.event).toEqual({
      position: expect.any(Number),
      type: 'reservation.created',
      tenant_id: tenant.tenant_id,
      outlet_id: tenant.hotel_id,
      occurred_at: house.clock.now().toISOString(),
      aggregate_type: 'test',
      aggregate_id: reservation,
      data: { n: 1 },
    });
    await publisher.check();
  });

  it('E2 publishes each event once, in order, while several servers run', async () => {
    const { url } = await sharedBroker();
    const keys = Array.from({ length: 4 }, newId);
    publishingServer(url);
    publishingServer(url);
    publishingServer(url);
    for (let n = 0; n < 60; n += 1) await Promise.all(keys.map((key) => say('order.status_changed', key, n)));
    const found = await arrivals(url, ['hostelry.orders'], keys);
    await expect.poll(() => found.length, { timeout: 8_000 }).toBeGreaterThanOrEqual(240);
    await new Promise((resume) => setTimeout(resume, 300));
    for (const key of keys) expect(numbersOf(found, key)).toEqual(upTo(60));
  });

  it('parks an event that no broker would take, and goes on behind it', async () => {
    const { url } = await sharedBroker();
    const key = newId();
    await say('order.placed', key, 0);
    await say('order.status_changed', key, 1, { note: 'x'.repeat(950_000) });
    await say('order.status_changed', key, 2);
    for (let n = 3; n < 6; n += 1) await say('order.status_changed', key, n, { note: 'x'.repeat(400_000) });
    publishingServer(url);
    const found = await arrivals(url, ['hostelry.orders'], [key]);
    await expect.poll(() => numbersOf(found, key), { timeout: 8_000 }).toEqual([0, 2, 3, 4, 5]);
    const { rows } = await house.admin.query(
      `select subscription, error from platform.parked_events where tenant_id = $1`,
      [tenant.tenant_id],
    );
    expect(rows).toEqual([{ subscription: 'kafka', error: expect.stringMatching(/^it has 95\d{4} bytes/) }]);
  });

  it('E3 loses nothing and keeps every order while the broker is killed and comes back, under writing and restarts', async () => {
    const data = await mkdtemp(join(tmpdir(), 'hostelry-kafka-'));
    onTestFinished(() => rm(data, { recursive: true, force: true }));
    const first = await startKafka({ data });
    onTestFinished(() => first.stop());
    const keys = Array.from({ length: 5 }, newId);
    let written = 0;
    let writing = true;
    const writer = (async () => {
      for (; writing || written < 50; written += 1) {
        await Promise.all(keys.map((key) => say('reservation.created', key, written)));
        await new Promise((resume) => setTimeout(resume, 10));
      }
    })();
    const leaving = publishingServer(first.url);
    publishingServer(first.url);
    await expect.poll(() => written, { timeout: 15_000 }).toBeGreaterThan(30);
    await first.stop();
    await expect
      .poll(() =>
        leaving.publisher.check().then(
          () => 'up',
          () => 'down',
        ),
      )
      .toBe('down');
    const stopping = performance.now();
    await leaving.stop();
    // Far from the minutes that waiting for the broker would take.
    expect(performance.now() - stopping).toBeLessThan(15_000);
    const second = await startKafka({ data, port: first.port });
    onTestFinished(() => second.stop());
    const successor = publishingServer(second.url);
    const found = await arrivals(second.url, ['hostelry.reservations'], keys);
    writing = false;
    await writer;
    await expect
      .poll(() => keys.every((key) => firsts(numbersOf(found, key)).length === written), { timeout: 15_000 })
      .toBe(true);
    for (const key of keys) expect(firsts(numbersOf(found, key))).toEqual(upTo(written));
    await successor.publisher.check();
  });

  it('waits for a broker that is not there yet', async () => {
    const port = await freePort();
    const key = newId();
    const server = publishingServer(`127.0.0.1:${port}`);
    await say('payment.captured', key, 0);
    await expect(server.publisher.check()).rejects.toThrow();
    await new Promise((resume) => setTimeout(resume, 500));
    const late = await startKafka({ port });
    onTestFinished(() => late.stop());
    const found = await arrivals(late.url, ['hostelry.payments'], [key]);
    await expect.poll(() => numbersOf(found, key), { timeout: 12_000 }).toEqual([0]);
  });
});
