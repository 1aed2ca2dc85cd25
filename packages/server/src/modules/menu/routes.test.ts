import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { openTestRestaurant, type TestRestaurant } from '../../../../../test/support/restaurant.ts';
import { newId } from '../../platform/ids.ts';

let house: TestHouse;
let tenant: TestTenant;
let place: TestRestaurant;
let owner: string;
let stranger: string;
let hotelManager: string;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  place = await openTestRestaurant(house, tenant);
  owner = (await createUser(house, tenant, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }])).token;
  hotelManager = (await createUser(house, tenant, [{ role: 'MANAGER', scope: 'OUTLET', scope_id: tenant.hotel_id }]))
    .token;
  stranger = (
    await createUser(house, await house.createTenant('Other'), [
      { role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null },
    ])
  ).token;
});
afterAll(() => house.stop());

const menu = async () => (await send(house, place.waiter, 'GET', `/menu?outlet_id=${place.outlet_id}`)).body.data;
const add = (body: object, token = place.manager) =>
  send(house, token, 'POST', '/menu/items', { outlet_id: place.outlet_id, ...body });

describe('GET /menu', () => {
  it('gives the whole menu, with unknown allergens as unknown', async () => {
    const { currency, stations, tax_rates, items } = await menu();
    expect(currency).toBe('EUR');
    expect(stations.map((station: any) => station.name)).toEqual(['Bar', 'Grill']);
    expect(tax_rates.map((rate: any) => rate.rate_bp)).toEqual([2_300, 1_300]);
    expect(items.map((item: any) => [item.name, item.price_minor, item.allergens])).toEqual([
      ['Bread', 250, null],
      ['Red wine', 650, null],
      ['Steak', 2_450, null],
    ]);
  });

  it('is kept in memory, and shows every change at once', async () => {
    const first = await menu();
    expect((await menu()).revision).toBe(first.revision);
    const item = (await add({ name: 'Soup', price_minor: 480, allergens: ['CELERY'] })).body.data;
    expect((await menu()).items.find((one: any) => one.id === item.id)).toMatchObject({
      price_minor: 480,
      is_available: true,
      allergens: ['CELERY'],
    });
    await send(house, place.chef, 'POST', `/menu/items/${item.id}/availability`, { is_available: false });
    expect((await menu()).items.find((one: any) => one.id === item.id).is_available).toBe(false);
    await send(house, place.manager, 'PATCH', `/menu/items/${item.id}`, { price_minor: 520 });
    expect((await menu()).items.find((one: any) => one.id === item.id).price_minor).toBe(520);
    const rate = (await send(house, owner, 'POST', '/tax-rates', { name: 'Zero', rate_bp: 0 })).body.data;
    expect((await menu()).tax_rates.map((one: any) => one.id)).toContain(rate.id);
    await send(house, place.manager, 'DELETE', `/menu/items/${item.id}`);
    expect((await menu()).items.map((one: any) => one.id)).not.toContain(item.id);
  });

  it('A1 A2 is only for those who work here', async () => {
    expect((await send(house, null, 'GET', `/menu?outlet_id=${place.outlet_id}`)).status).toBe(401);
    expect((await send(house, hotelManager, 'GET', `/menu?outlet_id=${place.outlet_id}`)).status).toBe(403);
    expect((await send(house, stranger, 'GET', `/menu?outlet_id=${place.outlet_id}`)).status).toBe(404);
    expect((await send(house, place.waiter, 'GET', '/menu')).body.error.details.fields[0].field).toBe('outlet_id');
  });
});

