import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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
  const other = await house.createTenant('Other');
  stranger = (await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }])).token;
});
afterAll(() => house.stop());

const dinner = () => ({
  outlet_id: place.outlet_id,
  node_id: place.table.id,
  guest_count: 2,
  lines: [
    { menu_item_id: place.steak.id, quantity: 2, note: 'rare', seat: 1 },
    { menu_item_id: place.wine.id, quantity: 1 },
    { menu_item_id: place.bread.id, quantity: 1 },
  ],
});
const order = async (body: object = dinner()) => (await send(house, place.waiter, 'POST', '/orders', body)).body.data;
const moveTo = (id: string, status: string, token = place.waiter) =>
  send(house, token, 'PATCH', `/orders/${id}/status`, { status });
const colourOf = async (id: string) => (await send(house, place.waiter, 'GET', `/service-nodes/${id}`)).body.data;
const eventsOf = async (id: string) =>
  (await house.admin.query('select type, data from platform.events where aggregate_id = $1 order by position', [id]))
    .rows;

beforeEach(async () => {
  // Every test starts with empty tables.
  for (const { id } of (await send(house, place.manager, 'GET', '/orders?is_open=true')).body.data) {
    await moveTo(id, 'SERVED');
    await send(house, place.waiter, 'POST', '/payments/confirm-cash', { order_id: id });
  }
});

describe('POST /orders', () => {
  it('prices the order from the menu and tells the kitchen, the floor and the log', async () => {
    const { status, body } = await send(house, place.waiter, 'POST', '/orders', dinner());
    expect(status).toBe(201);
    expect(body.data).toMatchObject({
      status: 'PLACED',
      version: 1,
      currency: 'EUR',
      total_minor: 5_800,
      net_minor: 5_085,
      tax_minor: 715,
      paid_minor: 0,
      due_minor: 5_800,
      node_name: 'Table 1',
      guest_count: 2,
      business_date: '2026-06-15',
      placed_at: house.clock.now().toISOString(),
      allowed: ['PREPARING', 'READY', 'SERVED', 'CANCELLED'],
    });
    expect(body.data.lines.map((line: any) => [line.name, line.quantity, line.gross_minor, line.status])).toEqual([
      ['Steak', 2, 4_900, 'SENT'],
      ['Red wine', 1, 650, 'SENT'],
      ['Bread', 1, 250, 'SENT'],
    ]);
    const tickets = (await send(house, place.chef, 'GET', `/kitchen/tickets?outlet_id=${place.outlet_id}`)).body.data;
    expect(tickets.map((ticket: any) => ticket.station_name).sort()).toEqual(['Bar', 'Grill', null]);
    expect(await colourOf(place.table.id)).toMatchObject({
      current_status: 'YELLOW',
      badges: ['SEATED'],
      guest_count: 2,
    });
    expect((await eventsOf(body.data.id)).map((event) => event.type)).toEqual(['order.placed']);
    expect((await send(house, place.waiter, 'GET', `/orders/${body.data.id}`)).body.data).toEqual(body.data);
  });

  it('takes a takeaway without a table', async () => {
    const { status, body } = await send(house, place.waiter, 'POST', '/orders', {
      outlet_id: place.outlet_id,
      lines: [{ menu_item_id: place.bread.id, quantity: 3 }],
    });
    expect([status, body.data.node_id, body.data.table_session_id, body.data.total_minor]).toEqual([
      201,
      null,
      null,
      750,
    ]);
  });

  it('lets a second order join the guests at the table', async () => {
    const first = await order();
    expect((await order()).table_session_id).toBe(first.table_session_id);
  });

  it.each([
    [
      'a price',
      (body: any) => ({ ...body, lines: [{ ...body.lines[0], unit_price_minor: 1 }] }),
      'lines[0].unit_price_minor',
    ],
    ['a status', (body: any) => ({ ...body, status: 'SERVED' }), 'status'],
    ['a tax', (body: any) => ({ ...body, lines: [{ ...body.lines[0], tax_rate_bp: 0 }] }), 'lines[0].tax_rate_bp'],
    ['no lines', (body: any) => ({ ...body, lines: [] }), 'lines'],
    [
      'a quantity of zero',
      (body: any) => ({ ...body, lines: [{ ...body.lines[0], quantity: 0 }] }),
      'lines[0].quantity',
    ],
    [
      'a quantity as text',
      (body: any) => ({ ...body, lines: [{ ...body.lines[0], quantity: '2' }] }),
      'lines[0].quantity',
    ],
  ])('A3 refuses %s from the caller and names the field', async (_, change, field) => {
    const { status, body } = await send(house, place.waiter, 'POST', '/orders', change(dinner()));
    expect([status, body.error.code]).toEqual([400, 'BAD_INPUT']);
    expect(body.error.details.fields.map((one: any) => one.field)).toContain(field);
  });

  it('refuses what has run out, naming the lines, and writes nothing', async () => {
    await send(house, place.chef, 'POST', `/menu/items/${place.wine.id}/availability`, { is_available: false });
    const { status, body } = await send(house, place.waiter, 'POST', '/orders', dinner());
    expect([status, body.error.code, body.error.details.lines]).toEqual([
      422,
      'ITEM_UNAVAILABLE',
      [{ index: 1, menu_item_id: place.wine.id, name: 'Red wine' }],
    ]);
    expect((await colourOf(place.table.id)).current_status).toBe('BLUE');
    await send(house, place.chef, 'POST', `/menu/items/${place.wine.id}/availability`, { is_available: true });
  });

  it('refuses items and tables that are not of this outlet', async () => {
    const item = await send(house, place.waiter, 'POST', '/orders', {
      ...dinner(),
      lines: [{ menu_item_id: newId(), quantity: 1 }],
    });
    expect([item.status, item.body.error.details.fields[0].field]).toEqual([422, 'lines[0].menu_item_id']);
    const table = await send(house, place.waiter, 'POST', '/orders', { ...dinner(), node_id: newId() });
    expect([table.status, table.body.error.details.fields[0].field]).toEqual([422, 'node_id']);
  });

  it('A2 refuses nobody, the wrong role and the wrong outlet; A1 another tenant’s outlet is not there', async () => {
    expect((await send(house, null, 'POST', '/orders', dinner())).status).toBe(401);
    expect((await send(house, place.chef, 'POST', '/orders', dinner())).status).toBe(403);
    expect((await send(house, hotelManager, 'POST', '/orders', dinner())).status).toBe(403);
    expect((await send(house, stranger, 'POST', '/orders', dinner())).status).toBe(404);
  });
});

