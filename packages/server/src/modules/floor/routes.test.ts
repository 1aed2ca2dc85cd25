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

const draw = (name: string, more: object = {}, token = place.manager) =>
  send(house, token, 'POST', '/service-nodes', {
    outlet_id: place.outlet_id,
    name,
    node_type: 'TABLE',
    pos_x: 1.5,
    pos_y: 0,
    pos_z: 2,
    capacity: 4,
    ...more,
  });

describe('service nodes', () => {
  it('are drawn, moved and taken away by a manager', async () => {
    const { status, body } = await draw('Corner');
    expect([status, body.data]).toMatchObject([
      201,
      {
        name: 'Corner',
        node_type: 'TABLE',
        pos_x: 1.5,
        pos_z: 2,
        capacity: 4,
        current_status: 'BLUE',
        badges: [],
        shape: 'SQUARE',
        version: 1,
      },
    ]);
    const moved = await send(house, place.manager, 'PATCH', `/service-nodes/${body.data.id}`, {
      pos_x: 9.25,
      shape: 'ROUND',
      version: 1,
    });
    expect(moved.body.data).toMatchObject({ pos_x: 9.25, shape: 'ROUND', pos_z: 2, version: 2 });
    const stale = await send(house, place.manager, 'PATCH', `/service-nodes/${body.data.id}`, { pos_x: 1, version: 1 });
    expect([stale.status, stale.body.error.code]).toEqual([409, 'STALE_VERSION']);
    expect((await send(house, place.manager, 'DELETE', `/service-nodes/${body.data.id}`)).status).toBe(200);
    expect((await send(house, place.manager, 'GET', `/service-nodes/${body.data.id}`)).status).toBe(404);
  });

  it('are listed for the outlet, with filters', async () => {
    const names = async (query: string, token = place.waiter) =>
      (await send(house, token, 'GET', `/service-nodes?${query}`)).body.data.map((node: any) => node.name);
    expect(await names(`outlet_id=${place.outlet_id}&node_type=TABLE`)).toEqual(['Table 1', 'Table 2']);
    expect(await names('current_status=RED')).toEqual([]);
    expect(await names(`outlet_id=${place.outlet_id}`, stranger)).toEqual([]);
    expect(await names(`outlet_id=${place.outlet_id}`, hotelManager)).toEqual([]);
  });

  it('refuse what is wrong and name the field', async () => {
    const field = async (reply: ReturnType<typeof draw>) => {
      const { status, body } = await reply;
      return [status, body.error.details.fields[0].field];
    };
    expect(await field(draw('x', { node_type: 'THRONE' }))).toEqual([400, 'node_type']);
    expect(await field(draw('x', { current_status: 'RED' }))).toEqual([400, 'current_status']);
    expect(await field(draw('  '))).toEqual([400, 'name']);
    expect(await field(draw('x', { pos_x: '1' }))).toEqual([400, 'pos_x']);
    expect(await field(draw('Table 1'))).toEqual([409, 'name']);
    expect(await field(draw('x', { floor_id: newId() }))).toEqual([422, 'floor_id']);
  });

  it('A1 A2 are only for those who work here', async () => {
    expect((await send(house, null, 'GET', '/service-nodes')).status).toBe(401);
    expect((await draw('x', {}, place.waiter)).status).toBe(403);
    expect((await draw('x', {}, hotelManager)).status).toBe(403);
    expect((await draw('x', {}, stranger)).status).toBe(404);
    for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
      const body = method === 'PATCH' ? { capacity: 1 } : undefined;
      expect((await send(house, stranger, method, `/service-nodes/${place.table.id}`, body)).status).toBe(404);
      expect((await send(house, hotelManager, method, `/service-nodes/${place.table.id}`, body)).status).toBe(403);
    }
  });
});

