import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createUser,
  openTestHouse,
  send,
  type TestHouse,
  type TestTenant,
} from '../../../../../../test/support/house.ts';
import { openRoomType } from '../testing.ts';
import { openRooms } from './testing.ts';

let house: TestHouse;
let tenant: TestTenant;
let desk: string;
let waiter: string;
let stranger: string;
let rooms: { id: string; number: string }[];
let booking: { id: string; reservations: { id: string }[] };

beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const staffAt = (scope_id: string) => [{ role: 'STAFF' as const, scope: 'OUTLET' as const, scope_id }];
  ({ token: desk } = await createUser(house, tenant, staffAt(tenant.hotel_id)));
  ({ token: waiter } = await createUser(house, tenant, staffAt(tenant.restaurant_id)));
  const other = await house.createTenant('Other');
  ({ token: stranger } = await createUser(house, other, staffAt(other.hotel_id)));
  const span = { units: 5, start_date: '2026-06-15', end_date: '2026-12-01' };
  const [double, suite] = await tenant.act(async (tx) => [
    await openRoomType(tx, tenant.hotel_id, { code: 'DBL', price_minor: 10_000, ...span }),
    await openRoomType(tx, tenant.hotel_id, { code: 'STE', ...span }),
  ]);
  rooms = await tenant.act(async (tx) => [
    ...(await openRooms(tx, suite!, ['9'])),
    ...(await openRooms(tx, double!, ['101', '102'])),
  ]);
  const asked = { room_type_id: double!.id, start_date: '2026-07-01', end_date: '2026-07-04', quantity: 2 };
  const booked = await send(house, desk, 'POST', '/reservations', { ...asked, guest: { name: 'Ana Sousa' } });
  booking = booked.body.data;
});
afterAll(() => house.stop());

const get = (path: string, token: string | null = desk) => send(house, token, 'GET', path);
const refusals = async (path: string) =>
  Promise.all([null, waiter, stranger].map(async (token) => (await get(path, token)).status));

describe('GET /reservations/:id/stays', () => {
  it('shows every room of a booking', async () => {
    const { status, body } = await get(`/reservations/${booking.id}/stays`);
    expect(status).toBe(200);
    expect(body.data.map((stay: { id: string }) => stay.id)).toEqual(booking.reservations.map(({ id }) => id));
    expect(body.data[0]).toMatchObject({ room_type_code: 'DBL', room_number: null, status: 'CONFIRMED' });
    expect(body.data[0].nights).toHaveLength(3);
  });

  it('is refused to strangers, other outlets and other tenants', async () => {
    expect(await refusals(`/reservations/${booking.id}/stays`)).toEqual([401, 403, 404]);
  });
});

describe('POST /stays/:id/price-change', () => {
  const path = () => `/stays/${booking.reservations[0]!.id}/price-change`;
  const ask = (body: object, token: string | null = desk) => send(house, token, 'POST', path(), body);

  it('says what a change would cost, night by night, and changes nothing', async () => {
    const before = await get(`/stays/${booking.reservations[0]!.id}`);
    const { status, body } = await ask({ end_date: '2026-07-05' });
    expect(status).toBe(200);
    expect([body.data.before, body.data.after].map((nights) => nights.length)).toEqual([3, 4]);
    const { before_minor, after_minor, difference_minor } = body.data;
    expect([before_minor, after_minor, difference_minor]).toEqual([30_000, 40_000, 10_000]);
    expect((await get(`/stays/${booking.reservations[0]!.id}`)).body).toEqual(before.body);
  });

  it('names the field that is wrong', async () => {
    const fieldsOf = async (body: object) => {
      const reply = await ask(body);
      return [reply.status, reply.body.error.details.fields?.[0].field];
    };
    expect(await fieldsOf({ adults: -1 })).toEqual([400, 'adults']);
    expect(await fieldsOf({ end_date: 'later' })).toEqual([400, 'end_date']);
    expect(await fieldsOf({ end_date: '2026-07-01' })).toEqual([400, 'end_date']);
  });

  it('is refused to strangers, other outlets and other tenants', async () => {
    const statuses = [null, waiter, stranger].map(async (token) => (await ask({ adults: 1 }, token)).status);
    expect(await Promise.all(statuses)).toEqual([401, 403, 404]);
  });
});

describe('GET /stays/:id/rooms', () => {
  const [first, second] = [0, 1].map((at) => () => booking.reservations[at]!.id);

  it('says which rooms are free for a stay, its type first, and from which night another is in it', async () => {
    await send(house, desk, 'POST', `/stays/${second!()}/assign-room`, { room_id: rooms[1]!.id });
    const { status, body } = await get(`/stays/${first!()}/rooms`);
    expect(status).toBe(200);
    expect(body.data).toMatchObject([
      { number: '101', room_type_code: 'DBL', taken_on: '2026-07-01', taken_by: 'STAY' },
      { number: '102', taken_on: null, taken_by: null, housekeeping_status: 'CLEAN' },
      { number: '9', room_type_code: 'STE', taken_on: null },
    ]);
    const later = await get(`/stays/${first!()}/rooms?from_date=2026-07-03`);
    expect(later.body.data[0].taken_on).toBe('2026-07-03');
    const own = await get(`/stays/${second!()}/rooms`);
    expect(own.body.data[0].taken_on, 'a stay does not stand in its own way').toBeNull();
  });

  it('names the field that is wrong', async () => {
    for (const from_date of ['soon', '2026-07-20']) {
      const { status, body } = await get(`/stays/${first!()}/rooms?from_date=${from_date}`);
      expect(status).toBe(400);
      expect(JSON.stringify(body.error)).toContain('from_date');
    }
  });

  it('is refused to strangers, other outlets and other tenants', async () => {
    expect(await refusals(`/stays/${first!()}/rooms`)).toEqual([401, 403, 404]);
  });
});