describe('E6 the same key and body give one order and the same reply', () => {
  it('answers a repeat from the first, and refuses another body', async () => {
    const headers = { 'idempotency-key': newId() };
    const replies = await Promise.all(
      [1, 2, 3].map(() => send(house, place.waiter, 'POST', '/orders', dinner(), headers)),
    );
    expect(replies.map((reply) => reply.status)).toEqual([201, 201, 201]);
    expect(new Set(replies.map((reply) => JSON.stringify(reply.body))).size).toBe(1);
    expect((await send(house, place.waiter, 'GET', '/orders?is_open=true')).body.data).toHaveLength(1);
    const other = await send(house, place.waiter, 'POST', '/orders', { ...dinner(), guest_count: 3 }, headers);
    expect([other.status, other.body.error.code]).toEqual([409, 'IDEMPOTENCY_MISMATCH']);
  });
});

describe('PATCH /orders/:id/status', () => {
  it('walks from the kitchen to the table and colours it on the way', async () => {
    const { id } = await order();
    const seen = [];
    for (const status of ['PREPARING', 'READY', 'SERVED'])
      seen.push([(await moveTo(id, status)).body.data.status, (await colourOf(place.table.id)).current_status]);
    expect(seen).toEqual([
      ['PREPARING', 'YELLOW'],
      ['READY', 'YELLOW'],
      ['SERVED', 'GREEN'],
    ]);
    await send(house, place.waiter, 'POST', '/payments/confirm-cash', { order_id: id });
    expect((await send(house, place.waiter, 'GET', `/orders/${id}`)).body.data.status).toBe('COMPLETED');
    expect(await colourOf(place.table.id)).toMatchObject({ current_status: 'BLUE', badges: [] });
    expect(
      (await eventsOf(place.table.id))
        .filter((event) => event.type === 'floor.table_status_changed')
        .slice(-3)
        .map((event) => [event.data.from, event.data.to]),
    ).toEqual([
      ['BLUE', 'YELLOW'],
      ['YELLOW', 'GREEN'],
      ['GREEN', 'BLUE'],
    ]);
  });

  it('E5 refuses a step that is not possible, a stale version, and says why', async () => {
    const { id } = await order();
    await moveTo(id, 'SERVED');
    const back = await moveTo(id, 'READY');
    expect([back.status, back.body.error.code, back.body.error.details]).toEqual([
      409,
      'ILLEGAL_TRANSITION',
      { from: 'SERVED', to: 'READY', allowed: [] },
    ]);
    const stale = await send(house, place.waiter, 'PATCH', `/orders/${id}/status`, { status: 'COMPLETED', version: 1 });
    expect([stale.status, stale.body.error.code, stale.body.error.details]).toEqual([
      409,
      'STALE_VERSION',
      { expected: 1, actual: 2 },
    ]);
    const unpaid = await moveTo(id, 'COMPLETED');
    expect([unpaid.status, unpaid.body.error.details]).toEqual([422, { due_minor: 5_800 }]);
  });

  it('keeps others out', async () => {
    const { id } = await order();
    expect((await send(house, null, 'PATCH', `/orders/${id}/status`, { status: 'READY' })).status).toBe(401);
    expect((await moveTo(id, 'READY', hotelManager)).status).toBe(403);
    expect((await moveTo(id, 'READY', stranger)).status).toBe(404);
    expect((await moveTo(id, 'COOKED')).body.error.details.fields[0].field).toBe('status');
    for (const path of [`/orders/${id}`, `/orders/${id}/checks`]) {
      expect((await send(house, stranger, 'GET', path)).status).toBe(404);
      expect((await send(house, hotelManager, 'GET', path)).status).toBe(403);
    }
  });
});

