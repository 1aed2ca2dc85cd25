import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../../platform/ids.ts';
import { createRoomType, preloadInventory } from '../rooms/index.ts';
import { addTerms, claimPromotion, createRatePlan, priceStay } from './index.ts';

let house: TestHouse;
let tenant: TestTenant;
let manager: string;
let desk: string;
let elsewhere: string;
let stranger: string;
let type: Awaited<ReturnType<typeof createRoomType>>;
let root: { id: string };
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const other = await house.createTenant('Other');
  const user = async (of: TestTenant, role: 'MANAGER' | 'STAFF', scope_id: string) =>
    (await createUser(house, of, [{ role, scope: 'OUTLET', scope_id }])).token;
  manager = await user(tenant, 'MANAGER', tenant.hotel_id);
  desk = await user(tenant, 'STAFF', tenant.hotel_id);
  elsewhere = await user(tenant, 'MANAGER', tenant.cafe_id);
  stranger = await user(other, 'MANAGER', other.hotel_id);
  [type, root] = await tenant.act(async (tx) => {
    const outlet = { id: tenant.hotel_id, kind: 'HOTEL' as const };
    const details = { outlet_id: tenant.hotel_id, total_units: 5, base_occupancy: 2, max_occupancy: 4 };
    const made = await createRoomType(tx, outlet, { ...details, code: 'DBL', name: 'Double' });
    const plan = await createRatePlan(tx, {
      outlet_id: tenant.hotel_id,
      code: 'FLEX',
      name: 'Flexible',
      is_default: true,
      prices: [{ room_type_id: made.id, price_minor: 12_000, single_minor: 10_000, extra_adult_minor: 3_000 }],
      child_prices: [{ from_age: 4, to_age: 12, price_minor: 1_500 }],
    });
    return [made, plan] as const;
  });
});
afterAll(() => house.stop());

const derived = (code: string, more: object) => ({
  outlet_id: tenant.hotel_id,
  code,
  name: code,
  parent_plan_id: root.id,
  derivation: 'PERCENT',
  derivation_value: -1_000,
  ...more,
});
const post = (path: string, body: object, token: string | null = manager) => send(house, token, 'POST', path, body);
const put = (body: object, token: string | null = manager) => send(house, token, 'PUT', '/daily-rates', body);
const stay = (more: object = {}) => ({
  room_type_id: type.id,
  rate_plan_id: null,
  start_date: '2026-07-03',
  end_date: '2026-07-05',
  rooms: 1,
  adults: 2,
  children: 0,
  ...more,
});
const price = (more: object = {}) => tenant.act((tx) => priceStay(tx, stay(more)));
const nightly = async (more: object = {}) => (await price(more))!.nights.map((night) => night.price_minor);

