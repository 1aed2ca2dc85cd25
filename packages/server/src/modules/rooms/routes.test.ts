import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../../platform/ids.ts';

let house: TestHouse;
let tenant: TestTenant;
let manager: string;
let housekeeper: string;
let elsewhere: string;
let stranger: string;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const other = await house.createTenant('Other');
  ({ token: manager } = await createUser(house, tenant, [
    { role: 'MANAGER', scope: 'OUTLET', scope_id: tenant.hotel_id },
  ]));
  ({ token: housekeeper } = await createUser(house, tenant, [
    { role: 'HOUSEKEEPER', scope: 'OUTLET', scope_id: tenant.hotel_id },
  ]));
  ({ token: elsewhere } = await createUser(house, tenant, [
    { role: 'MANAGER', scope: 'OUTLET', scope_id: tenant.restaurant_id },
  ]));
  ({ token: stranger } = await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }]));
});
afterAll(() => house.stop());

const typeBody = (code: string) => ({
  outlet_id: tenant.hotel_id,
  code,
  name: `Type ${code}`,
  total_units: 5,
  base_occupancy: 2,
  max_occupancy: 3,
});
const createType = async (code: string) =>
  (await send(house, manager, 'POST', '/room-types', typeBody(code))).body.data;
const preload = (
  room_type_id: string,
  start_date = '2026-07-01',
  end_date = '2026-07-11',
  token: string | null = manager,
) => send(house, token, 'POST', '/inventory/preload', { room_type_id, start_date, end_date });
const check = (room_type_id: string, body: object = {}, token: string | null = manager) =>
  send(house, token, 'POST', '/inventory/check', {
    room_type_id,
    start_date: '2026-07-01',
    end_date: '2026-07-03',
    quantity: 1,
    ...body,
  });
const sell = (room_type_id: string, quantity: number, start_date = '2026-07-02') =>
  send(house, manager, 'POST', '/reservations', {
    room_type_id,
    start_date,
    end_date: '2026-07-03',
    quantity,
    guest: { name: 'A Guest' },
  });

describe('room types', () => {
  it('are created, shown, listed and changed, each change audited with before and after', async () => {
    const { status, body } = await send(house, manager, 'POST', '/room-types', typeBody('DBL'));
    expect(status).toBe(201);
    const changed = await send(house, manager, 'PATCH', `/room-types/${body.data.id}`, { name: 'Double', version: 1 });
    expect(changed.body.data).toMatchObject({ name: 'Double', version: 2, total_units: 5 });
    expect((await send(house, housekeeper, 'GET', `/room-types/${body.data.id}`)).body.data).toEqual(changed.body.data);
    expect(
      (await send(house, manager, 'GET', `/room-types?outlet_id=${tenant.hotel_id}&q=doub`)).body.data,
    ).toHaveLength(1);
    const { rows } = await house.admin.query(
      `select before ->> 'name' as before, after ->> 'name' as after from platform.audit_entries where action = 'rooms.change_type'`,
    );
    expect(rows).toEqual([{ before: 'Type DBL', after: 'Double' }]);
  });

  it('refuse a taken code, a stale version, too small a maximum, an outlet that is no hotel, and bad input', async () => {
    const type = await createType('TWN');
    const again = await send(house, manager, 'POST', '/room-types', typeBody('TWN'));
    expect([again.status, again.body.error.details.fields.map((field: { field: string }) => field.field)]).toEqual([
      409,
      expect.arrayContaining(['code']),
    ]);
    expect(
      (await send(house, manager, 'PATCH', `/room-types/${type.id}`, { name: 'X', version: 9 })).body.error.code,
    ).toBe('STALE_VERSION');
    expect(
      (await send(house, manager, 'PATCH', `/room-types/${type.id}`, { max_occupancy: 1 })).body.error.details.fields[0]
        .field,
    ).toBe('max_occupancy');
    expect(
      (await send(house, elsewhere, 'POST', '/room-types', { ...typeBody('Q'), outlet_id: tenant.restaurant_id })).body
        .error.details.fields[0].field,
    ).toBe('outlet_id');
    const bad = await send(house, manager, 'POST', '/room-types', { ...typeBody('BAD'), total_units: '5' });
    expect([bad.status, JSON.stringify(bad.body.error.details)]).toEqual([400, expect.stringContaining('total_units')]);
  });

  it('turn strangers away', async () => {
    const type = await createType('SGL');
    expect((await send(house, null, 'POST', '/room-types', typeBody('N1'))).status).toBe(401);
    expect((await send(house, housekeeper, 'POST', '/room-types', typeBody('N2'))).status).toBe(403);
    expect((await send(house, elsewhere, 'POST', '/room-types', typeBody('N3'))).status).toBe(403);
    expect((await send(house, stranger, 'POST', '/room-types', typeBody('N4'))).status).toBe(404);
    expect((await send(house, stranger, 'PATCH', `/room-types/${type.id}`, { name: 'Mine' })).status).toBe(404);
    expect((await send(house, stranger, 'GET', `/room-types/${type.id}`)).status).toBe(404);
    expect((await send(house, elsewhere, 'GET', '/room-types')).body.data).toEqual([]);
  });
});