describe('PATCH /orders/:id/cancel', () => {
  const cancel = (id: string, token: string, body: object = {}) =>
    send(house, token, 'PATCH', `/orders/${id}/cancel`, body);

  it('is free for the waiter until the kitchen starts', async () => {
    const { id } = await order();
    const { body } = await cancel(id, place.waiter);
    expect(body.data).toMatchObject({ status: 'CANCELLED', total_minor: 0, allowed: [] });
    expect((await send(house, place.chef, 'GET', `/kitchen/tickets?outlet_id=${place.outlet_id}`)).body.data).toEqual(
      [],
    );
    expect((await colourOf(place.table.id)).current_status).toBe('BLUE');
  });

  it('takes a manager and a reason once the kitchen has started, whichever way it is asked for', async () => {
    const { id } = await order();
    await moveTo(id, 'PREPARING');
    expect((await cancel(id, place.waiter, { reason: 'left' })).status).toBe(403);
    expect((await moveTo(id, 'CANCELLED')).status).toBe(403);
    const bare = await cancel(id, place.manager);
    expect([bare.status, bare.body.error.details.fields[0].field]).toEqual([400, 'reason']);
    expect((await cancel(id, place.manager, { reason: 'the guests left', is_wasted: true })).body.data).toMatchObject({
      status: 'CANCELLED',
      cancel_reason: 'the guests left',
      is_wasted: true,
    });
    const audit = (
      await house.admin.query(
        `select before, after, actor_name from platform.audit_entries where action = 'orders.cancel' and entity_id = $1`,
        [id],
      )
    ).rows;
    expect(audit).toEqual([
      {
        before: { status: 'PREPARING', version: 2 },
        after: { status: 'CANCELLED', reason: 'the guests left', is_wasted: true },
        actor_name: 'MANAGER',
      },
    ]);
  });

  it('never happens to a served order', async () => {
    const { id } = await order();
    await moveTo(id, 'SERVED');
    expect((await cancel(id, place.manager, { reason: 'x' })).body.error.code).toBe('ILLEGAL_TRANSITION');
  });
});

