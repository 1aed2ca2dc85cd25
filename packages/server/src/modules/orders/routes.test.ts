import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { openTestRestaurant, type TestRestaurant } from './testing.ts';

let house: TestHouse;
let tenant: TestTenant;
let place: TestRestaurant;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  place = await openTestRestaurant(house, tenant);
});
afterAll(() => house.stop());

describe('smoke', () => {
  it('lives a dinner from order to cash', async () => {
    const placed = await send(house, place.waiter, 'POST', '/orders', {
      outlet_id: place.outlet_id, node_id: place.table.id, guest_count: 2,
      lines: [{ menu_item_id: place.steak.id, quantity: 2 }, { menu_item_id: place.wine.id, quantity: 1, note: 'cold' }, { menu_item_id: place.bread.id, quantity: 1 }],
    });
    console.log(JSON.stringify(placed.body, null, 1).slice(0, 1500));
    expect(placed.status).toBe(201);
    const tickets = await send(house, place.chef, 'GET', `/kitchen/tickets?outlet_id=${place.outlet_id}`);
    console.log(JSON.stringify(tickets.body, null, 1).slice(0, 1500));
    for (const ticket of tickets.body.data) {
      const bumped = await send(house, place.chef, 'POST', `/kitchen/tickets/${ticket.id}/bump`, {});
      console.log(bumped.status, bumped.body.data?.status ?? bumped.body);
    }
    const nodes = await send(house, place.waiter, 'GET', `/service-nodes?outlet_id=${place.outlet_id}`);
    console.log(JSON.stringify(nodes.body));
    const served = await send(house, place.waiter, 'PATCH', `/orders/${placed.body.data.id}/status`, { status: 'SERVED' });
    console.log(served.body.data?.status ?? served.body);
    const paid = await send(house, place.waiter, 'POST', '/payments/confirm-cash', { order_id: placed.body.data.id, tendered_minor: 10_000 });
    console.log(paid.body);
    const menu = await send(house, place.waiter, 'GET', `/menu?outlet_id=${place.outlet_id}`);
    console.log(JSON.stringify(menu.body).slice(0, 800));
    console.log((await send(house, place.waiter, 'GET', `/orders/${placed.body.data.id}/checks`)).body.data ?? 'none');
    console.log((await send(house, place.waiter, 'GET', `/orders?outlet_id=${place.outlet_id}&q=table`)).body);
    console.log((await send(house, place.waiter, 'GET', `/payments/stats/daily?outlet_id=${place.outlet_id}`)).body.data);
  });
});