describe('rooms', () => {
  it('are added, cleaned and listed by state', async () => {
    const type = await createType('R');
    const room = (await send(house, manager, 'POST', '/rooms', { room_type_id: type.id, number: '101', floor: 1 })).body
      .data;
    expect(room).toMatchObject({
      outlet_id: tenant.hotel_id,
      room_type_code: 'R',
      housekeeping_status: 'CLEAN',
      version: 1,
    });
    const dirty = await send(house, manager, 'PATCH', `/rooms/${room.id}`, { housekeeping_status: 'DIRTY' });
    expect(dirty.body.data).toMatchObject({ housekeeping_status: 'DIRTY', version: 2 });
    expect((await send(house, housekeeper, 'GET', '/rooms?housekeeping_status=DIRTY&floor=1')).body.data).toEqual([
      dirty.body.data,
    ]);
    expect(
      (await send(house, manager, 'POST', '/rooms', { room_type_id: type.id, number: '101' })).body.error.code,
    ).toBe('DUPLICATE');
    expect(
      (await send(house, manager, 'PATCH', `/rooms/${room.id}`, { room_type_id: newId() })).body.error.details.fields[0]
        .field,
    ).toBe('room_type_id');
    expect((await send(house, housekeeper, 'PATCH', `/rooms/${room.id}`, { number: '9' })).status).toBe(403);
    expect((await send(house, elsewhere, 'PATCH', `/rooms/${room.id}`, { number: '9' })).status).toBe(403);
    expect((await send(house, stranger, 'GET', `/rooms/${room.id}`)).status).toBe(404);
    expect((await send(house, null, 'GET', '/rooms')).status).toBe(401);
  });
});

