import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../packages/server/src/platform/ids.ts';
import { openTestHouse, send, type TestHouse, type TestTenant } from '../support/house.ts';
import { openTestRestaurant, type TestRestaurant } from '../support/restaurant.ts';

let house: TestHouse;
let tenant: TestTenant;
let place: TestRestaurant;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  place = await openTestRestaurant(house, tenant);
});
afterAll(() => house.stop());

const order = async () =>
  (
    await send(house, place.waiter, 'POST', '/orders', {
      outlet_id: place.outlet_id,
      node_id: place.table.id,
      lines: [{ menu_item_id: place.steak.id, quantity: 2 }],
    })
  ).body.data;
const pay = (body: object, headers = {}) => send(house, place.waiter, 'POST', '/payments/confirm-cash', body, headers);
const capturedFor = async (id: string) =>
  (
    await house.admin.query(
      'select coalesce(sum(amount_minor), 0)::int as amount, count(*)::int as count from payments.payments where order_id = $1',
      [id],
    )
  ).rows[0];

describe('M6 money is taken once', () => {
  it('lets one of twenty tills take the whole bill', async () => {
    const { id, total_minor } = await order();
    const replies = await Promise.all(Array.from({ length: 20 }, () => pay({ order_id: id, tendered_minor: 5_000 })));
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(1);
    expect(replies.filter((reply) => reply.body.error?.code === 'ORDER_SETTLED')).toHaveLength(19);
    expect(await capturedFor(id)).toEqual({ amount: total_minor, count: 1 });
  });

  it('never takes more than is due when many pay a part at once', async () => {
    const { id, total_minor } = await order();
    const replies = await Promise.all(Array.from({ length: 12 }, () => pay({ order_id: id, amount_minor: 900 })));
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(Math.floor(total_minor / 900));
    expect(
      replies.filter((reply) => reply.status === 422).every((reply) => reply.body.error.code === 'AMOUNT_MISMATCH'),
    ).toBe(true);
    const { rows } = await house.admin.query(
      'select total_minor - paid_minor as due_minor, paid_minor from orders.orders where id = $1',
      [id],
    );
    expect(await capturedFor(id)).toEqual({ amount: rows[0].paid_minor, count: 5 });
    expect(rows[0].due_minor).toBe(total_minor - 5 * 900);
  });

  it('E6 takes it once for the same key, and gives every caller the same receipt', async () => {
    const { id, total_minor } = await order();
    const headers = { 'idempotency-key': newId() };
    const replies = await Promise.all(Array.from({ length: 8 }, () => pay({ order_id: id }, headers)));
    expect(new Set(replies.map((reply) => reply.body.data.id)).size).toBe(1);
    expect(await capturedFor(id)).toEqual({ amount: total_minor, count: 1 });
  });

  it('serves and pays at the same moment, and completes exactly once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await order();
      const [served, paid] = await Promise.all([
        send(house, place.waiter, 'PATCH', `/orders/${id}/status`, { status: 'SERVED' }),
        pay({ order_id: id }),
      ]);
      expect([served.status, paid.status]).toEqual([200, 201]);
      const { rows } = await house.admin.query(
        `select count(*)::int as count from platform.events where aggregate_id = $1 and data ->> 'to' = 'COMPLETED'`,
        [id],
      );
      expect(rows[0].count).toBe(1);
    }
  });
});