describe('POST /orders/:id/lines', () => {
  it('adds a round with tickets of its own and places a served order again', async () => {
    const { id } = await order();
    await moveTo(id, 'SERVED');
    const { status, body } = await send(house, place.waiter, 'POST', `/orders/${id}/lines`, {
      lines: [{ menu_item_id: place.wine.id, quantity: 2 }],
    });
    expect([status, body.data.status, body.data.rounds, body.data.total_minor, body.data.lines.length]).toEqual([
      201,
      'PLACED',
      2,
      7_100,
      4,
    ]);
    const tickets = (
      await send(house, place.chef, 'GET', `/kitchen/tickets?outlet_id=${place.outlet_id}&station_id=${place.bar.id}`)
    ).body.data;
    expect(tickets.map((ticket: any) => [ticket.round, ticket.lines.map((line: any) => line.quantity)])).toEqual([
      [2, [2]],
    ]);
    expect((await colourOf(place.table.id)).current_status).toBe('YELLOW');
  });
});

describe('the kitchen board', () => {
  const board = async (query = '') =>
    (await send(house, place.chef, 'GET', `/kitchen/tickets?outlet_id=${place.outlet_id}${query}`)).body.data;

  it('shows how long each ticket waits, takes it off when bumped and brings it back when recalled', async () => {
    const { id } = await order();
    house.clock.advance(16 * 60_000);
    const [grill] = await board(`&station_id=${place.grill.id}`);
    expect(grill).toMatchObject({
      order_id: id,
      node_name: 'Table 1',
      age_seconds: 960,
      is_late: true,
      status: 'OPEN',
      lines: [{ name: 'Steak', quantity: 2, note: 'rare', seat: 1 }],
    });
    expect((await send(house, place.chef, 'POST', `/kitchen/tickets/${grill.id}/bump`)).body.data.status).toBe(
      'PREPARING',
    );
    expect(await board(`&station_id=${place.grill.id}`)).toEqual([]);
    expect((await board('&status=BUMPED'))[0]).toMatchObject({ id: grill.id, status: 'BUMPED' });
    expect(
      (await send(house, place.chef, 'POST', `/kitchen/tickets/${grill.id}/recall`)).body.data.lines[0].status,
    ).toBe('PREPARING');
    expect(await board(`&station_id=${place.grill.id}`)).toHaveLength(1);
  });

  it('keeps others out', async () => {
    await order();
    const [ticket] = await board();
    expect((await send(house, null, 'POST', `/kitchen/tickets/${ticket.id}/bump`)).status).toBe(401);
    expect((await send(house, place.waiter, 'POST', `/kitchen/tickets/${ticket.id}/bump`)).status).toBe(403);
    expect((await send(house, hotelManager, 'POST', `/kitchen/tickets/${ticket.id}/bump`)).status).toBe(403);
    expect((await send(house, stranger, 'POST', `/kitchen/tickets/${ticket.id}/recall`)).status).toBe(404);
    expect((await send(house, stranger, 'GET', `/kitchen/tickets?outlet_id=${place.outlet_id}`)).status).toBe(404);
    expect(
      (await send(house, place.chef, 'GET', '/kitchen/tickets?outlet_id=7')).body.error.details.fields[0].field,
    ).toBe('outlet_id');
  });
});

describe('GET /orders', () => {
  it('filters, searches, pages and shows only the outlets one works in', async () => {
    const mine = await order();
    const list = async (query: string, token = place.waiter) =>
      (await send(house, token, 'GET', `/orders?${query}`)).body.data.map((row: any) => row.id);
    expect(await list(`is_open=true&outlet_id=${place.outlet_id}`)).toEqual([mine.id]);
    expect(await list(`status=PLACED&node_id=${place.table.id}&from=2026-06-15&to=2026-06-15`)).toEqual([mine.id]);
    expect(await list('q=table%201&is_open=true')).toEqual([mine.id]);
    expect(await list('from=2026-06-16')).toEqual([]);
    expect(await list('', hotelManager)).toEqual([]);
    expect(await list('', stranger)).toEqual([]);
    expect((await send(house, place.waiter, 'GET', '/orders?status=EATEN')).body.error.details.fields[0].field).toBe(
      'status',
    );
  });
});
