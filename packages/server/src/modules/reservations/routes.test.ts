import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../../platform/ids.ts';
import { createRoomType } from '../rooms/index.ts';
import { miscountedNights, openRoomType } from './testing.ts';

let house: TestHouse;
let tenant: TestTenant;
let desk: string;
let housekeeper: string;
let waiter: string;
let type: { id: string };

const stay = { start_date: '2026-07-01', end_date: '2026-07-04' };
const guest = { name: 'Ana Sousa', email: 'ana@example.com', phone: '+351 912 345 678' };

beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const at = (outlet: string, role: 'STAFF' | 'HOUSEKEEPER') => [{ role, scope: 'OUTLET' as const, scope_id: outlet }];
  ({ token: desk } = await createUser(house, tenant, at(tenant.hotel_id, 'STAFF')));
  ({ token: housekeeper } = await createUser(house, tenant, at(tenant.hotel_id, 'HOUSEKEEPER')));
  ({ token: waiter } = await createUser(house, tenant, at(tenant.restaurant_id, 'STAFF')));
  type = await tenant.act((tx) =>
    openRoomType(tx, tenant.hotel_id, {
      code: 'DBL',
      units: 5,
      start_date: '2026-06-15',
      end_date: '2026-12-01',
      price_minor: 12_050,
    }),
  );
});
afterAll(() => house.stop());

const book = (body: object = {}, token: string | null = desk) =>
  send(house, token, 'POST', '/reservations', { room_type_id: type.id, ...stay, quantity: 1, guest, ...body });

