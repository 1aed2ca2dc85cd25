import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Cursor, LoggedEvent } from '../../packages/server/src/platform/events/log.ts';
import { cursorAtEnd, readLog, readSince } from '../../packages/server/src/platform/events/log.ts';
import { followOnce, type Reaction } from '../../packages/server/src/platform/events/subscriber.ts';
import { newId } from '../../packages/server/src/platform/ids.ts';
import { emit, type Tx } from '../../packages/server/src/platform/transaction.ts';
import { horizonPassed } from '../support/events.ts';
import { openTestHouse, type TestHouse, type TestTenant } from '../support/house.ts';

let house: TestHouse;
let tenant: TestTenant;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
});
afterAll(() => house.stop());

const say = (tx: Tx, aggregate_id: string, n: number) =>
  emit(tx, { type: 'menu.item_changed', aggregate_type: 'menu_item', aggregate_id, outlet_id: null, data: { n } });

/** Reads until nothing is new, as the hub does. */
async function readAll(from: Cursor): Promise<{ events: LoggedEvent[]; cursor: Cursor }> {
  let cursor = from;
  const events: LoggedEvent[] = [];
  for (let idle = 0; idle < 2;) {
    const { events: found, next } = await house.database.asSystem((db) => readLog(db, cursor, null, 3));
    events.push(...found);
    idle = found.length === 0 ? idle + 1 : 0;
    cursor = next;
  }
  return { events, cursor };
}

/** A transaction that holds its events back until told to commit. */
async function heldTransaction(aggregate_id: string, n: number): Promise<{ commit(): Promise<void> }> {
  const client = await house.admin.connect();
  await client.query('begin');
  await client.query(
    `insert into platform.events (tenant_id, type, aggregate_type, aggregate_id, data, actor, occurred_at)
    values ($1, 'menu.item_changed', 'menu_item', $2, $3, '{}', now())`,
    [tenant.tenant_id, aggregate_id, { n }],
  );
  return {
    commit: async () => {
      await client.query('commit');
      client.release();
    },
  };
}

describe('E3 no event is skipped when transactions commit out of order', () => {
  it('delivers the event of a transaction that started first and committed last', async () => {
    const id = newId();
    const start = await house.database.asSystem(cursorAtEnd);
    const slow = await heldTransaction(id, 1);
    await tenant.act(async (tx) => say(tx, id, 2));
    const early = await readAll(start);
    expect(early.events.map((event) => event.data.n)).toEqual([]);
    await slow.commit();
    await horizonPassed(house);
    const late = await readAll(early.cursor);
    expect(late.events.map((event) => event.data.n)).toEqual([1, 2]);
  });

  it('delivers every event once while many transactions of random length overlap', async () => {
    const id = newId();
    const start = await house.database.asSystem(cursorAtEnd);
    const reader = { cursor: start, seen: [] as number[] };
    let writing = true;
    const reading = (async () => {
      while (writing) {
        const { events, cursor } = await readAll(reader.cursor);
        reader.cursor = cursor;
        reader.seen.push(...events.map((event) => event.data.n as number));
      }
    })();
    await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        const held = n % 5 === 0 ? await heldTransaction(id, n) : null;
        await new Promise((resume) => setTimeout(resume, Math.random() * 40));
        if (held) await held.commit();
        else await tenant.act(async (tx) => say(tx, id, n));
      }),
    );
    writing = false;
    await reading;
    await horizonPassed(house);
    const rest = await readAll(reader.cursor);
    reader.seen.push(...rest.events.map((event) => event.data.n as number));
    expect([...reader.seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, n) => n));
  });
});

describe('E2 events of one aggregate arrive in the order in which it changed', () => {
  it('also when the older transaction takes the lock second', async () => {
    const id = newId();
    const start = await house.database.asSystem(cursorAtEnd);
    const older = await house.admin.connect();
    await older.query('begin');
    // Drawing a transaction id first makes this the older transaction, although it writes last.
    await older.query('select pg_current_xact_id()');
    await tenant.act(async (tx) => say(tx, id, 1));
    await older.query(
      `insert into platform.events (tenant_id, type, aggregate_type, aggregate_id, data, actor, occurred_at)
      values ($1, 'menu.item_changed', 'menu_item', $2, '{"n": 2}', '{}', now())`,
      [tenant.tenant_id, id],
    );
    await older.query('commit');
    older.release();
    await horizonPassed(house);
    const { events } = await readAll(start);
    expect(events.map((event) => event.data.n)).toEqual([1, 2]);
  });
});

