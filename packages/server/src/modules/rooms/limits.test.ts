import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../../platform/ids.ts';
import { keepHorizon } from './index.ts';
import { miscountedHouses } from './testing.ts';

let house: TestHouse;
let tenant: TestTenant;
let manager: string;
let desk: string;
let elsewhere: string;
let stranger: string;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const other = await house.createTenant('Other');
  const as = async (role: 'MANAGER' | 'STAFF', outlet_id: string) =>
    (await createUser(house, tenant, [{ role, scope: 'OUTLET', scope_id: outlet_id }])).token;
  manager = await as('MANAGER', tenant.hotel_id);
  desk = await as('STAFF', tenant.hotel_id);
  elsewhere = await as('MANAGER', tenant.restaurant_id);
  ({ token: stranger } = await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }]));
});
afterAll(() => house.stop());

const post = (path: string, body: object, token: string | null = manager) => send(house, token, 'POST', path, body);
const openType = async (code: string, total_units = 10, change: object = {}) => {
  const base = { outlet_id: tenant.hotel_id, code, name: code, total_units, base_occupancy: 1, max_occupancy: 2 };
  const { data: type } = (await post('/room-types', { ...base, ...change })).body;
  await post('/inventory/preload', { room_type_id: type.id, start_date: '2026-07-01', end_date: '2026-08-01' });
  return type;
};
const stay = { start_date: '2026-07-10', end_date: '2026-07-12' };
const book = (room_type_id: string, quantity = 1) =>
  post('/reservations', { room_type_id, ...stay, quantity, guest: { name: 'A Guest' } }, desk);
const night = async (room_type_id: string, date = '2026-07-10') => {
  const path = `/inventory/calendar?outlet_id=${tenant.hotel_id}&from=${date}&to=2026-07-31`;
  const { data } = (await send(house, manager, 'GET', path)).body;
  const type = data.room_types.find((each: { id: string }) => each.id === room_type_id);
  return { ...type.nights[0], house: data.house };
};
const limit = (change: object, token: string | null = manager) =>
  post('/sell-limits', { outlet_id: tenant.hotel_id, ...stay, kind: 'FLAT', value: 1, ...change }, token);
const bulk = (change: object, token: string | null = manager) =>
  post('/inventory/bulk', { outlet_id: tenant.hotel_id, ...stay, ...change }, token);
const firstField = ({ status, body }: { status: number; body: any }) => [status, body.error.details.fields?.[0].field];

describe('sell limits', () => {
  it('R1 let a type be sold beyond its units, by the most specific rule, and are given back when taken away', async () => {
    const { data: superior } = (
      await post('/room-classes', { outlet_id: tenant.hotel_id, code: 'SUP', name: 'Superior' })
    ).body;
    const type = await openType('LIMIT', 10, { class_id: superior.id });
    const house_rule = (await limit({ kind: 'PERCENT', value: 10 })).body.data;
    expect((await night(type.id)).sell_limit).toBe(1);
    await limit({ class_id: superior.id, value: 2 });
    const own = (await limit({ room_type_id: type.id, value: 3 })).body.data;
    expect(await night(type.id)).toMatchObject({ sell_limit: 3, available: 13 });
    expect((await night(type.id, '2026-07-12')).sell_limit).toBe(0);
    expect((await book(type.id, 13)).status).toBe(201);
    const refused = await send(house, manager, 'DELETE', `/sell-limits/${own.id}`);
    expect([refused.status, refused.body.error.details]).toEqual([
      422,
      { rule: 'UNITS_ALREADY_TAKEN', date: '2026-07-10', room_type_id: type.id, taken: 13, most: 12 },
    ]);
    expect((await send(house, manager, 'DELETE', `/sell-limits/${house_rule.id}`)).status).toBe(200);
    expect((await night(type.id)).sell_limit).toBe(3);
    const list = await send(house, manager, 'GET', `/sell-limits?outlet_id=${tenant.hotel_id}`);
    expect(list.body.data.map((each: { applies_to: string }) => each.applies_to)).toEqual(['LIMIT', 'SUP']);
  });

  it('in per cent follow the units, and reach nights that are opened later', async () => {
    const type = await openType('FOLLOW', 20);
    await limit({ room_type_id: type.id, kind: 'PERCENT', value: 10, end_date: '2026-09-01' });
    expect((await night(type.id)).sell_limit).toBe(2);
    await send(house, manager, 'PATCH', `/room-types/${type.id}`, { total_units: 30 });
    expect((await night(type.id)).sell_limit).toBe(3);
    await post('/inventory/preload', { room_type_id: type.id, start_date: '2026-08-01', end_date: '2026-09-05' });
    const { rows } = await house.admin.query(
      `select sell_limit from rooms.inventory_days where room_type_id = $1 and date in ('2026-08-31', '2026-09-01') order by date`,
      [type.id],
    );
    expect(rows.map((row) => row.sell_limit)).toEqual([3, 0]);
  });

  it('refuse bad input naming the field, and turn strangers away', async () => {
    expect(firstField(await limit({ end_date: stay.start_date }))).toEqual([400, 'end_date']);
    expect(firstField(await limit({ kind: 'PERCENT', value: 101 }))).toEqual([400, 'value']);
    expect(firstField(await limit({ room_type_id: newId() }))).toEqual([400, 'room_type_id']);
    expect(firstField(await limit({ class_id: newId() }))).toEqual([400, 'class_id']);
    expect([(await limit({}, null)).status, (await limit({}, desk)).status]).toEqual([401, 403]);
    expect([(await limit({}, elsewhere)).status, (await limit({}, stranger)).status]).toEqual([403, 404]);
    const { id } = (await limit({ value: 0 })).body.data;
    const tell = async (token: string | null, method: 'GET' | 'DELETE') =>
      (await send(house, token, method, `/sell-limits/${id}`)).status;
    expect([await tell(stranger, 'DELETE'), await tell(elsewhere, 'DELETE'), await tell(desk, 'DELETE')]).toEqual([
      404, 403, 403,
    ]);
    expect([await tell(stranger, 'GET'), await tell(elsewhere, 'GET'), await tell(desk, 'GET')]).toEqual([
      404, 403, 200,
    ]);
  });
});