describe('POST /reservations', () => {
  it('books every room on every night at the plan’s price', async () => {
    const { status, body } = await book({ quantity: 2, adults: 3, children: 1 });
    expect(status).toBe(201);
    expect(body.data).toMatchObject({
      status: 'CONFIRMED',
      version: 1,
      total_minor: 2 * 3 * 12_050,
      currency: 'EUR',
      rooms: 2,
      guest_name: 'Ana Sousa',
    });
    expect(body.data.confirmation_code).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
    expect(body.data.reservations).toHaveLength(2);
    expect(body.data.reservations[0].nights).toEqual(
      ['2026-07-01', '2026-07-02', '2026-07-03'].map((date) => ({ date, price_minor: 12_050, tax_minor: 0 })),
    );
    expect(body.data.reservations.map((room: { adults: number }) => room.adults)).toEqual([2, 1]);
    const shown = await send(house, desk, 'GET', `/reservations/${body.data.id}`);
    expect(shown.body.data).toEqual(body.data);
  });

  it('answers under /reservations/create too, also without an API version', async () => {
    const reply = await house.app.inject({
      method: 'POST',
      url: '/api/reservations/create/',
      headers: { authorization: `Bearer ${desk}` },
      payload: { room_type_id: type.id, ...stay, guest: { name: 'Old Path' } },
    });
    expect(reply.statusCode).toBe(201);
  });

  it('refuses a full house, naming the first short night', async () => {
    await book({ start_date: '2026-08-02', end_date: '2026-08-03', quantity: 4 });
    const { status, body } = await book({ start_date: '2026-08-01', end_date: '2026-08-04', quantity: 2 });
    expect(status).toBe(409);
    expect(body.error).toMatchObject({
      code: 'SOLD_OUT',
      details: { date: '2026-08-02', room_type_id: type.id, available: 1, wanted: 2 },
    });
  });

  it.each([
    ['no guest', { guest: undefined }, 'guest'],
    ['an unknown field', { guests: 2 }, 'guests'],
    ['a date that does not exist', { start_date: '2026-02-30' }, 'start_date'],
    ['a number as text', { quantity: '2' }, 'quantity'],
    ['no room', { quantity: 0 }, 'quantity'],
    ['an end before the start', { end_date: '2026-06-30' }, 'end_date'],
    ['a blank name', { guest: { name: '  ' } }, 'guest.name'],
  ])('refuses %s and names the field', async (_, change, field) => {
    const { status, body } = await book(change);
    expect(status).toBe(400);
    expect(JSON.stringify(body.error.details)).toContain(field);
  });

  it('refuses a stay before the business date, nights that were never opened, and too many guests', async () => {
    expect((await book({ start_date: '2026-06-14', end_date: '2026-06-16' })).body.error).toMatchObject({
      code: 'STAY_IN_PAST',
      details: { business_date: '2026-06-15' },
    });
    expect((await book({ start_date: '2026-11-30', end_date: '2026-12-02' })).body.error).toMatchObject({
      code: 'NIGHTS_NOT_LOADED',
      details: { date: '2026-12-01' },
    });
    expect((await book({ adults: 4 })).body.error).toMatchObject({
      code: 'RULE_VIOLATION',
      details: { rule: 'OCCUPANCY', most: 3 },
    });
  });

  it('refuses a rate plan that does not price the room type', async () => {
    const { status, body } = await book({ rate_plan_id: newId() });
    expect(status).toBe(422);
    expect(body.error.details.fields[0].field).toBe('rate_plan_id');
  });

  it('books an unpriced type at nothing rather than not at all', async () => {
    const bare = await tenant.act((tx) =>
      openRoomType(tx, tenant.hotel_id, { code: 'BARE', units: 1, start_date: '2026-07-01', end_date: '2026-07-05' }),
    );
    const { status, body } = await book({ room_type_id: bare.id });
    expect([status, body.data.total_minor, body.data.rate_plan_id]).toEqual([201, 0, null]);
  });

  it('turns strangers away: 401, 403 for a role or outlet without the right, 404 for another tenant’s room type', async () => {
    const other = await house.createTenant('Other');
    const theirs = await other.act((tx) =>
      createRoomType(
        tx,
        { id: other.hotel_id, kind: 'HOTEL' },
        { outlet_id: other.hotel_id, code: 'X', name: 'X', total_units: 1, base_occupancy: 1, max_occupancy: 1 },
      ),
    );
    expect((await book({}, null)).status).toBe(401);
    expect((await book({}, housekeeper)).status).toBe(403);
    expect((await book({}, waiter)).status).toBe(403);
    expect((await book({ room_type_id: theirs.id })).status).toBe(404);
    expect((await book({ room_type_id: newId() })).status).toBe(404);
  });

  it('E6 repeats the reply to a repeated key and books once', async () => {
    const headers = { 'idempotency-key': newId() };
    const body = { room_type_id: type.id, start_date: '2026-10-01', end_date: '2026-10-02', guest };
    const [first, second] = [
      await send(house, desk, 'POST', '/reservations', body, headers),
      await send(house, desk, 'POST', '/reservations', body, headers),
    ];
    expect(second.body).toEqual(first.body);
    const night = await send(house, desk, 'POST', '/inventory/check', {
      room_type_id: type.id,
      start_date: '2026-10-01',
      end_date: '2026-10-02',
    });
    expect(night.body.data.units).toBe(4);
  });
});

