import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../../platform/ids.ts';
import { createRoomType } from '../rooms/index.ts';

let house: TestHouse;
let tenant: TestTenant;
let manager: string;
let desk: string;
let elsewhere: string;
let stranger: string;
let types: { id: string }[];
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const other = await house.createTenant('Other');
  ({ token: manager } = await createUser(house, tenant, [
    { role: 'MANAGER', scope: 'OUTLET', scope_id: tenant.hotel_id },
  ]));
  ({ token: desk } = await createUser(house, tenant, [{ role: 'STAFF', scope: 'OUTLET', scope_id: tenant.hotel_id }]));
  ({ token: elsewhere } = await createUser(house, tenant, [
    { role: 'MANAGER', scope: 'OUTLET', scope_id: tenant.cafe_id },
  ]));
  ({ token: stranger } = await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }]));
  types = await tenant.act((tx) =>
    Promise.all(
      ['A', 'B'].map((code) =>
        createRoomType(
          tx,
          { id: tenant.hotel_id, kind: 'HOTEL' },
          { outlet_id: tenant.hotel_id, code, name: code, total_units: 1, base_occupancy: 1, max_occupancy: 2 },
        ),
      ),
    ),
  );
});
afterAll(() => house.stop());

const plan = (code: string, more: object = {}) => ({ outlet_id: tenant.hotel_id, code, name: `Plan ${code}`, ...more });
const create = (body: object, token: string | null = manager) => send(house, token, 'POST', '/rate-plans', body);

describe('rate plans', () => {
  it('hold one flat price per room type, and one of them is the default', async () => {
    const first = await create(
      plan('FLEX', { is_default: true, prices: [{ room_type_id: types[0]!.id, price_minor: 9_000 }] }),
    );
    expect([first.status, first.body.data.currency, first.body.data.prices]).toEqual([
      201,
      'EUR',
      [{ room_type_id: types[0]!.id, price_minor: 9_000, single_minor: null, extra_adult_minor: null }],
    ]);
    const second = await create(plan('SAVER', { is_default: true }));
    const list = (await send(house, desk, 'GET', `/rate-plans?outlet_id=${tenant.hotel_id}`)).body.data;
    expect(
      list.filter((each: { is_default: boolean }) => each.is_default).map((each: { code: string }) => each.code),
    ).toEqual(['SAVER']);
    const changed = await send(house, manager, 'PATCH', `/rate-plans/${second.body.data.id}`, {
      version: 1,
      prices: types.map((type) => ({ room_type_id: type.id, price_minor: 7_000 })),
    });
    expect(changed.body.data).toMatchObject({
      version: 2,
      prices: expect.arrayContaining([expect.objectContaining({ room_type_id: types[1]!.id, price_minor: 7_000 })]),
    });
    expect(
      (await send(house, manager, 'PATCH', `/rate-plans/${second.body.data.id}`, { version: 1 })).body.error.code,
    ).toBe('STALE_VERSION');
  });

  it.each([
    ['a price that is not whole', [{ price_minor: 90.5 }], 'price_minor'],
    ['a negative price', [{ price_minor: -1 }], 'price_minor'],
    ['a room type that is not there', [{ room_type_id: newId(), price_minor: 1 }], 'prices.0.room_type_id'],
    ['a room type named twice', [{ price_minor: 1 }, { price_minor: 2 }], 'prices.1.room_type_id'],
  ])('refuse %s', async (_, prices, field) => {
    const { status, body } = await create(
      plan('BAD', { prices: prices.map((price) => ({ room_type_id: types[0]!.id, ...price })) }),
    );
    expect([status, JSON.stringify(body.error.details)]).toEqual([400, expect.stringContaining(field)]);
  });

  it('turn strangers away', async () => {
    const {
      body: {
        data: { id },
      },
    } = await create(plan('WALL'));
    expect((await create(plan('N1'), null)).status).toBe(401);
    expect((await create(plan('N2'), desk)).status).toBe(403);
    expect((await create(plan('N3'), elsewhere)).status).toBe(403);
    expect((await create(plan('N4'), stranger)).status).toBe(404);
    expect((await send(house, stranger, 'GET', `/rate-plans/${id}`)).status).toBe(404);
    expect((await send(house, stranger, 'PATCH', `/rate-plans/${id}`, { name: 'Mine' })).status).toBe(404);
    expect((await send(house, elsewhere, 'GET', `/rate-plans/${id}`)).status).toBe(403);
  });
});