describe('the calendar edited in bulk', () => {
  it('R12 closes nights on the weekdays asked, refuses them by name, and opens them again', async () => {
    const type = await openType('CLOSE');
    // The 10th of July 2026 is a Friday.
    const edit = { room_type_ids: [type.id], weekdays: [5] };
    expect((await bulk({ ...edit, is_closed: true })).body.data).toEqual({ nights: 1 });
    expect(await night(type.id)).toMatchObject({ is_closed: true, available: 0 });
    expect((await night(type.id, '2026-07-11')).available).toBe(10);
    const refused = await book(type.id);
    expect([refused.status, refused.body.error.code, refused.body.error.details]).toEqual([
      422,
      'RESTRICTED',
      expect.objectContaining({ rule: 'CLOSED', date: '2026-07-10' }),
    ]);
    await bulk({ ...edit, is_closed: false });
    expect((await book(type.id)).status).toBe(201);
  });

  it('R1 R12 limits the house over all its types, refuses by rule and night, and counts exactly', async () => {
    const range = { start_date: '2026-07-20', end_date: '2026-07-22' };
    const [a, b] = [await openType('HOUSE-A'), await openType('HOUSE-B')];
    const sell = (room_type_id: string, quantity: number) =>
      post('/reservations', { room_type_id, ...range, quantity, guest: { name: 'A Guest' } }, desk);
    await sell(a.id, 2);
    expect((await bulk({ ...range, house_limit: 1 })).body.error.details).toEqual({
      rule: 'UNITS_ALREADY_TAKEN',
      date: '2026-07-20',
      taken: 2,
      most: 1,
    });
    expect((await bulk({ ...range, house_limit: 5 })).status).toBe(200);
    const sold = (await sell(b.id, 2)).body.data;
    expect(await night(a.id, '2026-07-20')).toMatchObject({
      available: 1,
      house_available: 1,
      house: [
        { date: '2026-07-20', most_units: 5, taken: 4, available: 1 },
        { date: '2026-07-21', most_units: 5, taken: 4, available: 1 },
      ],
    });
    const refused = await sell(a.id, 2);
    expect([refused.status, refused.body.error.details]).toEqual([
      409,
      expect.objectContaining({ rule: 'HOUSE_LIMIT', date: '2026-07-20', available: 1, wanted: 2 }),
    ]);
    // A type that is opened later counts too.
    const c = await openType('HOUSE-C');
    expect((await night(c.id, '2026-07-20')).available).toBe(1);
    await post(`/reservations/${sold.id}/cancel`, {}, manager);
    expect((await sell(c.id, 3)).status).toBe(201);
    expect(await miscountedHouses(house.admin)).toEqual([]);
    await bulk({ ...range, house_limit: null });
    expect((await sell(a.id, 8)).status).toBe(201);
  });

  it('sets sell limits for types or for the house', async () => {
    const type = await openType('BULK');
    await bulk({ room_type_ids: [type.id], sell_limit: { kind: 'FLAT', value: 4 } });
    expect((await night(type.id)).sell_limit).toBe(4);
  });

  it('refuses bad input naming the field, and turns strangers away', async () => {
    expect(firstField(await bulk({}))).toEqual([400, 'is_closed']);
    expect(firstField(await bulk({ is_closed: true, end_date: stay.start_date }))).toEqual([400, 'end_date']);
    expect(firstField(await bulk({ is_closed: true, room_type_ids: [newId()] }))).toEqual([400, 'room_type_ids.0']);
    expect(firstField(await bulk({ house_limit: 1, room_type_ids: [newId()] }))).toEqual([400, 'house_limit']);
    expect(firstField(await bulk({ sell_limit: { kind: 'PERCENT', value: 101 } }))).toEqual([400, 'sell_limit.value']);
    const statuses = [];
    for (const token of [null, desk, elsewhere, stranger])
      statuses.push((await bulk({ is_closed: true }, token)).status);
    expect(statuses).toEqual([401, 403, 403, 404]);
  });
});

