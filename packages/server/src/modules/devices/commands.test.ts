import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../../platform/ids.ts';
import { markSilent } from './commands/note-signs.ts';
import { takeMessages } from './commands/take-messages.ts';
import { receive } from './inbox.ts';
import type { Incoming } from './messages.ts';
import { testDevice, testEnvelope, testMessage, testSale } from './testing.ts';

let house: TestHouse;
let tenant: TestTenant;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
});
afterAll(() => house.stop());

const newDevice = async () => (await testDevice(tenant, tenant.cafe_id)).id;
const take = (items: readonly Incoming[]) => tenant.act((tx) => takeMessages(tx, items));
const latestOf = async (device_id: string) =>
  (
    await house.admin.query('select boot::int, seq::int, data from devices.device_latest where device_id = $1', [
      device_id,
    ])
  ).rows;
const storedOf = async (device_id: string) =>
  (await house.admin.query('select count(*)::int as n from devices.device_messages where device_id = $1', [device_id]))
    .rows[0].n as number;
const quarantinedOf = async (device_id: string) =>
  (
    await house.admin.query('select reason, payload from devices.quarantined_messages where device_id = $1', [
      device_id,
    ])
  ).rows;
const changesOf = async (device_id: string) =>
  (
    await house.admin.query(
      `select type from platform.events where aggregate_id = $1 and type like 'device.went%' order by position`,
      [device_id],
    )
  ).rows.map((row) => row.type.slice(12));