describe('E4 a reconnecting client misses none', () => {
  it('gets everything delivered after its last position, and nothing of another tenant', async () => {
    const id = newId();
    const other = await house.createTenant('Neighbour');
    await tenant.act(async (tx) => say(tx, id, 1));
    const { rows } = await house.admin.query(
      'select max(position)::bigint as position from platform.events where aggregate_id = $1',
      [id],
    );
    const held = await heldTransaction(id, 2);
    await tenant.act(async (tx) => say(tx, id, 3));
    await other.act(async (tx) => say(tx, id, 99));
    await held.commit();
    await horizonPassed(house);
    const missed = await tenant.act((tx) => readSince(tx.db, tenant.tenant_id, rows[0].position, 100));
    expect(
      missed
        .filter((event) => event.aggregate_id === id)
        .map((event) => event.data.n)
        .sort(),
    ).toEqual([2, 3]);
  });
});

describe('E2 reactions count each event once', () => {
  let name: string;
  beforeEach(() => {
    name = `test-${newId()}`;
  });

  const settle = async (reaction: Reaction, failures: Map<number, number>) => {
    for (let idle = 0; idle < 3;)
      idle = (await followOnce(reaction, house.database, failures, house.log)) ? 0 : idle + 1;
  };

  it('with two servers at work on one subscription', async () => {
    const id = newId();
    const handled: number[] = [];
    const reaction: Reaction = {
      name,
      types: ['menu.item_changed'],
      react: async (tx, event) => {
        await tx.db
          .insertInto('outlets.brands')
          .values({
            tenant_id: tx.tenant_id,
            id: newId(),
            name: 'counted',
            corporate_id: `${name}-${String(event.data.n)}-${newId()}`,
          })
          .execute();
        handled.push(event.data.n as number);
      },
    };
    await followOnce(reaction, house.database, new Map(), house.log);
    for (let n = 0; n < 20; n += 1) await tenant.act(async (tx) => say(tx, id, n));
    await horizonPassed(house);
    await Promise.all([settle(reaction, new Map()), settle(reaction, new Map())]);
    const { rows } = await house.admin.query(
      'select count(*)::int as effects from outlets.brands where corporate_id like $1',
      [`${name}-%`],
    );
    expect(rows[0].effects).toBe(20);
  });

  it('and a poison event is parked after its tries while the rest goes on', async () => {
    const id = newId();
    const reaction: Reaction = {
      name,
      types: ['menu.item_changed'],
      react: async (tx, event) => {
        if (event.data.n === 1) throw new Error('poison');
        await tx.db
          .insertInto('outlets.brands')
          .values({
            tenant_id: tx.tenant_id,
            id: newId(),
            name: 'counted',
            corporate_id: `${name}-${String(event.data.n)}`,
          })
          .execute();
      },
    };
    await followOnce(reaction, house.database, new Map(), house.log);
    for (let n = 0; n < 3; n += 1) await tenant.act(async (tx) => say(tx, id, n));
    await horizonPassed(house);
    const failures = new Map<number, number>();
    for (let round = 0; round < 20; round += 1) await followOnce(reaction, house.database, failures, house.log);
    const effects = await house.admin.query(
      'select corporate_id from outlets.brands where corporate_id like $1 order by 1',
      [`${name}-%`],
    );
    expect(effects.rows.map((row) => row.corporate_id)).toEqual([`${name}-0`, `${name}-2`]);
    const { rows } = await house.admin.query(
      'select attempts, error from platform.parked_events where subscription = $1',
      [name],
    );
    expect(rows).toEqual([{ attempts: 5, error: 'poison' }]);
  });
});