describe('the prices of a plan', () => {
  it('go from flat to daily, on the weekdays asked for, and back', async () => {
    const weekend = {
      rate_plan_id: root.id,
      room_type_ids: [type.id],
      start_date: '2026-07-01',
      end_date: '2026-08-01',
    };
    const saved = await put({ ...weekend, weekdays: [5, 6], change: 'PERCENT', value: 1_550, rounding_minor: 100 });
    expect([saved.status, saved.body.data]).toEqual([200, { nights: 9 }]);
    expect(await nightly({ start_date: '2026-07-02', end_date: '2026-07-06' })).toEqual([
      12_000, 13_900, 13_900, 12_000,
    ]);
    expect(await nightly({ adults: 1, start_date: '2026-07-02', end_date: '2026-07-04' })).toEqual([10_000, 10_000]);
    expect((await put({ ...weekend, weekdays: [5], change: 'CLEAR' })).body.data).toEqual({ nights: 5 });
    expect(await nightly()).toEqual([12_000, 13_900]);
    await put({ ...weekend, change: 'CLEAR' });
    expect(await nightly()).toEqual([12_000, 12_000]);
  });

  it('count who sleeps there: one alone, a third adult, children by age', async () => {
    expect((await nightly({ adults: 1 }))[0]).toBe(10_000);
    expect((await nightly({ adults: 3 }))[0]).toBe(15_000);
    expect((await nightly({ children: 1, child_ages: [8] }))[0]).toBe(13_500);
  });

  it('R13 a derived plan follows its root, through another derived plan too, and keeps no price of its own', async () => {
    const saver = (await post('/rate-plans', derived('SAVER', {}))).body.data;
    const breakfast = (
      await post(
        '/rate-plans',
        derived('SAVER-BB', { parent_plan_id: saver.id, derivation: 'AMOUNT', derivation_value: 1_800 }),
      )
    ).body.data;
    expect([saver.parent_code, await nightly({ rate_plan_id: saver.id })]).toEqual(['FLEX', [10_800, 10_800]]);
    expect(await nightly({ rate_plan_id: breakfast.id })).toEqual([12_600, 12_600]);
    const one = {
      room_type_ids: [type.id],
      start_date: '2026-07-03',
      end_date: '2026-07-04',
      change: 'SET',
      value: 20_000,
    };
    await put({ rate_plan_id: root.id, ...one });
    expect(await nightly({ rate_plan_id: breakfast.id })).toEqual([19_800, 12_600]);
    const refused = await put({ rate_plan_id: saver.id, ...one });
    expect([refused.status, refused.body.error.details.rule]).toEqual([422, 'DERIVED_PLAN']);
    await put({ rate_plan_id: root.id, ...one, change: 'CLEAR' });
  });

  it('R13 a circle of plans is refused, also when two edits close it together', async () => {
    const [a, b] = await Promise.all(
      ['A', 'B'].map(async (code) => (await post('/rate-plans', derived(code, {}))).body.data),
    );
    const hang = (below: { id: string }, above: { id: string }) =>
      send(house, manager, 'PATCH', `/rate-plans/${below.id}`, {
        parent_plan_id: above.id,
        derivation: 'PERCENT',
        derivation_value: 0,
      });
    const replies = await Promise.all([hang(a, b), hang(b, a)]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 422]);
    expect(replies.find((reply) => reply.status === 422)!.body.error.code).toBe('RATE_CYCLE');
    expect((await hang(a, a)).body.error.code).toBe('RATE_CYCLE');
  });

  it('refuse half a derivation, naming what is missing', async () => {
    const { status, body } = await post('/rate-plans', derived('HALF', { derivation_value: null }));
    expect([status, body.error.details.fields[0].field]).toEqual([400, 'derivation_value']);
  });

  it('where there are none, a named plan cannot be booked and says which night', async () => {
    const empty = (
      await post('/rate-plans', derived('EMPTY', { parent_plan_id: null, derivation: null, derivation_value: null }))
    ).body.data;
    expect(await price({ rate_plan_id: empty.id })).toMatchObject({ unpriced_on: '2026-07-03', total_minor: 0 });
    const { status, body } = await post('/reservations', {
      room_type_id: type.id,
      rate_plan_id: empty.id,
      start_date: '2026-07-03',
      end_date: '2026-07-05',
      guest: { name: 'Ana' },
    });
    expect([status, body.error.code, body.error.details.date]).toEqual([422, 'NO_PRICE', '2026-07-03']);
  });

  it('two who add to the same prices at once add both', async () => {
    const one = { rate_plan_id: root.id, room_type_ids: [type.id], start_date: '2026-09-01', end_date: '2026-09-02' };
    await Promise.all([1, 2, 3, 4].map(() => put({ ...one, change: 'AMOUNT', value: 100 })));
    expect(await nightly({ start_date: '2026-09-01', end_date: '2026-09-02' })).toEqual([12_400]);
  });

  it('stand in a grid of every plan, type and night', async () => {
    const path = `/daily-rates?outlet_id=${tenant.hotel_id}&from=2026-09-01&to=2026-09-03`;
    const { body } = await send(house, desk, 'GET', path);
    const flex = body.data.plans.find((plan: { code: string }) => plan.code === 'FLEX');
    expect(flex.room_types[0].nights).toEqual([
      expect.objectContaining({ date: '2026-09-01', price_minor: 12_400, is_daily: true }),
      expect.objectContaining({ date: '2026-09-02', price_minor: 12_000, is_daily: false }),
    ]);
    expect((await send(house, stranger, 'GET', path)).status).toBe(404);
    expect((await send(house, elsewhere, 'GET', path)).status).toBe(403);
  });

  it.each([
    ['a range that goes backwards', { end_date: '2026-06-01' }, 'end_date'],
    ['a type that is not there', { room_type_ids: [newId()] }, 'room_type_ids'],
    ['no value', { value: undefined }, 'value'],
    ['a negative price', { value: -1 }, 'value'],
  ])('refuse %s', async (_, wrong, field) => {
    const body = {
      rate_plan_id: root.id,
      room_type_ids: [type.id],
      start_date: '2026-07-01',
      end_date: '2026-07-02',
      change: 'SET',
      value: 1,
    };
    const reply = await put({ ...body, ...wrong });
    if (field === 'room_type_ids' && reply.status === 200) expect(reply.body.data.nights).toBe(0);
    else
      expect([reply.status, JSON.stringify(reply.body.error.details)]).toEqual([400, expect.stringContaining(field)]);
  });

  it('turn strangers away', async () => {
    const body = {
      rate_plan_id: root.id,
      room_type_ids: [type.id],
      start_date: '2026-07-01',
      end_date: '2026-07-02',
      change: 'SET',
      value: 1,
    };
    expect((await put(body, null)).status).toBe(401);
    expect((await put(body, desk)).status).toBe(403);
    expect((await put(body, elsewhere)).status).toBe(403);
    expect((await put(body, stranger)).status).toBe(404);
  });
});