describe('the calendar', () => {
  it('is opened night by night; repeating or extending it adds only what is new', async () => {
    const type = await createType('CAL');
    expect((await preload(type.id)).body.data).toEqual({ nights: 10, added: 10 });
    await sell(type.id, 2);
    expect((await preload(type.id)).body.data).toEqual({ nights: 10, added: 0 });
    expect((await preload(type.id, '2026-07-05', '2026-07-21')).body.data).toEqual({ nights: 16, added: 10 });
    expect((await check(type.id)).body.data).toEqual({
      available: true,
      units: 3,
      nights: [
        { date: '2026-07-01', available: 5 },
        { date: '2026-07-02', available: 3 },
      ],
    });
    expect((await check(type.id, { quantity: 4 })).body.data).toMatchObject({ available: false, units: 3 });
  });

  it('names the first night that was never opened, and the field that is wrong', async () => {
    const type = await createType('GAP');
    await preload(type.id, '2026-07-01', '2026-07-02');
    const gap = await check(type.id);
    expect([gap.status, gap.body.error.code, gap.body.error.details.date]).toEqual([
      422,
      'NIGHTS_NOT_LOADED',
      '2026-07-02',
    ]);
    expect((await check(type.id, { end_date: '2026-07-01' })).body.error.details.fields[0].field).toBe('end_date');
    expect((await preload(type.id, '2026-07-01', '2026-06-01')).body.error.details.fields[0].field).toBe('end_date');
    expect((await preload(type.id, '2026-07-01', '2126-07-01')).body.error.details.fields[0].field).toBe('end_date');
  });

  it('shows every counter of every type as a grid', async () => {
    const type = await createType('GRID');
    await preload(type.id);
    await sell(type.id, 1);
    const { body } = await send(
      house,
      housekeeper,
      'GET',
      `/inventory/calendar?outlet_id=${tenant.hotel_id}&from=2026-07-02&to=2026-07-04`,
    );
    expect(body.data).toMatchObject({
      outlet_id: tenant.hotel_id,
      from: '2026-07-02',
      to: '2026-07-04',
      business_date: '2026-06-15',
    });
    const row = body.data.room_types.find((each: { code: string }) => each.code === 'GRID');
    const night = {
      is_closed: false,
      house_available: null,
      physical: 5,
      out_of_order: 0,
      blocked: 0,
      held: 0,
      sell_limit: 0,
    };
    expect(row.nights).toEqual([
      { ...night, date: '2026-07-02', sold: 1, available: 4 },
      { ...night, date: '2026-07-03', sold: 0, available: 5 },
    ]);
  });

  it('R1 takes a new number of units from the business date on, or refuses naming the night that has more taken', async () => {
    const type = await createType('UNITS');
    await preload(type.id, '2026-06-10', '2026-07-11');
    await sell(type.id, 4);
    const refused = await send(house, manager, 'PATCH', `/room-types/${type.id}`, { total_units: 3 });
    expect([refused.status, refused.body.error.details]).toEqual([
      422,
      { rule: 'UNITS_ALREADY_TAKEN', date: '2026-07-02', taken: 4, total_units: 3 },
    ]);
    expect((await check(type.id)).body.data.nights).toEqual([
      { date: '2026-07-01', available: 5 },
      { date: '2026-07-02', available: 1 },
    ]);
    expect((await send(house, manager, 'PATCH', `/room-types/${type.id}`, { total_units: 4 })).status).toBe(200);
    expect((await check(type.id)).body.data.nights).toEqual([
      { date: '2026-07-01', available: 4 },
      { date: '2026-07-02', available: 0 },
    ]);
    expect((await check(type.id, { start_date: '2026-06-14', end_date: '2026-06-16' })).body.data.nights).toEqual([
      { date: '2026-06-14', available: 5 },
      { date: '2026-06-15', available: 4 },
    ]);
  });

  it('turns strangers away', async () => {
    const type = await createType('WALL');
    await preload(type.id);
    expect((await preload(type.id, undefined, undefined, null)).status).toBe(401);
    expect((await preload(type.id, undefined, undefined, housekeeper)).status).toBe(403);
    expect((await preload(type.id, undefined, undefined, elsewhere)).status).toBe(403);
    expect((await preload(type.id, undefined, undefined, stranger)).status).toBe(404);
    expect((await check(type.id, {}, null)).status).toBe(401);
    expect((await check(type.id, {}, elsewhere)).status).toBe(403);
    expect((await check(type.id, {}, stranger)).status).toBe(404);
    const grid = (token: string | null) =>
      send(house, token, 'GET', `/inventory/calendar?outlet_id=${tenant.hotel_id}&from=2026-07-02&to=2026-07-04`);
    expect([(await grid(null)).status, (await grid(elsewhere)).status, (await grid(stranger)).status]).toEqual([
      401, 403, 404,
    ]);
  });

  it('R1 is guarded by the database itself', async () => {
    const type = await createType('GUARD');
    await preload(type.id);
    const oversell = house.admin.query('update rooms.inventory_days set sold = 6 where room_type_id = $1', [type.id]);
    await expect(oversell).rejects.toMatchObject({ constraint: 'inventory_days_never_oversold' });
  });
});
