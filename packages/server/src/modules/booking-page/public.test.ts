import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createUser,
  NOW,
  openTestHouse,
  send,
  type TestHouse,
  type TestTenant,
} from '../../../../../test/support/house.ts';
import { setRestrictions } from '../rates/index.ts';
import { miscountedNights } from '../reservations/testing.ts';
import { GUEST, openPage } from './testing.ts';

let house: TestHouse;
let tenant: TestTenant;
let opened: Awaited<ReturnType<typeof openPage>>;
const SLUG = 'test-hotel';
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  opened = await tenant.act((tx) => openPage(tx, tenant.hotel_id, SLUG));
});
afterAll(() => house.stop());

const at = (path: string) => `/public/hotels/${SLUG}${path}`;
const ask = (path: string) => send(house, null, 'GET', at(path));
const cartOf = (start_date: string, end_date: string, more: object = {}) =>
  send(house, null, 'POST', at('/carts'), { room_type_id: opened.type.id, start_date, end_date, adults: 2, ...more });
const book = (id: string, more: object = {}, guest: object = {}) =>
  send(house, null, 'POST', at(`/carts/${id}/book`), {
    guest: { ...GUEST, ...guest },
    payment: 'AT_HOTEL',
    accepts_terms: true,
    ...more,
  });

describe('the page', () => {
  it('shows the hotel to anybody, and none of its inner settings', async () => {
    const { status, body } = await ask('');
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ slug: SLUG, currency: 'EUR', payments: ['AT_HOTEL', 'CARD'] });
    expect(body.data.extras).toMatchObject([{ name: 'Breakfast', per: 'PERSON_NIGHT', price_minor: 1_200 }]);
    expect(JSON.stringify(body)).not.toContain(tenant.tenant_id);
  });

  it('is not found under another slug, or when it is switched off', async () => {
    expect((await send(house, null, 'GET', '/public/hotels/nobody')).status).toBe(404);
    const other = await house.createTenant('Closed');
    await other.act((tx) => openPage(tx, other.hotel_id, 'closed-hotel'));
    const { token } = await createUser(house, other, [{ role: 'MANAGER', scope: 'OUTLET', scope_id: other.hotel_id }]);
    const off = { slug: 'closed-hotel', is_enabled: false, version: 1 };
    expect((await send(house, token, 'PUT', `/booking-pages/${other.hotel_id}`, off)).status).toBe(200);
    expect((await send(house, null, 'GET', '/public/hotels/closed-hotel')).status).toBe(404);
  });

  it('shows a month with the lowest price of each night, and none of the past', async () => {
    const { body } = await ask('/availability?month=2026-06');
    expect(body.data).toHaveLength(30);
    expect(body.data[13]).toEqual({ date: '2026-06-14', is_available: false, from_minor: null });
    expect(body.data[14]).toEqual({ date: '2026-06-15', is_available: true, from_minor: 10_000 });
    expect((await ask('/availability?month=2026-13')).status).toBe(400);
  });

  it('R12 says of each room what refuses it, for guests on the web too', async () => {
    await tenant.act((tx) =>
      setRestrictions(tx, {
        outlet_id: tenant.hotel_id,
        start_date: '2026-08-20',
        end_date: '2026-08-21',
        channels: ['WEB'],
        rules: [{ rule: 'CLOSED_TO_ARRIVAL', value: 1 }],
      }),
    );
    const closed = await ask('/offers?start_date=2026-08-20&end_date=2026-08-22');
    expect(closed.body.data[0].refused).toMatchObject({
      code: 'RESTRICTED',
      details: { rule: 'CLOSED_TO_ARRIVAL', date: '2026-08-20' },
    });
    const { body } = await ask('/offers?start_date=2026-07-01&end_date=2026-07-03&adults=9');
    expect(body.data[0].refused).toMatchObject({ code: 'RULE_VIOLATION', details: { rule: 'OCCUPANCY' } });
    const fine = await ask('/offers?start_date=2026-07-01&end_date=2026-07-03&adults=2');
    expect(fine.body.data[0]).toMatchObject({ refused: null, total_minor: 20_000, available: 3 });
  });

  it('refuses dates that cannot be, naming the field', async () => {
    const { status, body } = await ask('/offers?start_date=2026-07-03&end_date=2026-07-01');
    expect(status).toBe(400);
    expect(body.error.details.fields[0].field).toBe('end_date');
    expect((await ask('/offers?start_date=2026-06-01&end_date=2026-06-03')).body.error.code).toBe('STAY_IN_PAST');
  });
});