const vat = { code: 'VAT', name: 'VAT', category: 'ROOM', kind: 'PERCENT', rate_bp: 600, is_inclusive: true };
const city = {
  code: 'CITY',
  name: 'City tax',
  category: 'ROOM',
  kind: 'AMOUNT',
  amount_minor: 400,
  basis: 'PER_PERSON_NIGHT',
  is_inclusive: false,
};
const policy = {
  code: 'STRICT',
  name: 'Not refundable',
  free_until_days: null,
  late_charge: 'ALL',
  no_show_charge: 'ALL',
};
const early = { code: 'EARLY', name: 'Early bird', kind: 'PERCENT', value: 1_000, usage_limit: 2 };

describe.each([
  ['taxes', vat, { name: 'Value added tax' }, { is_inclusive: 'yes' }, 'is_inclusive'],
  ['cancellation-policies', policy, { free_until_days: 2 }, { free_until_hour: 24 }, 'free_until_hour'],
  ['promotions', early, { min_nights: 3 }, { value: 20_000 }, 'value'],
] as const)('%s', (path, one, change, wrong, field) => {
  it('are added, listed, shown, changed with their version and removed', async () => {
    const added = await post(`/${path}`, { outlet_id: tenant.hotel_id, ...one });
    expect([added.status, added.body.data]).toEqual([201, expect.objectContaining(one)]);
    const { id } = added.body.data;
    const list = await send(house, desk, 'GET', `/${path}?outlet_id=${tenant.hotel_id}`);
    expect(list.body.data.map((row: { id: string }) => row.id)).toContain(id);
    expect((await send(house, desk, 'GET', `/${path}/${id}`)).body.data).toEqual(added.body.data);
    const changed = await send(house, manager, 'PATCH', `/${path}/${id}`, { ...change, version: 1 });
    expect(changed.body.data).toMatchObject({ ...change, version: 2 });
    expect((await send(house, manager, 'PATCH', `/${path}/${id}`, { ...change, version: 1 })).body.error.code).toBe(
      'STALE_VERSION',
    );
    expect((await send(house, manager, 'DELETE', `/${path}/${id}`)).status).toBe(200);
    expect((await send(house, manager, 'GET', `/${path}/${id}`)).status).toBe(404);
  });

  it('refuse bad input by name, and turn strangers away', async () => {
    const bad = await post(`/${path}`, { outlet_id: tenant.hotel_id, ...one, ...wrong });
    expect([bad.status, JSON.stringify(bad.body.error.details)]).toEqual([400, expect.stringContaining(field)]);
    const body = { outlet_id: tenant.hotel_id, ...one, code: 'WALL' };
    expect((await post(`/${path}`, body, null)).status).toBe(401);
    expect((await post(`/${path}`, body, desk)).status).toBe(403);
    expect((await post(`/${path}`, body, elsewhere)).status).toBe(403);
    expect((await post(`/${path}`, body, stranger)).status).toBe(404);
    const { id } = (await post(`/${path}`, body)).body.data;
    for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
      const sent = (token: string) =>
        send(house, token, method, `/${path}/${id}`, method === 'PATCH' ? change : undefined);
      expect((await sent(stranger)).status).toBe(404);
      expect((await sent(elsewhere)).status).toBe(403);
    }
    await send(house, manager, 'DELETE', `/${path}/${id}`);
  });
});