describe('floors and flows', () => {
  it('are drawn, listed and taken away; what is still used stays', async () => {
    const floor = (
      await send(house, place.manager, 'POST', '/floors', {
        outlet_id: place.outlet_id,
        name: 'Cellar',
        level: -1,
        width: 12.5,
      })
    ).body.data;
    expect(floor).toMatchObject({ name: 'Cellar', level: -1, width: 12.5, depth: 12 });
    const node = (await draw('Barrel', { floor_id: floor.id })).body.data;
    expect((await send(house, place.manager, 'DELETE', `/floors/${floor.id}`)).body.error.code).toBe('IN_USE');
    expect(
      (await send(house, place.manager, 'PATCH', `/floors/${floor.id}`, { name: 'Vault' })).body.data,
    ).toMatchObject({ name: 'Vault', version: 2 });
    const flow = await send(house, place.manager, 'POST', '/service-flows', {
      from_node_id: place.table.id,
      to_node_id: node.id,
    });
    expect([flow.status, flow.body.data.flow_type]).toEqual([201, 'SERVICE']);
    expect(
      (await send(house, place.waiter, 'GET', `/service-flows?outlet_id=${place.outlet_id}`)).body.data,
    ).toHaveLength(1);
    const loop = await send(house, place.manager, 'POST', '/service-flows', {
      from_node_id: node.id,
      to_node_id: node.id,
    });
    expect([loop.status, loop.body.error.details.fields[0].field]).toEqual([400, 'to_node_id']);
    expect((await send(house, stranger, 'DELETE', `/service-flows/${flow.body.data.id}`)).status).toBe(404);
    expect((await send(house, place.manager, 'DELETE', `/service-flows/${flow.body.data.id}`)).status).toBe(200);
    expect((await send(house, place.manager, 'DELETE', `/service-nodes/${node.id}`)).status).toBe(200);
    expect((await send(house, place.manager, 'DELETE', `/floors/${floor.id}`)).status).toBe(200);
    expect((await send(house, place.waiter, 'GET', '/floors')).body.data).toEqual([]);
  });
});

describe('table sessions', () => {
  const seat = (node_id: string, token = place.waiter) =>
    send(house, token, 'POST', '/table-sessions', { node_id, guest_count: 3 });
  const badges = async () =>
    (await send(house, place.waiter, 'GET', `/service-nodes/${place.table.id}`)).body.data.badges;

  it('seat a party, note the bill, free the table and have it cleaned', async () => {
    const { status, body } = await seat(place.table.id);
    expect([status, body.data, await badges()]).toMatchObject([
      201,
      { guest_count: 3, is_implicit: false, closed_at: null },
      ['SEATED'],
    ]);
    await send(house, place.waiter, 'POST', `/table-sessions/${body.data.id}/request-bill`);
    expect(await badges()).toEqual(['SEATED', 'BILL_REQUESTED']);
    expect((await send(house, place.waiter, 'GET', '/table-sessions?is_open=true')).body.data).toHaveLength(1);
    expect(
      (await send(house, place.waiter, 'POST', `/table-sessions/${body.data.id}/close`)).body.data.closed_at,
    ).not.toBeNull();
    expect(await badges()).toEqual(['DIRTY']);
    expect((await send(house, place.waiter, 'POST', `/table-sessions/${body.data.id}/close`)).body.error.code).toBe(
      'ILLEGAL_TRANSITION',
    );
    expect(
      (await send(house, place.waiter, 'POST', `/service-nodes/${place.table.id}/clean`)).body.data.badges,
    ).toEqual([]);
  });

  it('give a table to one party only, also when twenty ask at once', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => seat(place.table.id)));
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(1);
    expect(replies.filter((reply) => reply.body.error?.code === 'CONFLICT')).toHaveLength(19);
    const { rows } = await house.admin.query(
      'select count(*)::int as open from floor.table_sessions where node_id = $1 and closed_at is null',
      [place.table.id],
    );
    expect(rows[0].open).toBe(1);
  });

  it('stay open while an order is', async () => {
    const session = (await send(house, place.waiter, 'GET', '/table-sessions?is_open=true')).body.data[0];
    const order = (
      await send(house, place.waiter, 'POST', '/orders', {
        outlet_id: place.outlet_id,
        node_id: place.table.id,
        lines: [{ menu_item_id: place.bread.id, quantity: 1 }],
      })
    ).body.data;
    expect(order.table_session_id).toBe(session.id);
    const early = await send(house, place.waiter, 'POST', `/table-sessions/${session.id}/close`);
    expect([early.status, early.body.error.details]).toEqual([409, { current_status: 'YELLOW' }]);
    await send(house, place.waiter, 'PATCH', `/orders/${order.id}/cancel`, {});
    expect(await badges()).toEqual(['SEATED']);
    expect((await send(house, place.waiter, 'POST', `/table-sessions/${session.id}/close`)).status).toBe(200);
  });

  it('are not opened at a blocked table, nor by strangers', async () => {
    await send(house, place.manager, 'PATCH', `/service-nodes/${place.other_table.id}`, { is_blocked: true });
    expect((await seat(place.other_table.id)).body.error.message).toBe('Table 2 is blocked.');
    expect((await seat(place.table.id, place.chef)).status).toBe(403);
    expect((await seat(place.table.id, stranger)).status).toBe(404);
    expect((await send(house, null, 'POST', '/table-sessions', {})).status).toBe(401);
  });
});