describe('menu items', () => {
  it('refuse what is wrong and name the field', async () => {
    const field = async (body: object) => {
      const reply = await add(body);
      return [reply.status, reply.body.error.details.fields[0].field];
    };
    expect(await field({ name: 'x' })).toEqual([400, 'price_minor']);
    expect(await field({ name: 'x', price_minor: 9.99 })).toEqual([400, 'price_minor']);
    expect(await field({ name: 'x', price_minor: -1 })).toEqual([400, 'price_minor']);
    expect(await field({ name: 'x', price_minor: 1, allergens: ['LOVE'] })).toEqual([400, 'allergens[0]']);
    expect(await field({ name: 'Steak', price_minor: 1 })).toEqual([409, 'name']);
    expect(
      (await add({ name: 'x', price_minor: 1, station_id: newId() })).body.error.details.fields.map(
        (one: any) => one.field,
      ),
    ).toContain('station_id');
  });

  it('are changed by version, and found in their list', async () => {
    const item = (await add({ name: 'Flan', price_minor: 400, station_id: place.bar.id })).body.data;
    expect(
      (await send(house, place.manager, 'PATCH', `/menu/items/${item.id}`, { name: 'Crème caramel', version: 1 })).body
        .data.version,
    ).toBe(2);
    expect(
      (await send(house, place.manager, 'PATCH', `/menu/items/${item.id}`, { name: 'Flan', version: 1 })).body.error
        .code,
    ).toBe('STALE_VERSION');
    const { body } = await send(
      house,
      place.waiter,
      'GET',
      `/menu/items?outlet_id=${place.outlet_id}&q=caramel&station_id=${place.bar.id}&is_available=true`,
    );
    expect(body.data.map((row: any) => [row.name, row.station_name])).toEqual([['Crème caramel', 'Bar']]);
    const csv = await send(house, place.manager, 'GET', `/menu/items?outlet_id=${place.outlet_id}&format=csv`);
    expect(String(csv.body)).toContain('Crème caramel');
  });

  it('run out and come back, telling it once', async () => {
    const set = (is_available: boolean) =>
      send(house, place.chef, 'POST', `/menu/items/${place.bread.id}/availability`, { is_available });
    for (const is_available of [false, false, true])
      expect((await set(is_available)).body.data.is_available).toBe(is_available);
    const { rows } = await house.admin.query(
      `select data ->> 'is_available' as is_available from platform.events where aggregate_id = $1 order by position`,
      [place.bread.id],
    );
    expect(rows.map((row) => row.is_available)).toEqual(['true', 'false', 'true']);
  });

  it('A1 A2 are changed only by those who may', async () => {
    expect((await add({ name: 'x', price_minor: 1 }, place.waiter)).status).toBe(403);
    expect((await add({ name: 'x', price_minor: 1 }, hotelManager)).status).toBe(403);
    expect((await add({ name: 'x', price_minor: 1 }, stranger)).status).toBe(404);
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['PATCH', '', { price_minor: 1 }],
      ['DELETE', '', undefined],
      ['POST', '/availability', { is_available: false }],
    ] as const) {
      expect((await send(house, null, method, `/menu/items/${place.steak.id}${path}`, body)).status).toBe(401);
      expect((await send(house, hotelManager, method, `/menu/items/${place.steak.id}${path}`, body)).status).toBe(403);
      expect((await send(house, stranger, method, `/menu/items/${place.steak.id}${path}`, body)).status).toBe(404);
    }
    expect((await send(house, place.manager, 'POST', '/tax-rates', { name: 'Mine', rate_bp: 1 })).status).toBe(403);
  });
});

describe('categories, stations and modifiers', () => {
  it.each(['/menu/categories', '/kitchen/stations'])('%s are kept, and stay while they are used', async (path) => {
    const made = (
      await send(house, place.manager, 'POST', path, { outlet_id: place.outlet_id, name: 'Grelha', sort_order: 3 })
    ).body.data;
    const item = (
      await add({
        name: `On ${path}`,
        price_minor: 1,
        [path === '/menu/categories' ? 'category_id' : 'station_id']: made.id,
      })
    ).body.data;
    expect((await send(house, place.manager, 'DELETE', `${path}/${made.id}`)).body.error.code).toBe('IN_USE');
    expect((await send(house, place.manager, 'PATCH', `${path}/${made.id}`, { name: 'Fire' })).body.data).toMatchObject(
      { name: 'Fire', sort_order: 3, version: 2 },
    );
    await send(house, place.manager, 'PATCH', `/menu/items/${item.id}`, { category_id: null, station_id: null });
    expect((await send(house, stranger, 'DELETE', `${path}/${made.id}`)).status).toBe(404);
    expect((await send(house, hotelManager, 'DELETE', `${path}/${made.id}`)).status).toBe(403);
    expect((await send(house, place.manager, 'DELETE', `${path}/${made.id}`)).status).toBe(200);
    expect((await send(house, place.waiter, 'GET', `${path}?q=fire`)).body.data).toEqual([]);
  });

  it('offer choices with an item, priced into the order', async () => {
    const group = (
      await send(house, place.manager, 'POST', '/menu/modifier-groups', {
        outlet_id: place.outlet_id,
        name: 'Milk',
        min_choices: 1,
        max_choices: 2,
        modifiers: [{ name: 'Whole' }, { name: 'Oat', price_minor: 40 }],
      })
    ).body.data;
    const [whole, oat] = group.modifiers;
    const latte = (await add({ name: 'Latte', price_minor: 310, modifier_group_ids: [group.id] })).body.data;
    const place_ = (modifiers: string[]) =>
      send(house, place.waiter, 'POST', '/orders', {
        outlet_id: place.outlet_id,
        lines: [{ menu_item_id: latte.id, quantity: 2, modifiers }],
      });
    expect((await place_([oat.id])).body.data.lines[0]).toMatchObject({
      unit_price_minor: 310,
      modifiers_minor: 40,
      gross_minor: 700,
      modifiers: [{ name: 'Oat', price_minor: 40 }],
    });
    expect((await place_([])).body.error).toMatchObject({
      code: 'RULE_VIOLATION',
      details: { fields: [{ field: 'lines[0].modifiers' }] },
    });
    await send(house, place.chef, 'PATCH', `/menu/modifiers/${oat.id}`, { is_available: false });
    expect((await place_([oat.id])).body.error.code).toBe('ITEM_UNAVAILABLE');
    expect((await send(house, place.chef, 'PATCH', `/menu/modifiers/${oat.id}`, { price_minor: 1 })).status).toBe(403);
    expect((await place_([whole.id])).status).toBe(201);
    const bad = await send(house, place.manager, 'PATCH', `/menu/modifier-groups/${group.id}`, { min_choices: 9 });
    expect([bad.status, bad.body.error.details.fields[0].field]).toEqual([400, 'max_choices']);
    expect((await send(house, stranger, 'PATCH', `/menu/modifiers/${whole.id}`, { is_available: false })).status).toBe(
      404,
    );
  });
});
