import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { newId } from '../../packages/server/src/platform/ids.ts';
import { emit } from '../../packages/server/src/platform/transaction.ts';
import { serve, type Running } from '../../packages/server/src/serve.ts';
import { createUser, openTestHouse, type TestHouse, type TestTenant } from '../support/house.ts';
import { socketIoFace, streamFace, webSocketFace, type Face, type Listener } from './clients.ts';

let house: TestHouse;
let tenant: TestTenant;
let running: Running;
let token: string;

beforeAll(async () => {
  house = await openTestHouse({ pool_size: 30 });
  tenant = await house.createTenant();
  ({ token } = await createUser(house, tenant, [{ role: 'MANAGER', scope: 'OUTLET', scope_id: tenant.cafe_id }]));
  running = await openDoor();
});
afterAll(async () => {
  await running.stop();
  await house.stop();
});

const openDoor = () => serve({ ...house, config: { ...house.config, host: '127.0.0.1', port: 0 } }, 'realtime');
const moment = (ms: number) => new Promise((resume) => setTimeout(resume, ms));
const topics = ['orders'] as const;

/** Events of one tale, numbered; `linger_ms` holds the transaction open after its positions were drawn. */
async function tell(
  tale: string,
  numbers: readonly number[],
  linger_ms = 0,
  data: Record<string, unknown> = {},
): Promise<void> {
  if (linger_ms === 0) {
    await tenant.act(async (tx) => {
      for (const n of numbers)
        emit(tx, {
          type: 'order.placed',
          aggregate_type: 'test',
          aggregate_id: newId(),
          outlet_id: tenant.cafe_id,
          data: { tale, n, ...data },
        });
    });
    return;
  }
  const client = await house.admin.connect();
  await client.query('begin');
  for (const n of numbers) {
    await client.query(
      `insert into platform.events (tenant_id, outlet_id, type, aggregate_type, aggregate_id, data, actor, occurred_at)
      values ($1, $2, 'order.placed', 'test', $3, $4, '{}', now())`,
      [tenant.tenant_id, tenant.cafe_id, newId(), { tale, n }],
    );
  }
  await moment(linger_ms);
  await client.query('commit');
  client.release();
}

const numbersOf = (listener: Listener, tale: string) =>
  listener.heard.filter(({ data }) => data.tale === tale).map(({ data }) => data.n as number);
const lastOf = (listener: Listener) => listener.heard.at(-1)?.position ?? null;
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);
const sorted = (numbers: Iterable<number>) => [...new Set(numbers)].sort((a, b) => a - b);

const FACES: [string, Face][] = [
  ['WebSocket', webSocketFace],
  ['Socket.IO', socketIoFace],
  ['SSE', streamFace],
];

describe.each(FACES)('a client of the %s face', (_name, open) => {
  it('E4 misses nothing however often its line breaks while transactions of every length overlap', async () => {
    const tale = newId();
    const count = 250;
    let told = 0;
    // The first connection starts at a position, as every client does that has heard something before. It is taken
    // before the tale begins: whoever says that it heard an event is not told what came before.
    let from: number | null = await positionNow();
    const telling = (async () => {
      const lingering: Promise<void>[] = [];
      for (let n = 0; n < count; n += 1) {
        if (n % 7 === 0) lingering.push(tell(tale, [n], 1 + Math.random() * 60));
        else await tell(tale, [n]);
        told = n + 1;
        await moment(Math.random() * 4);
      }
      await Promise.all(lingering);
    })();
    const heard = new Set<number>();
    let breaks = 0;
    for (let done = false; !done;) {
      done = told === count;
      if (done) await telling;
      const listener: Listener = await open(running.url, { token, topics, from });
      if (done)
        await expect
          .poll(() => sorted([...heard, ...numbersOf(listener, tale)]).length, { timeout: 5_000 })
          .toBe(count);
      else await moment(Math.random() * 60);
      await listener.close();
      numbersOf(listener, tale).forEach((n) => heard.add(n));
      from = lastOf(listener) ?? from;
      breaks += 1;
    }
    expect(sorted(heard)).toEqual(upTo(count));
    expect(breaks).toBeGreaterThan(5);
  });

  it('E4 gets a long absence back in one go, in order, and then what happens meanwhile', async () => {
    const tale = newId();
    const from = await positionNow();
    for (let n = 0; n < 2_500; n += 500)
      await tell(
        tale,
        upTo(500).map((k) => n + k),
      );
    const opening = open(running.url, { token, topics, from });
    await tell(tale, [2_500]);
    const listener = await opening;
    onTestFinished(() => listener.close());
    await tell(tale, [2_501]);
    await expect.poll(() => sorted(numbersOf(listener, tale)).length, { timeout: 5_000 }).toBe(2_502);
    // What came live while the past was fetched may come twice, never out of turn.
    const firsts = [...new Set(numbersOf(listener, tale))];
    expect(firsts).toEqual(upTo(2_502));
  });

  it('is cut when it does not keep up, and resumes without a gap', async () => {
    const tale = newId();
    const listener = await open(running.url, { token, topics, from: null });
    await tell(tale, [0]);
    await expect.poll(() => numbersOf(listener, tale)).toEqual([0]);
    const from = lastOf(listener)!;
    const attending = await clients();
    listener.stall();
    let count = 1;
    for (; count < 40 && (await clients()) === attending; count += 1) {
      await tell(
        tale,
        upTo(50).map((k) => count * 50 + k),
        0,
        { ballast: 'x'.repeat(20_000) },
      );
      await moment(20);
    }
    await expect.poll(clients, { timeout: 5_000 }).toBe(attending - 1);
    await listener.close();
    const again = await open(running.url, { token, topics, from });
    onTestFinished(() => again.close());
    await expect.poll(() => numbersOf(again, tale).length, { timeout: 8_000 }).toBeGreaterThanOrEqual((count - 1) * 50);
    expect(sorted(numbersOf(again, tale))).toEqual(upTo((count - 1) * 50).map((k) => k + 50));
  });
});

describe('a server that stops', () => {
  it('lets go of the clients of every face at once', async () => {
    const door = await openDoor();
    const listeners = await Promise.all(FACES.map(([, open]) => open(door.url, { token, topics, from: null })));
    // One that reads nothing says no goodbye either, and must not hold the others up.
    (await webSocketFace(door.url, { token, topics, from: null })).stall();
    const asked = performance.now();
    await door.stop();
    expect(performance.now() - asked).toBeLessThan(5_000);
    const ends = await Promise.all(listeners.map((listener) => listener.ended));
    expect(ends[0]!.number).toBe(1001);
  });
});

async function positionNow(): Promise<number> {
  const { rows } = await house.admin.query(
    'select coalesce(max(position), 0)::bigint as position from platform.events',
  );
  return rows[0].position;
}

async function clients(): Promise<number> {
  return (await house.metrics.realtime_clients.get()).values[0]!.value;
}
