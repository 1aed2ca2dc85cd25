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
let booking: { id: string; confirmation_code: string };

const trace = { date: '2026-07-01', department: 'KITCHEN', text: 'Birthday cake at eight' };

beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const at = (outlet: string, role: 'STAFF' | 'HOUSEKEEPER') => [{ role, scope: 'OUTLET' as const, scope_id: outlet }];
  ({ token: desk } = await createUser(house, tenant, at(tenant.hotel_id, 'STAFF')));
  ({ token: housekeeper } = await createUser(house, tenant, at(tenant.hotel_id, 'HOUSEKEEPER')));
  ({ token: waiter } = await createUser(house, tenant, at(tenant.restaurant_id, 'STAFF')));
  const type = await tenant.act((tx) =>
    openRoomType(tx, tenant.hotel_id, { code: 'DBL', units: 5, start_date: '2026-06-15', end_date: '2026-12-01' }),
  );
  const stay = { room_type_id: type.id, start_date: '2026-07-01', end_date: '2026-07-04', quantity: 1 };
  const booked = await send(house, desk, 'POST', '/reservations', { ...stay, guest: { name: 'Ana Sousa' } });
  booking = booked.body.data;
});
afterAll(() => house.stop());

const leave = (body: object = {}, token: string | null = desk, id = booking.id) =>
  send(house, token, 'POST', `/reservations/${id}/traces`, { ...trace, ...body });

describe('POST /reservations/:id/traces', () => {
  it('leaves a department something to do, and the day lists it', async () => {
    const { status, body } = await leave();
    expect(status).toBe(201);
    expect(body.data).toMatchObject({ ...trace, booking_id: booking.id, guest_name: 'Ana Sousa', is_done: false });
    const day = await send(house, desk, 'GET', '/traces?date=2026-07-01&department=KITCHEN&is_done=false');
    expect(day.body.data).toContainEqual(body.data);
    expect((await send(house, desk, 'GET', '/traces?date=2026-07-02')).body.data).toEqual([]);
  });

  it('names the field that is wrong', async () => {
    const { status, body } = await leave({ text: ' ' });
    expect(status).toBe(400);
    expect(JSON.stringify(body.error)).toContain('text');
    expect((await leave({ department: 'GARDEN' })).status).toBe(400);
  });

  it('is refused to strangers, other roles, other outlets and other tenants', async () => {
    const other = await house.createTenant('Other');
    const stranger = await createUser(house, other, [{ role: 'STAFF', scope: 'OUTLET', scope_id: other.hotel_id }]);
    expect((await leave({}, null)).status).toBe(401);
    expect((await leave({}, housekeeper)).status).toBe(403);
    expect((await leave({}, waiter)).status).toBe(403);
    expect((await leave({}, stranger.token)).status).toBe(404);
  });
});

describe('POST /traces/:id/done and /undo', () => {
  it('ticks a trace once however often it is asked, and takes the tick back', async () => {
    const { id } = (await leave({ date: '2026-07-03' })).body.data;
    const first = await send(house, desk, 'POST', `/traces/${id}/done`);
    expect(first.body.data).toMatchObject({ is_done: true, version: 2 });
    expect((await send(house, desk, 'POST', `/traces/${id}/done`)).body.data).toEqual(first.body.data);
    expect((await send(house, desk, 'POST', `/traces/${id}/undo`)).body.data).toMatchObject({ is_done: false });
  });

  it('lets housekeeping see and tick its own traces, and no other department’s', async () => {
    const { id } = (await leave({ department: 'HOUSEKEEPING', text: 'Baby cot' })).body.data;
    const seen = await send(house, housekeeper, 'GET', '/traces/housekeeping?date=2026-07-01');
    expect(seen.body.data.map((each: { text: string }) => each.text)).toEqual(['Baby cot']);
    expect((await send(house, housekeeper, 'GET', '/traces')).status).toBe(403);
    expect((await send(house, housekeeper, 'POST', `/traces/${id}/done`)).body.data.is_done).toBe(true);
    expect((await send(house, housekeeper, 'POST', `/traces/${id}/undo`)).body.data.is_done).toBe(false);
  });

  it('is refused to strangers, other roles, other outlets and other tenants', async () => {
    const other = await house.createTenant('Third');
    const stranger = await createUser(house, other, [{ role: 'STAFF', scope: 'OUTLET', scope_id: other.hotel_id }]);
    const { id } = (await leave()).body.data;
    for (const step of ['done', 'undo']) {
      const ask = (token: string | null) => send(house, token, 'POST', `/traces/${id}/${step}`);
      expect((await ask(null)).status).toBe(401);
      expect((await ask(housekeeper)).status).toBe(403);
      expect((await ask(waiter)).status).toBe(403);
      expect((await ask(stranger.token)).status).toBe(404);
    }
    expect((await send(house, waiter, 'GET', '/traces')).body.data).toEqual([]);
  });
});