describe('a cart', () => {
  it('freezes a price with extras and keeps the room', async () => {
    const extras = [{ extra_id: opened.breakfast.id }];
    const { status, body } = await cartOf('2026-07-01', '2026-07-03', { extras });
    expect(status).toBe(201);
    expect(body.data).toMatchObject({ room_total_minor: 20_000, extras_total_minor: 4_800, total_minor: 24_800 });
    const left = await ask('/offers?start_date=2026-07-01&end_date=2026-07-03');
    expect(left.body.data[0].available).toBe(2);
  });

  it('R13 is booked at the price that was shown, whatever the price is by then', async () => {
    const { body } = await cartOf('2026-07-05', '2026-07-06');
    await house.admin.query('update rates.flat_prices set price_minor = 99900 where tenant_id = $1', [
      tenant.tenant_id,
    ]);
    const booked = await book(body.data.id);
    await house.admin.query('update rates.flat_prices set price_minor = 10000 where tenant_id = $1', [
      tenant.tenant_id,
    ]);
    expect(booked.body.data).toMatchObject({ status: 'BOOKED' });
    const { rows } = await house.admin.query(
      'select total_minor, source from reservations.bookings where confirmation_code = $1',
      [booked.body.data.confirmation_code],
    );
    expect(rows).toEqual([{ total_minor: 10_000, source: 'WEB' }]);
  });

  it('is booked once, however often the guest clicks', async () => {
    const { body } = await cartOf('2026-07-08', '2026-07-10');
    const answers = await Promise.all([book(body.data.id), book(body.data.id), book(body.data.id)]);
    expect(new Set(answers.map((answer) => answer.body.data.confirmation_code)).size).toBe(1);
    const { rows } = await house.admin.query(
      `select count(*)::int as bookings from reservations.bookings where tenant_id = $1 and start_date = '2026-07-08'`,
      [tenant.tenant_id],
    );
    expect(rows[0].bookings).toBe(1);
    expect(await miscountedNights(house.admin)).toEqual([]);
  });

  it('R13 that ran out is not booked, and R9 its room is free at once', async () => {
    const { body } = await cartOf('2026-07-12', '2026-07-13', { rooms: 3, adults: 3 });
    expect((await cartOf('2026-07-12', '2026-07-13')).body.error.code).toBe('SOLD_OUT');
    house.clock.advance(16 * 60_000);
    const late = await book(body.data.id);
    expect(late.body.error.code).toBe('QUOTE_EXPIRED');
    expect((await cartOf('2026-07-12', '2026-07-13')).status).toBe(201);
    house.clock.set(NOW);
  });

  it('R2 N guests at the last room: exactly one gets it, the others a typed refusal', async () => {
    const first = await cartOf('2026-07-15', '2026-07-16', { rooms: 2, adults: 2 });
    expect(first.status).toBe(201);
    const answers = await Promise.all(Array.from({ length: 8 }, () => cartOf('2026-07-15', '2026-07-16')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 201).map((each) => each.body.error.code))).toEqual(
      new Set(['SOLD_OUT']),
    );
  });

  it('given up for another one gives its rooms back', async () => {
    const first = await cartOf('2026-07-18', '2026-07-19', { rooms: 3, adults: 3 });
    const second = await cartOf('2026-07-18', '2026-07-19', { rooms: 3, adults: 3, replaces: first.body.data.id });
    expect(second.status).toBe(201);
    expect((await book(first.body.data.id)).body.error.code).toBe('QUOTE_EXPIRED');
  });

  it('A3 takes no price from the browser, and refuses what is not well formed, naming it', async () => {
    expect((await cartOf('2026-07-20', '2026-07-21', { total_minor: 1 })).status).toBe(400);
    const { body } = await cartOf('2026-07-20', '2026-07-21');
    const { status, body: refused } = await book(body.data.id, {}, { phone: '912' + ' 3' });
    expect(status).toBe(400);
    expect(refused.error.details.fields[0].field).toBe('guest.phone');
    expect((await book(body.data.id, { accepts_terms: false })).status).toBe(400);
  });

  it('A1 of another hotel’s page is not found, nor are its rooms', async () => {
    const other = await house.createTenant('Other');
    const theirs = await other.act((tx) => openPage(tx, other.hotel_id, 'other-hotel'));
    const { body } = await cartOf('2026-07-22', '2026-07-23');
    const there = (path: string, method: 'GET' | 'POST', payload?: object) =>
      send(house, null, method, `/public/hotels/other-hotel${path}`, payload);
    expect((await there(`/carts/${body.data.id}`, 'GET')).status).toBe(404);
    const wish = { room_type_id: opened.type.id, start_date: '2026-07-22', end_date: '2026-07-23', adults: 1 };
    expect((await there('/carts', 'POST', wish)).status).toBe(404);
    expect((await cartOf('2026-07-22', '2026-07-23', { room_type_id: theirs.type.id })).status).toBe(404);
  });

  it('sells no more of an extra on a day than there is', async () => {
    const { token } = await createUser(house, tenant, [
      { role: 'MANAGER', scope: 'OUTLET', scope_id: tenant.hotel_id },
    ]);
    const parking = await send(house, token, 'POST', '/extras', {
      outlet_id: tenant.hotel_id,
      name: 'Parking',
      per: 'NIGHT',
      price_minor: 2_000,
      charge_code: 'PARKING',
      daily_stock: 1,
    });
    expect(parking.status).toBe(201);
    const extras = [{ extra_id: parking.body.data.id }];
    const [one, two] = [
      await cartOf('2026-08-01', '2026-08-03', { extras }),
      await cartOf('2026-08-02', '2026-08-04', { extras }),
    ];
    expect((await book(one!.body.data.id)).status).toBe(200);
    const second = await book(two!.body.data.id);
    expect(second.body.error.details).toMatchObject({ rule: 'EXTRA_SOLD_OUT', date: '2026-08-02', left: 0 });
  });
});

