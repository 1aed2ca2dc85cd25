import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createUser,
  openTestHouse,
  send,
  type TestHouse,
  type TestTenant,
} from '../../../../../../test/support/house.ts';
import { openRoomType } from '../testing.ts';

let house: TestHouse;
let tenant: TestTenant;
let desk: string;
let waiter: string;
let housekeeper: string;
let stranger: string;
let booking: { id: string; reservations: { id: string }[] };

beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const at = (scope_id: string, role: 'STAFF' | 'HOUSEKEEPER' = 'STAFF') => [
    { role, scope: 'OUTLET' as const, scope_id },
  ];
  ({ token: desk } = await createUser(house, tenant, at(tenant.hotel_id), 'Rita Porto'));
  ({ token: waiter } = await createUser(house, tenant, at(tenant.restaurant_id)));
  ({ token: housekeeper } = await createUser(house, tenant, at(tenant.hotel_id, 'HOUSEKEEPER')));
  const other = await house.createTenant('Other');
  ({ token: stranger } = await createUser(house, other, at(other.hotel_id)));
  const type = await tenant.act((tx) =>
    openRoomType(tx, tenant.hotel_id, { code: 'DBL', units: 5, start_date: '2026-06-15', end_date: '2026-12-01' }),
  );
  const asked = { room_type_id: type.id, start_date: '2026-07-01', end_date: '2026-07-04', quantity: 2 };
  booking = (await send(house, desk, 'POST', '/reservations', { ...asked, guest: { name: 'Ana Sousa' } })).body.data;
});
afterAll(() => house.stop());

const get = (path: string, token: string | null = desk) =>
  send(house, token, 'GET', `/reservations/${booking.id}/${path}`);
const note = (text: string, token: string | null = desk) =>
  send(house, token, 'POST', `/reservations/${booking.id}/notes`, { text });

describe('the notes of a booking', () => {
  it('are added under the writer’s name, newest first, and never changed', async () => {
    expect(await note(' Wants a quiet room ')).toMatchObject({
      status: 201,
      body: { data: { text: 'Wants a quiet room', author_name: 'Rita Porto' } },
    });
    await note('Called again: high floor');
    const { body } = await get('notes');
    expect(body.data.map((each: { text: string }) => each.text)).toEqual([
      'Called again: high floor',
      'Wants a quiet room',
    ]);
    const change = await send(house, desk, 'PATCH', `/reservations/${booking.id}/notes/${body.data[0].id}`, {
      text: 'x',
    });
    expect(change.status).toBe(404);
  });

  it('name the field that is wrong', async () => {
    const { status, body } = await note('  ');
    expect(status).toBe(400);
    expect(JSON.stringify(body.error)).toContain('text');
  });

  it('are refused to strangers, other roles, other outlets and other tenants', async () => {
    const asked = [null, housekeeper, waiter, stranger];
    expect(await Promise.all(asked.map(async (token) => (await note('x', token)).status))).toEqual([
      401, 403, 403, 404,
    ]);
    for (const path of ['notes', 'history'])
      expect(await Promise.all(asked.map(async (token) => (await get(path, token)).status))).toEqual([
        401, 403, 403, 404,
      ]);
  });
});

describe('the history of a booking', () => {
  it('tells what was done to it, to its rooms and for it, by whom, newest first', async () => {
    const [first] = booking.reservations;
    await send(house, desk, 'POST', `/reservations/${booking.id}/traces`, {
      date: '2026-07-01',
      department: 'KITCHEN',
      text: 'Cake',
    });
    await send(house, desk, 'POST', `/stays/${first!.id}/cancel`, { reason: 'One less' });
    const { status, body } = await get('history');
    expect(status).toBe(200);
    const told = body.data.map(({ action, reservation_id, actor_name }: any) => [action, reservation_id, actor_name]);
    expect(told).toContainEqual(['reservations.cancel_room', first!.id, 'Rita Porto']);
    expect(told).toContainEqual(['trace.add', null, 'Rita Porto']);
    expect(told.at(-1)).toEqual(['reservations.book', null, 'Rita Porto']);
  });
});
