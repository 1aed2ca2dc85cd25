import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { openTestRestaurant, type TestRestaurant } from '../../../../../test/support/restaurant.ts';
import { systemActor } from '../../platform/actor.ts';
import { taskContext } from '../../platform/jobs.ts';
import { checkWaitTimes } from './commands/check-wait-times.ts';
import { placeOrder } from './commands/place-order.ts';
import { changeOrderStatus } from './commands/progress-order.ts';
import { checkWaitTimesTask } from './jobs.ts';
import { lockOrder } from './state.ts';

let house: TestHouse;
let tenant: TestTenant;
let place: TestRestaurant;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  place = await openTestRestaurant(house, tenant);
});
afterAll(() => house.stop());

const MINUTE_MS = 60_000;
const orderAt = (node_id: string) =>
  tenant.act((tx) =>
    placeOrder(tx, {
      outlet_id: place.outlet_id,
      node_id,
      guest_count: 1,
      lines: [{ menu_item_id: place.bread.id, quantity: 1 }],
    }),
  );
const statusOf = async (id: string) =>
  (await house.admin.query('select current_status from floor.nodes where id = $1', [id])).rows[0].current_status;
const redEvents = async (id: string) =>
  (
    await house.admin.query(
      `select data, outlet_id from platform.events where type = 'floor.table_status_changed' and aggregate_id = $1 and data ->> 'to' = 'RED'`,
      [id],
    )
  ).rows;

describe('an order exists if and only if its tickets do', () => {
  it('leaves neither when the act fails after writing', async () => {
    const before = (
      await house.admin.query(
        'select (select count(*) from orders.orders) as orders, (select count(*) from orders.kitchen_tickets) as tickets',
      )
    ).rows[0];
    await expect(
      tenant.act(async (tx) => {
        await placeOrder(tx, {
          outlet_id: place.outlet_id,
          node_id: place.table.id,
          lines: [{ menu_item_id: place.steak.id, quantity: 1 }],
        });
        throw new Error('the power went out');
      }),
    ).rejects.toThrow('the power went out');
    expect(
      (
        await house.admin.query(
          'select (select count(*) from orders.orders) as orders, (select count(*) from orders.kitchen_tickets) as tickets',
        )
      ).rows[0],
    ).toEqual(before);
  });

  it('takes at most four statements beside the frame of its transaction', async () => {
    const database = house.database;
    let statements = 0;
    const connect = house.pool.connect.bind(house.pool);
    house.pool.connect = (async () => {
      const client = await connect();
      const query = client.query.bind(client);
      client.query = ((...asked: unknown[]) => {
        statements += 1;
        return (query as (...args: unknown[]) => unknown)(...asked);
      }) as typeof client.query;
      const release = client.release.bind(client);
      client.release = (broken) => {
        client.query = query;
        client.release = release;
        release(broken);
      };
      return client;
    }) as typeof house.pool.connect;
    try {
      await database.inTenant(systemActor(tenant.tenant_id), (tx) =>
        placeOrder(tx, {
          outlet_id: place.outlet_id,
          node_id: place.table.id,
          guest_count: 2,
          lines: [place.steak, place.wine, place.bread].map((item) => ({ menu_item_id: item.id, quantity: 1 })),
        }),
      );
    } finally {
      house.pool.connect = connect as typeof house.pool.connect;
    }
    // Begin, four for a table that was empty, events and audit, commit.
    expect(statements).toBe(7);
    const { id } = (await house.admin.query(`select id from orders.orders where node_id = $1`, [place.table.id]))
      .rows[0];
    await tenant.act(async (tx) => changeOrderStatus(tx, await lockOrder(tx, id), 'CANCELLED'));
  });
});

describe('the wait-time check', () => {
  it('turns an overdue table red, tells it once, and lets serving calm it', async () => {
    const { id } = await orderAt(place.table.id);
    const fresh = await orderAt(place.other_table.id);
    house.clock.advance(15 * MINUTE_MS);
    expect(await tenant.act(checkWaitTimes)).toEqual([]);
    await tenant.act(async (tx) => changeOrderStatus(tx, await lockOrder(tx, fresh.id), 'SERVED'));
    house.clock.advance(1_000);
    expect(await tenant.act(checkWaitTimes)).toMatchObject([
      { node_id: place.table.id, outlet_id: place.outlet_id, name: 'Table 1' },
    ]);
    expect(await tenant.act(checkWaitTimes)).toEqual([]);
    expect([await statusOf(place.table.id), await statusOf(place.other_table.id)]).toEqual(['RED', 'GREEN']);
    expect(await redEvents(place.table.id)).toEqual([
      { outlet_id: place.outlet_id, data: { node_id: place.table.id, name: 'Table 1', from: 'YELLOW', to: 'RED' } },
    ]);
    await tenant.act(async (tx) => changeOrderStatus(tx, await lockOrder(tx, id), 'READY'));
    expect(await statusOf(place.table.id)).toBe('YELLOW');
  });

  it('runs by the clock for every tenant', async () => {
    const other = await house.createTenant('Other');
    const elsewhere = await openTestRestaurant(house, other);
    await other.act((tx) =>
      placeOrder(tx, {
        outlet_id: elsewhere.outlet_id,
        node_id: elsewhere.table.id,
        lines: [{ menu_item_id: elsewhere.bread.id, quantity: 1 }],
      }),
    );
    house.clock.advance(20 * MINUTE_MS);
    expect(checkWaitTimesTask.cron).toBe('* * * * *');
    await checkWaitTimesTask.run({}, taskContext(house));
    expect(await redEvents(elsewhere.table.id)).toHaveLength(1);
  });

  it('tells a wait once even when two checks run at the same time', async () => {
    const late = await tenant.act(async (tx) =>
      (await import('../floor/index.ts')).addNode(tx, {
        outlet_id: place.outlet_id,
        name: 'Table 9',
        node_type: 'TABLE',
      }),
    );
    await orderAt(late.id);
    house.clock.advance(30 * MINUTE_MS);
    const found = await Promise.all(Array.from({ length: 6 }, () => tenant.act(checkWaitTimes)));
    expect(found.flat().filter((table) => table.node_id === late.id)).toHaveLength(1);
    expect(await redEvents(late.id)).toHaveLength(1);
  });
});