describe('what is sold', () => {
  it('M4 carries its taxes: inclusive ones inside, exclusive ones on top, into the booking', async () => {
    await tenant.act(async (tx) => {
      await addTerms(tx, 'tax', { outlet_id: tenant.hotel_id, ...vat });
      await addTerms(tx, 'tax', { outlet_id: tenant.hotel_id, ...city });
    });
    const priced = (await price())!;
    expect(priced).toMatchObject({ room_total_minor: 24_000, tax_minor: 1_600, total_minor: 25_600 });
    expect(priced.taxes.map((tax) => [tax.code, tax.amount_minor])).toEqual([
      ['VAT', 1_358],
      ['CITY', 1_600],
    ]);
    await tenant.act(async (tx) => {
      await preloadInventory(tx, type, {
        start_date: '2026-06-15',
        end_date: '2026-10-01',
      });
    });
    const booked = await post('/reservations', {
      room_type_id: type.id,
      start_date: '2026-07-03',
      end_date: '2026-07-05',
      quantity: 2,
      adults: 4,
      guest: { name: 'Ana Sousa' },
    });
    expect(booked.body).toMatchObject({ ok: true });
    expect(booked.body.data).toMatchObject({ total_minor: 51_200, tax_minor: 3_200 });
    expect(booked.body.data.reservations[0].nights[0]).toEqual({
      date: '2026-07-03',
      price_minor: 12_000,
      tax_minor: 800,
    });
  });

  it('a period of a tax cannot overlap another of the same tax', async () => {
    const again = await post('/taxes', { outlet_id: tenant.hotel_id, ...vat, start_date: '2027-01-01' });
    expect([again.status, again.body.error.code]).toEqual([409, 'DUPLICATE']);
  });

  it('R2 of K uses of a promotion, N > K who ask at once get exactly K', async () => {
    const promotion = (await post('/promotions', { outlet_id: tenant.hotel_id, ...early, usage_limit: 3 })).body.data;
    const book = () =>
      post('/reservations', {
        room_type_id: type.id,
        start_date: '2026-08-03',
        end_date: '2026-08-04',
        promotion_code: 'early',
        guest: { name: 'Ana Sousa' },
      });
    const replies = await Promise.all(Array.from({ length: 5 }, book));
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 201, 201, 422, 422]);
    expect(replies.find((reply) => reply.status === 201)!.body.data.reservations[0].nights[0].price_minor).toBe(9_000);
    const { used_count } = (await send(house, manager, 'GET', `/promotions/${promotion.id}`)).body.data;
    expect(used_count).toBe(3);
    await expect(tenant.act((tx) => claimPromotion(tx, promotion.id))).rejects.toMatchObject({
      code: 'RULE_VIOLATION',
    });
  });

  it('a promotion code that nobody gave out is refused', async () => {
    const { status, body } = await post('/reservations', {
      room_type_id: type.id,
      start_date: '2026-08-05',
      end_date: '2026-08-06',
      promotion_code: 'NOPE',
      guest: { name: 'Ana Sousa' },
    });
    expect([status, body.error.details.fields[0].field]).toEqual([422, 'promotion_code']);
  });
});