describe('the horizon', () => {
  const path = () => `/inventory/horizon?outlet_id=${tenant.hotel_id}`;
  const put = (nights: number, token: string | null = manager) =>
    send(house, token, 'PUT', '/inventory/horizon', { outlet_id: tenant.hotel_id, nights });

  it('is 400 nights unless the hotel says otherwise, and is kept open night by night', async () => {
    expect((await send(house, desk, 'GET', path())).body.data.nights).toBe(400);
    const type = await openType('HORIZON');
    expect((await put(60)).status).toBe(200);
    const kept = await tenant.act((tx) => keepHorizon(tx));
    expect(kept.find((each) => each.code === 'HORIZON')).toEqual({
      code: 'HORIZON',
      end_date: '2026-08-14',
      added: 29,
    });
    expect(await tenant.act((tx) => keepHorizon(tx))).toEqual([]);
    const { rows } = await house.admin.query(
      'select min(date)::text as first, max(date)::text as last, count(*)::int as nights from rooms.inventory_days where room_type_id = $1',
      [type.id],
    );
    expect(rows[0]).toEqual({ first: '2026-06-15', last: '2026-08-13', nights: 60 });
  });

  it('turns strangers away', async () => {
    const statuses = [];
    for (const token of [null, desk, elsewhere, stranger]) statuses.push((await put(50, token)).status);
    expect(statuses).toEqual([401, 403, 403, 404]);
    expect((await send(house, stranger, 'GET', path())).status).toBe(404);
    expect((await put(0)).status).toBe(400);
  });
});

describe('classes and what a guest may ask of a room', () => {
  it('are kept, shown, listed and changed', async () => {
    const made = await post('/room-classes', {
      outlet_id: tenant.hotel_id,
      code: 'DLX',
      name: 'Deluxe',
      sort_order: 3,
    });
    expect(made.status).toBe(201);
    const change = { name: 'De luxe', version: 1 };
    const changed = await send(house, manager, 'PATCH', `/room-classes/${made.body.data.id}`, change);
    expect(changed.body.data).toMatchObject({ name: 'De luxe', version: 2, sort_order: 3 });
    expect((await send(house, manager, 'PATCH', `/room-classes/${made.body.data.id}`, change)).status).toBe(409);
    const type = await openType('DETAIL', 2, { class_id: made.body.data.id, amenities: ['WIFI'], bed_setup: '1 king' });
    expect(type).toMatchObject({ class_id: made.body.data.id, amenities: ['WIFI'], bed_setup: '1 king' });
    const first = (await post('/rooms', { room_type_id: type.id, number: '901', view: 'RIVER' })).body.data;
    const second = await post('/rooms', {
      room_type_id: type.id,
      number: '902',
      is_accessible: true,
      features: ['QUIET'],
      connecting_room_ids: [first.id],
    });
    expect(second.body.data).toMatchObject({ is_accessible: true, features: ['QUIET'], is_smoking: false });
    const csv = await send(house, manager, 'GET', `/rooms?outlet_id=${tenant.hotel_id}&is_accessible=true&format=csv`);
    expect(csv.body).toContain('902');
    expect(csv.body).not.toContain('901');
    const own = { connecting_room_ids: [second.body.data.id] };
    expect(firstField(await send(house, manager, 'PATCH', `/rooms/${second.body.data.id}`, own))).toEqual([
      400,
      'connecting_room_ids.0',
    ]);
  });

  it('refuse a class of another hotel, and turn strangers away', async () => {
    const type = await openType('CLASSLESS');
    expect(firstField(await send(house, manager, 'PATCH', `/room-types/${type.id}`, { class_id: newId() }))).toEqual([
      400,
      'class_id',
    ]);
    const body = { outlet_id: tenant.hotel_id, code: 'X', name: 'X' };
    const statuses = [];
    for (const token of [null, desk, elsewhere, stranger])
      statuses.push((await post('/room-classes', body, token)).status);
    expect(statuses).toEqual([401, 403, 403, 404]);
    const { id } = (await post('/room-classes', body)).body.data;
    expect((await send(house, stranger, 'GET', `/room-classes/${id}`)).status).toBe(404);
    expect((await send(house, stranger, 'PATCH', `/room-classes/${id}`, { name: 'Y' })).status).toBe(404);
    expect((await send(house, elsewhere, 'PATCH', `/room-classes/${id}`, { name: 'Y' })).status).toBe(403);
    expect(firstField(await post('/room-classes', { ...body, outlet_id: tenant.restaurant_id }, elsewhere))).toEqual([
      400,
      'outlet_id',
    ]);
  });
});
