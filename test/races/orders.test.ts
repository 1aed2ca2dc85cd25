import { tableColour } from '@hostelry/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const orderAt = async (node_id: string) =>
  (
    await send(house, place.waiter, 'POST', '/orders', {
      outlet_id: place.outlet_id,
      node_id,
      lines: [
        { menu_item_id: place.steak.id, quantity: 1 },
        { menu_item_id: place.wine.id, quantity: 1 },
      ],
    })
  ).body.data;
const all = <T>(count: number, act: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => act(index)));

/** The colour that the table shows, and the one that its orders say it should show. */
async function colours(node_id: string): Promise<[shown: string, due: string]> {
  const { rows } = await house.admin.query('select status, waiting_since from orders.orders where node_id = $1', [
    node_id,
  ]);
  const node = (await house.admin.query('select current_status from floor.nodes where id = $1', [node_id])).rows[0];
  return [node.current_status, tableColour(rows, house.clock.now(), 15)];
}

describe('E5 two people change one order', () => {
  it('lets one of ten win a transition; the others are told what happened', async () => {
    const { id, version } = await orderAt(place.table.id);
    const replies = await all(10, () =>
      send(house, place.waiter, 'PATCH', `/orders/${id}/status`, { status: 'READY' }),
    );
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1);
    const lost = replies.filter((reply) => reply.status === 409);
    expect(lost).toHaveLength(9);
    expect(lost[0]!.body.error).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      details: { from: 'READY', to: 'READY', allowed: ['PREPARING', 'SERVED', 'CANCELLED'] },
    });
    const stale = await all(5, () =>
      send(house, place.waiter, 'PATCH', `/orders/${id}/status`, { status: 'SERVED', version: version + 1 }),
    );
    expect(stale.map((reply) => reply.body.error?.code ?? 'won').sort()).toEqual([
      'STALE_VERSION',
      'STALE_VERSION',
      'STALE_VERSION',
      'STALE_VERSION',
      'won',
    ]);
    const { rows } = await house.admin.query(
      `select data ->> 'to' as status from platform.events where aggregate_id = $1 and type = 'order.status_changed' order by position`,
      [id],
    );
    expect(rows.map((row) => row.status)).toEqual(['READY', 'SERVED']);
  });

  it('lets either the kitchen start or the guest cancel, never both', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await orderAt(place.other_table.id);
      const [started, cancelled] = await Promise.all([
        send(house, place.chef, 'PATCH', `/orders/${id}/status`, { status: 'PREPARING', version: 1 }),
        send(house, place.waiter, 'PATCH', `/orders/${id}/cancel`, { version: 1 }),
      ]);
      expect([started.status, cancelled.status].filter((status) => status === 200)).toHaveLength(1);
      const { rows } = await house.admin.query('select distinct status from orders.lines where order_id = $1', [id]);
      expect(rows).toEqual([{ status: started.status === 200 ? 'PREPARING' : 'VOIDED' }]);
    }
  });

  it('bumps a ticket once, however often the screen is tapped, and loses no other station’s bump', async () => {
    const { id } = await orderAt(place.table.id);
    const tickets = (
      await send(house, place.chef, 'GET', `/kitchen/tickets?outlet_id=${place.outlet_id}`)
    ).body.data.filter((ticket: any) => ticket.order_id === id);
    const replies = await all(12, (index) =>
      send(house, place.chef, 'POST', `/kitchen/tickets/${tickets[index % 2].id}/bump`),
    );
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 200, ...Array(10).fill(409)]);
    const { rows } = await house.admin.query(
      `select type, count(*)::int as count from platform.events where aggregate_id = $1 and type like 'kitchen%' group by 1`,
      [id],
    );
    expect(rows).toEqual([{ type: 'kitchen.ticket_bumped', count: 2 }]);
    expect((await send(house, place.waiter, 'GET', `/orders/${id}`)).body.data.status).toBe('READY');
  });
});

describe('a table that everybody orders at', () => {
  it('gets one session, and shows the colour of its orders after any crossing of acts', async () => {
    const node = (
      await send(house, place.manager, 'POST', '/service-nodes', {
        outlet_id: place.outlet_id,
        name: 'Crowd',
        node_type: 'TABLE',
        capacity: 8,
      })
    ).body.data;
    const orders = await all(12, () => orderAt(node.id));
    expect(new Set(orders.map((order) => order.table_session_id)).size).toBe(1);
    expect(await colours(node.id)).toEqual(['YELLOW', 'YELLOW']);
    await all(12, (index) =>
      send(house, place.manager, 'PATCH', `/orders/${orders[index].id}/status`, {
        status: index % 3 === 0 ? 'CANCELLED' : 'SERVED',
      }),
    );
    expect(await colours(node.id)).toEqual(['GREEN', 'GREEN']);
    const mixed = await Promise.all([
      ...orders
        .filter((_, index) => index % 3 !== 0)
        .map((order) => send(house, place.waiter, 'POST', '/payments/confirm-cash', { order_id: order.id })),
      orderAt(node.id),
    ]);
    expect(mixed).toHaveLength(9);
    expect(await colours(node.id)).toEqual(['YELLOW', 'YELLOW']);
    const open = (await send(house, place.waiter, 'GET', `/orders?node_id=${node.id}&is_open=true`)).body.data;
    await Promise.all(
      open.map(async ({ id }: { id: string }) => {
        await send(house, place.waiter, 'PATCH', `/orders/${id}/status`, { status: 'SERVED' });
        await send(house, place.waiter, 'POST', '/payments/confirm-cash', { order_id: id });
      }),
    );
    expect(await colours(node.id)).toEqual(['BLUE', 'BLUE']);
    const { rows } = await house.admin.query('select table_session_id from floor.nodes where id = $1', [node.id]);
    expect(rows[0].table_session_id).toBeNull();
  });
});

describe('after any crossing of acts the books agree', () => {
  it('keeps every order’s totals, payments, tickets and status in line with its lines', async () => {
    const { rows } = await house.admin.query(`
      select o.id from orders.orders o
      where o.total_minor <> coalesce((select sum(gross_minor) from orders.lines l where l.order_id = o.id
        and l.status <> 'VOIDED'), 0)
         or o.paid_minor <> coalesce((select sum(amount_minor) from payments.payments p where p.order_id = o.id
           and p.status = 'CAPTURED'), 0)
         or (o.status = 'COMPLETED') <> (o.status <> 'CANCELLED' and o.total_minor = o.paid_minor
           and not exists (select 1 from orders.lines l where l.order_id = o.id and l.status not in ('SERVED',
           'VOIDED')))
         or not exists (select 1 from orders.kitchen_tickets t where t.order_id = o.id)`);
    expect(rows).toEqual([]);
  });
});