describe('taking messages', () => {
  it('D13 stores a message once, however often and wherever it is sent', async () => {
    const device_id = await newDevice();
    const message = testMessage(device_id, 1, 1, { t: 1 });
    await take([message, message, testMessage(device_id, 1, 2)]);
    await take([message]);
    expect(await storedOf(device_id)).toBe(2);
  });

  it('D16 the latest is the highest (boot, seq) in whatever order messages arrive and whatever the clocks show', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(
          [
            [1, 1],
            [1, 2],
            [1, 9],
            [2, 1],
            [2, 3],
            [3, 0],
          ] as [number, number][],
          { minLength: 1 },
        ),
        fc.integer({ min: 1, max: 6 }),
        async (numbers, batch) => {
          const device_id = await newDevice();
          for (let from = 0; from < numbers.length; from += batch) {
            await take(
              numbers.slice(from, from + batch).map(([boot, seq], index) => {
                const message = testMessage(device_id, boot, seq, { boot, seq });
                // A clock that runs backwards: the newest message claims to be the oldest.
                message.envelope.ts = new Date(
                  Date.UTC(2030, 0, 1) - (boot * 100 + seq + index) * 86_400_000,
                ).toISOString();
                return message;
              }),
            );
          }
          const [boot, seq] = numbers.toSorted((a, b) => b[0] - a[0] || b[1] - a[1])[0]!;
          expect(await latestOf(device_id)).toEqual([{ boot, seq, data: { boot, seq } }]);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('refuses messages of machines that are unknown, suspended or of another tenant, and takes the others (D15)', async () => {
    const other = await house.createTenant('Other');
    const [known, foreign, unknown] = [await newDevice(), (await testDevice(other, other.cafe_id)).id, newId()];
    const items = [testMessage(known, 1, 1), testMessage(foreign, 1, 1), testMessage(unknown, 1, 1)];
    const { refused } = await take(items);
    expect([...refused.keys()]).toEqual([items[1], items[2]]);
    expect([await storedOf(known), await storedOf(foreign)]).toEqual([1, 0]);
    expect(await quarantinedOf(unknown)).toMatchObject([{ reason: expect.stringContaining('No machine in service') }]);
  });

  it('D10 records a sale once and refuses another under its number, in one batch as in two', async () => {
    const device_id = await newDevice();
    const sold = (seq: number, order: string, amount: number) => ({
      ...testMessage(device_id, 1, seq, testSale(order, amount), 'sale'),
      sale: testSale(order, amount),
    });
    const wrong = sold(3, 'S1', 999);
    const first = await take([sold(1, 'S1', 250), sold(2, 'S1', 250), wrong]);
    expect([...first.refused.keys()]).toEqual([wrong]);
    const later = sold(4, 'S1', 100);
    expect([...(await take([later, sold(5, 'S2', 300)])).refused.keys()]).toEqual([later]);
    const { rows } = await house.admin.query(
      'select device_order_id, amount_minor::int from devices.machine_sales where device_id = $1 order by 1',
      [device_id],
    );
    expect(rows).toEqual([
      { device_order_id: 'S1', amount_minor: 250 },
      { device_order_id: 'S2', amount_minor: 300 },
    ]);
    expect(await quarantinedOf(device_id)).toHaveLength(2);
  });
});

describe('D14 poison', () => {
  it('is put aside alone: its neighbours are stored, in order, and everything is acknowledged', async () => {
    const device_id = await newDevice();
    // JSON may say \u0000, and PostgreSQL cannot keep it: only the insert finds out.
    const poison = testMessage(device_id, 1, 7, { text: 'a\u0000b' });
    const messages = Array.from({ length: 20 }, (_, seq) => (seq === 7 ? poison : testMessage(device_id, 1, seq)));
    const outcomes = await Promise.all(messages.map((message) => receive(house, tenant.tenant_id, message)));
    expect(outcomes.filter((outcome) => !outcome.taken)).toHaveLength(1);
    expect(outcomes[7]!.taken).toBe(false);
    expect(await storedOf(device_id)).toBe(19);
    expect(await quarantinedOf(device_id)).toHaveLength(1);
  });

  it('keeps what is no message at all', async () => {
    const device_id = await newDevice();
    const outcome = await receive(house, tenant.tenant_id, {
      what: 'flawed',
      device_id,
      kind: 'telemetry',
      payload: '{"id":',
      reason: 'not JSON',
    });
    expect(outcome.taken).toBe(false);
    expect(await quarantinedOf(device_id)).toEqual([{ reason: 'not JSON', payload: '{"id":' }]);
  });
});

describe('presence', () => {
  const connection = (device_id: string, connection_id: string, open: boolean): Incoming => ({
    what: 'connection',
    device_id,
    connection_id,
    open,
  });

  it('tells of each change once', async () => {
    const [device_id, a] = [await newDevice(), newId()];
    await take([connection(device_id, a, true)]);
    await take([testMessage(device_id, 1, 1), testMessage(device_id, 1, 2)]);
    await take([connection(device_id, a, true)]);
    await take([connection(device_id, a, false)]);
    await take([connection(device_id, a, false)]);
    expect(await changesOf(device_id)).toEqual(['online', 'offline']);
  });

  it('the late end of an older connection does not take a reconnected machine offline', async () => {
    const [device_id, a, b] = [await newDevice(), newId(), newId()];
    await take([connection(device_id, a, true)]);
    await take([connection(device_id, b, true)]);
    await take([connection(device_id, a, false)]);
    expect(await changesOf(device_id)).toEqual(['online']);
    await take([connection(device_id, b, false)]);
    expect(await changesOf(device_id)).toEqual(['online', 'offline']);
  });

  it('the last will of an earlier start does not take a restarted machine offline (D16)', async () => {
    const device_id = await newDevice();
    await take([testMessage(device_id, 5, 1, {}, 'birth')]);
    await take([testMessage(device_id, 4, 99, { online: false }, 'state')]);
    expect(await changesOf(device_id)).toEqual(['online']);
    await take([testMessage(device_id, 5, 2, { online: false }, 'state')]);
    expect(await changesOf(device_id)).toEqual(['online', 'offline']);
  });

  it('silence for three heartbeats is an end too, told once', async () => {
    const device_id = await newDevice();
    await take([testMessage(device_id, 1, 1)]);
    const before = new Date(house.clock.now().getTime() - 1_000);
    expect(await tenant.act((tx) => markSilent(tx, before))).toBe(0);
    const after = new Date(house.clock.now().getTime() + 1_000);
    expect(await tenant.act((tx) => markSilent(tx, after))).toBeGreaterThan(0);
    expect(await tenant.act((tx) => markSilent(tx, after))).toBe(0);
    expect(await changesOf(device_id)).toEqual(['online', 'offline']);
    await take([testMessage(device_id, 1, 2)]);
    expect(await changesOf(device_id)).toEqual(['online', 'offline', 'online']);
  });

  it('keeps what a machine stored while offline without calling it online', async () => {
    const device_id = await newDevice();
    const kept = testMessage(device_id, 1, 1);
    kept.envelope = { ...testEnvelope(1, 1), historical: true } as typeof kept.envelope;
    await take([kept]);
    expect([await storedOf(device_id), await changesOf(device_id)]).toEqual([1, []]);
  });
});