describe('POST /reservations/:id/cancel', () => {
  it('R8 cancelling twice is cancelling once', async () => {
    const {
      body: { data: booking },
    } = await book({ start_date: '2026-09-01', end_date: '2026-09-03', quantity: 5 });
    expect((await book({ start_date: '2026-09-02', end_date: '2026-09-03' })).status).toBe(409);
    const first = await send(house, desk, 'POST', `/reservations/${booking.id}/cancel`, {
      version: 1,
      reason: 'Plans changed',
    });
    const second = await send(house, desk, 'POST', `/reservations/${booking.id}/cancel`);
    expect(first.status).toBe(200);
    expect(first.body.data).toMatchObject({
      status: 'CANCELLED',
      version: 2,
      cancelled_on: '2026-06-15',
      cancel_reason: 'Plans changed',
    });
    expect(first.body.data.reservations.every((room: { status: string }) => room.status === 'CANCELLED')).toBe(true);
    expect(second.body).toEqual(first.body);
    const { rows } = await house.admin.query(
      `select count(*)::int as told from platform.events where type = 'reservation.cancelled' and aggregate_id = $1`,
      [booking.id],
    );
    expect(rows[0].told).toBe(1);
    expect((await book({ start_date: '2026-09-01', end_date: '2026-09-03', quantity: 5 })).status).toBe(201);
    expect(await miscountedNights(house.admin)).toEqual([]);
  });

  it('refuses a stale version and a guest who is in the house already', async () => {
    const {
      body: { data: booking },
    } = await book();
    const stale = await send(house, desk, 'POST', `/reservations/${booking.id}/cancel`, { version: 7 });
    expect([stale.status, stale.body.error.code]).toEqual([409, 'STALE_VERSION']);
    await house.admin.query(`update reservations.reservations set status = 'IN_HOUSE' where booking_id = $1`, [
      booking.id,
    ]);
    const late = await send(house, desk, 'POST', `/reservations/${booking.id}/cancel`, {});
    expect(late.status).toBe(409);
    expect(late.body.error).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      details: { from: 'IN_HOUSE', to: 'CANCELLED', allowed: ['CHECKED_OUT', 'CONFIRMED'] },
    });
  });

  it('turns strangers away', async () => {
    const {
      body: { data: booking },
    } = await book();
    const other = await house.createTenant('Third');
    const { token: stranger } = await createUser(house, other, [
      { role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null },
    ]);
    const cancel = (token: string | null) => send(house, token, 'POST', `/reservations/${booking.id}/cancel`, {});
    expect((await cancel(null)).status).toBe(401);
    expect((await cancel(housekeeper)).status).toBe(403);
    expect((await cancel(waiter)).status).toBe(403);
    expect((await cancel(stranger)).status).toBe(404);
    expect((await send(house, stranger, 'GET', `/reservations/${booking.id}`)).status).toBe(404);
    expect((await send(house, waiter, 'GET', `/reservations/${booking.id}`)).status).toBe(403);
  });
});

describe('GET /reservations', () => {
  it('filters by outlet, status and arrival, searches code and name, and pages', async () => {
    const made = (await book({ start_date: '2026-11-05', end_date: '2026-11-07', guest: { name: 'Zoltán Kovács' } }))
      .body.data;
    const list = async (query: string) => (await send(house, desk, 'GET', `/reservations?${query}`)).body;
    expect((await list('q=zolt%C3%A1n')).data).toEqual([
      expect.objectContaining({ id: made.id, room_types: 'DBL', rooms: 1, total_minor: 24_100 }),
    ]);
    expect((await list(`q=${made.confirmation_code}`)).data).toHaveLength(1);
    expect((await list('from=2026-11-01&to=2026-11-30')).data.map((row: { id: string }) => row.id)).toEqual([made.id]);
    expect((await list(`outlet_id=${tenant.restaurant_id}`)).data).toEqual([]);
    expect((await list('status=CANCELLED')).data.every((row: { status: string }) => row.status === 'CANCELLED')).toBe(
      true,
    );
    const first = await list('limit=2&sort=start_date');
    const second = await list(`limit=2&sort=start_date&cursor=${first.page.next_cursor}`);
    expect(first.page.total).toBeGreaterThan(4);
    expect(new Set([...first.data, ...second.data].map((row: { id: string }) => row.id)).size).toBe(4);
  });

  it('exports CSV and shows another outlet’s staff nothing', async () => {
    const csv = await send(house, desk, 'GET', '/reservations?format=csv');
    expect(csv.body).toContain('confirmation_code');
    expect((await send(house, waiter, 'GET', '/reservations')).body.data).toEqual([]);
    expect((await send(house, null, 'GET', '/reservations')).status).toBe(401);
  });
});
