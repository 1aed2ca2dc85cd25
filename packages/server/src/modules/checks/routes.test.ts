import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { openTestRestaurant, type TestRestaurant } from '../../../../../test/support/restaurant.ts';
import { newId } from '../../platform/ids.ts';

let house: TestHouse;
let tenant: TestTenant;
let place: TestRestaurant;
let stranger: string;
let hotelManager: string;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  place = await openTestRestaurant(house, tenant);
  hotelManager = (await createUser(house, tenant, [{ role: 'MANAGER', scope: 'OUTLET', scope_id: tenant.hotel_id }]))
    .token;
  stranger = (
    await createUser(house, await house.createTenant('Other'), [
      { role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null },
    ])
  ).token;
});
afterAll(() => house.stop());

const order = async () =>
  (
    await send(house, place.waiter, 'POST', '/orders', {
      outlet_id: place.outlet_id,
      node_id: place.table.id,
      lines: [
        { menu_item_id: place.steak.id, quantity: 1 },
        { menu_item_id: place.wine.id, quantity: 1 },
      ],
    })
  ).body.data;
const pay = (body: object, token: string | null = place.waiter) =>
  send(house, token, 'POST', '/payments/confirm-cash', body);
const get = async (path: string, token = place.waiter) => send(house, token, 'GET', path);

describe('POST /payments/confirm-cash', () => {
  it('takes what is due, gives change and settles the bill', async () => {
    const { id } = await order();
    const { status, body } = await pay({ order_id: id, tendered_minor: 5_000 });
    expect([status, body.data]).toMatchObject([
      201,
      {
        status: 'CAPTURED',
        method: 'CASH',
        amount_minor: 3_100,
        tendered_minor: 5_000,
        change_minor: 1_900,
        currency: 'EUR',
        business_date: '2026-06-15',
      },
    ]);
    const again = await pay({ order_id: id });
    expect([again.status, again.body.error.code]).toEqual([409, 'ORDER_SETTLED']);
    const [check] = (await get(`/orders/${id}/checks`)).body.data;
    expect(check).toMatchObject({
      status: 'PAID',
      total_minor: 3_100,
      due_minor: 0,
      taxes: [
        { rate_bp: 1_300, net_minor: 2_168, tax_minor: 282 },
        { rate_bp: 2_300, net_minor: 528, tax_minor: 122 },
      ],
    });
    expect(check.payments.map((payment: any) => payment.id)).toEqual([body.data.id]);
    // Prepaid: the order completes when it is served.
    expect(
      (await send(house, place.waiter, 'PATCH', `/orders/${id}/status`, { status: 'SERVED' })).body.data.status,
    ).toBe('COMPLETED');
  });

  it('M6 takes a bill in parts: total = due + captured', async () => {
    const { id } = await order();
    expect((await pay({ check_id: id, amount_minor: 1_000 })).status).toBe(201);
    expect((await get(`/orders/${id}/checks`)).body.data[0]).toMatchObject({
      status: 'PARTIALLY_PAID',
      total_minor: 3_100,
      paid_minor: 1_000,
      due_minor: 2_100,
    });
    const much = await pay({ order_id: id, amount_minor: 2_101 });
    expect([much.status, much.body.error.code, much.body.error.details.due_minor]).toEqual([
      422,
      'AMOUNT_MISMATCH',
      2_100,
    ]);
    expect((await pay({ order_id: id, tendered_minor: 2_099 })).body.error.code).toBe('AMOUNT_MISMATCH');
    expect((await send(house, place.waiter, 'PATCH', `/orders/${id}/cancel`, {})).body.error).toMatchObject({
      code: 'RULE_VIOLATION',
      details: { paid_minor: 1_000 },
    });
    expect((await pay({ order_id: id })).body.data).toMatchObject({ amount_minor: 2_100, change_minor: 0 });
  });

  it('refuses what is wrong, and others', async () => {
    const { id } = await order();
    for (const [body, field] of [
      [{}, 'order_id'],
      [{ order_id: id, amount_minor: 0 }, 'amount_minor'],
      [{ order_id: id, amount_minor: 1.5 }, 'amount_minor'],
      [{ order_id: id, check_id: newId() }, 'check_id'],
      [{ order_id: id, change_minor: 1 }, 'change_minor'],
    ] as const) {
      const reply = await pay(body);
      expect([reply.status, reply.body.error.details.fields[0].field]).toEqual([400, field]);
    }
    expect((await pay({ order_id: id }, null)).status).toBe(401);
    expect((await pay({ order_id: id }, place.chef)).status).toBe(403);
    expect((await pay({ order_id: id }, hotelManager)).status).toBe(403);
    expect((await pay({ order_id: id }, stranger)).status).toBe(404);
    expect((await pay({ order_id: newId() })).status).toBe(404);
  });
});

describe('GET /payments', () => {
  it('lists, shows and sums the day by tender', async () => {
    const { rows } = await house.admin.query(
      'select count(*)::int as count, sum(amount_minor)::int as amount_minor from payments.payments where outlet_id = $1',
      [place.outlet_id],
    );
    const stats = (await get(`/payments/stats/daily?outlet_id=${place.outlet_id}&date=2026-06-15`)).body.data;
    expect(stats).toEqual({
      outlet_id: place.outlet_id,
      date: '2026-06-15',
      currency: 'EUR',
      ...rows[0],
      tenders: [{ method: 'CASH', ...rows[0] }],
    });
    expect((await get(`/payments/stats/daily?outlet_id=${place.outlet_id}&date=2026-06-14`)).body.data).toMatchObject({
      count: 0,
      amount_minor: 0,
      tenders: [],
    });
    const list = (await get(`/payments?outlet_id=${place.outlet_id}&method=CASH&from=2026-06-15`)).body.data;
    expect(list).toHaveLength(rows[0].count);
    expect((await get(`/payments/${list[0].id}`)).body.data).toEqual(list[0]);
  });

  it('A1 A2 shows nothing to others', async () => {
    const [payment] = (await get('/payments')).body.data;
    expect((await get(`/payments/${payment.id}`, stranger)).status).toBe(404);
    expect((await get(`/payments/${payment.id}`, hotelManager)).status).toBe(403);
    expect((await get('/payments', hotelManager)).body.data).toEqual([]);
    expect((await get('/payments', place.chef)).status).toBe(403);
    expect((await get(`/payments/stats/daily?outlet_id=${place.outlet_id}`, stranger)).status).toBe(404);
    expect((await get(`/payments/stats/daily?outlet_id=${place.outlet_id}`, hotelManager)).status).toBe(403);
    expect((await get(`/payments/stats/daily?outlet_id=${place.outlet_id}&date=2026-02-30`)).status).toBe(400);
  });
});