describe('the settings', () => {
  it('A2 are changed by whom they are given to, at their own hotel', async () => {
    const role = (name: 'STAFF' | 'MANAGER', scope_id: string) =>
      createUser(house, tenant, [{ role: name, scope: 'OUTLET', scope_id }]);
    const [staff, elsewhere] = [await role('STAFF', tenant.hotel_id), await role('MANAGER', tenant.cafe_id)];
    const path = `/booking-pages/${tenant.hotel_id}`;
    for (const { token } of [staff, elsewhere])
      expect((await send(house, token, 'PUT', path, { slug: 'mine' })).status).toBe(403);
    expect((await send(house, null, 'PUT', path, { slug: 'mine' })).status).toBe(401);
    const other = await house.createTenant('Else');
    const { token } = await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }]);
    expect((await send(house, token, 'PUT', path, { slug: 'mine' })).status).toBe(404);
    expect((await send(house, token, 'GET', path)).status).toBe(404);
    const taken = await send(house, token, 'PUT', `/booking-pages/${other.hotel_id}`, { slug: SLUG });
    expect(taken.body.error.details.fields[0].field).toBe('slug');
    const bad = await send(house, token, 'PUT', `/booking-pages/${other.hotel_id}`, { slug: 'No Good' });
    expect(bad.status).toBe(400);
  });

  it('A1 A2 E5 of an extra are changed by whom they are given to, once, and to what makes sense', async () => {
    const role = (name: 'STAFF' | 'MANAGER', scope_id: string) =>
      createUser(house, tenant, [{ role: name, scope: 'OUTLET', scope_id }]);
    const [staff, manager] = [await role('STAFF', tenant.hotel_id), await role('MANAGER', tenant.hotel_id)];
    const elsewhere = await role('MANAGER', tenant.cafe_id);
    const other = await house.createTenant('Else');
    const stranger = await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }]);
    const cot = { outlet_id: tenant.hotel_id, name: 'Cot', per: 'STAY', price_minor: 1_500, charge_code: 'EXTRA' };
    const added = await send(house, manager.token, 'POST', '/extras', cot);
    expect(added.status).toBe(201);
    const { id, version } = added.body.data;
    const change = (token: string | null, body: object) => send(house, token, 'PATCH', `/extras/${id}`, body);
    const tokens = [null, staff.token, elsewhere.token, stranger.token];
    const statuses = tokens.map(async (token) => (await change(token, { price_minor: 1, version })).status);
    expect(await Promise.all(statuses)).toEqual([401, 403, 403, 404]);
    for (const [field, value] of Object.entries({ price_minor: -1, per: 'MOOD', name: '' })) {
      const { status, body } = await change(manager.token, { [field]: value, version });
      expect([status, body.error.details.fields[0].field]).toEqual([400, field]);
    }
    const changed = await change(manager.token, { price_minor: 1_800, version });
    expect(changed.body.data).toMatchObject({ name: 'Cot', price_minor: 1_800, version: version + 1 });
    expect((await change(manager.token, { price_minor: 2_000, version })).body.error.code).toBe('STALE_VERSION');
  });

  it('E5 of two who change them, the second is told', async () => {
    const { token } = await createUser(house, tenant, [
      { role: 'MANAGER', scope: 'OUTLET', scope_id: tenant.hotel_id },
    ]);
    const path = `/booking-pages/${tenant.hotel_id}`;
    const change = { slug: SLUG, is_enabled: true, headline: 'Welcome', version: 1 };
    expect((await send(house, token, 'PUT', path, change)).body.data.headline).toBe('Welcome');
    expect((await send(house, token, 'PUT', path, change)).body.error.code).toBe('STALE_VERSION');
    const neither = { slug: SLUG, takes_cards: false, takes_pay_at_hotel: false };
    expect((await send(house, token, 'PUT', path, neither)).status).toBe(400);
  });
});
