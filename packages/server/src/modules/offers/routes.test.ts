import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../../platform/ids.ts';
import { addTerms, changeRatePlan, createRatePlan, findRatePlan, setRestrictions } from '../rates/index.ts';
import { createRoomType, preloadInventory } from '../rooms/index.ts';
import { sweepQuotes } from './index.ts';

let house: TestHouse;
let tenant: TestTenant;
let desk: string;
let elsewhere: string;
let stranger: string;
let types: { id: string; code: string }[];
let flex: { id: string };
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const other = await house.createTenant('Other');
  const user = async (of: TestTenant, scope_id: string) =>
    (await createUser(house, of, [{ role: 'STAFF', scope: 'OUTLET', scope_id }])).token;
  desk = await user(tenant, tenant.hotel_id);
  elsewhere = await user(tenant, tenant.cafe_id);
  stranger = await user(other, other.hotel_id);
  await tenant.act(async (tx) => {
    types = [];
    for (const [code, total_units] of [
      ['DBL', 3],
      ['SGL', 1],
    ] as const) {
      const details = {
        code,
        name: code,
        total_units,
        base_occupancy: code === 'DBL' ? 2 : 1,
        max_occupancy: code === 'DBL' ? 3 : 1,
      };
      const type = await createRoomType(
        tx,
        { id: tenant.hotel_id, kind: 'HOTEL' },
        { outlet_id: tenant.hotel_id, ...details },
      );
      await preloadInventory(tx, type, { start_date: '2026-06-15', end_date: '2026-09-01' });
      types.push(type);
    }
    flex = await createRatePlan(tx, {
      outlet_id: tenant.hotel_id,
      code: 'FLEX',
      name: 'Flexible',
      is_default: true,
      prices: types.map((type) => ({ room_type_id: type.id, price_minor: 10_000 })),
    });
    await createRatePlan(tx, {
      outlet_id: tenant.hotel_id,
      code: 'SAVER',
      name: 'Saver',
      parent_plan_id: flex.id,
      derivation: 'PERCENT',
      derivation_value: -1_000,
    });
  });
});
afterAll(() => house.stop());

const nights = { start_date: '2026-07-01', end_date: '2026-07-03' };
const post = (path: string, body: object, token: string | null = desk) => send(house, token, 'POST', path, body);
const search = (more: object = {}, token: string | null = desk) =>
  post('/offers/search', { ...nights, adults: 2, ...more }, token);
const seen = (body: { data: any[] }) =>
  body.data.map((offer) => [
    offer.room_type_code,
    offer.rate_plan_code,
    offer.is_sellable,
    offer.refusals.map((one: any) => `${one.rule} ${one.date}`),
  ]);

describe('POST /offers/search', () => {
  it('R12 offers every type in every plan, what can be sold first and cheapest first, else with rule and night', async () => {
    const { status, body } = await search();
    expect([status, seen(body)]).toEqual([
      200,
      [
        ['DBL', 'SAVER', true, []],
        ['DBL', 'FLEX', true, []],
        ['SGL', 'SAVER', false, ['OCCUPANCY null']],
        ['SGL', 'FLEX', false, ['OCCUPANCY null']],
      ],
    ]);
    expect(body.data[0]).toMatchObject({
      units_left: 3,
      stay_total_minor: 18_000,
      nights: [{ price_minor: 9_000 }, { price_minor: 9_000 }],
    });
  });

  it('R12 names what is full, what is restricted and what was never opened', async () => {
    expect(seen((await search({ rooms: 4, adults: 4 })).body)[0]).toEqual([
      'DBL',
      'SAVER',
      false,
      ['SOLD_OUT 2026-07-01'],
    ]);
    await tenant.act((tx) =>
      setRestrictions(tx, {
        outlet_id: tenant.hotel_id,
        start_date: '2026-07-20',
        end_date: '2026-07-21',
        rate_plan_ids: [flex.id],
        rules: [{ rule: 'MIN_STAY_ARRIVAL', value: 3 }],
      } as never),
    );
    const restricted = seen((await search({ start_date: '2026-07-20', end_date: '2026-07-21' })).body);
    expect(restricted.find((offer) => offer[0] === 'DBL' && offer[1] === 'FLEX')![3]).toEqual([
      'MIN_STAY_ARRIVAL 2026-07-20',
    ]);
    expect(restricted[0]![1]).toBe('SAVER');
    expect(seen((await search({ start_date: '2026-08-31', end_date: '2026-09-02' })).body)[0]![3]).toEqual([
      'NOT_LOADED 2026-09-01',
    ]);
  });

  it('asks as few statements for many plans as for two', async () => {
    const { pool } = house;
    const count = async () => {
      const client = await pool.connect();
      const prototype = Object.getPrototypeOf(client) as { query: (...args: unknown[]) => unknown };
      client.release();
      const before = prototype.query;
      let statements = 0;
      prototype.query = function (...args) {
        // What the house does by itself meanwhile, such as following the event log, is not the search's.
        if (/rates\.|rooms\.|outlets\./.test(JSON.stringify(args[0]))) statements += 1;
        return before.apply(this, args);
      };
      await search();
      prototype.query = before;
      return statements;
    };
    const few = await count();
    await tenant.act(async (tx) => {
      for (let index = 0; index < 8; index += 1)
        await createRatePlan(tx, {
          outlet_id: tenant.hotel_id,
          code: `P${index}`,
          name: `P${index}`,
          parent_plan_id: flex.id,
          derivation: 'AMOUNT',
          derivation_value: 5_000 + index,
        });
    });
    expect(await count()).toBe(few);
  });

  it('shows nobody what is not theirs', async () => {
    expect((await search({}, null)).status).toBe(401);
    expect((await search({}, elsewhere)).body.data).toEqual([]);
    expect((await search({ outlet_ids: [tenant.hotel_id] }, elsewhere)).status).toBe(403);
    expect((await search({ outlet_ids: [tenant.hotel_id] }, stranger)).status).toBe(404);
    const bad = await search({ end_date: '2026-07-01' });
    expect([bad.status, JSON.stringify(bad.body.error.details)]).toEqual([400, expect.stringContaining('end_date')]);
  });
});

const wish = (more: object = {}) => ({
  outlet_id: tenant.hotel_id,
  guest_name: 'Ana Sousa',
  stays: [{ room_type_id: types[0]!.id, ...nights, adults: 2 }],
  ...more,
});
const guest = { guest: { name: 'Ana Sousa', email: 'ana@example.com' } };

describe('quotes', () => {
  it('R13 book at the price they promised, whatever it is now, and only once', async () => {
    const quote = (
      await post(
        '/quotes',
        wish({
          stays: [
            { room_type_id: types[0]!.id, ...nights, adults: 2 },
            { room_type_id: types[1]!.id, ...nights },
          ],
        }),
      )
    ).body.data;
    expect([quote.status, quote.total_minor, quote.stays]).toEqual([
      'OPEN',
      40_000,
      [expect.anything(), expect.anything()],
    ]);
    const dearer = (price_minor: number) =>
      tenant.act(async (tx) =>
        changeRatePlan(tx, (await findRatePlan(tx, flex.id))!, {
          prices: types.map((type) => ({ room_type_id: type.id, price_minor })),
        }),
      );
    await dearer(50_000);
    const replies = await Promise.all([1, 2].map(() => post(`/quotes/${quote.id}/book`, guest)));
    await dearer(10_000);
    const booked = replies.find((reply) => reply.status === 201)!;
    expect([booked.body.data.total_minor, booked.body.data.reservations.length]).toEqual([40_000, 2]);
    const refused = replies.find((reply) => reply.status !== 201)!;
    expect([refused.status, refused.body.error.code]).toEqual([409, 'QUOTE_EXPIRED']);
    expect((await send(house, desk, 'GET', `/quotes/${quote.id}`)).body.data.status).toBe('BOOKED');
  });

  it('R13 say that they ran out, and give back the promotions that they kept', async () => {
    const promotion = await tenant.act((tx) =>
      addTerms(tx, 'promotion', {
        outlet_id: tenant.hotel_id,
        code: 'ONE',
        name: 'One',
        kind: 'PERCENT',
        value: 5_000,
        usage_limit: 1,
      } as never),
    );
    const stays = [{ room_type_id: types[0]!.id, ...nights, adults: 2, promotion_code: 'ONE' }];
    const quote = (await post('/quotes', wish({ stays, expires_in_minutes: 10 }))).body.data;
    expect(quote.total_minor).toBe(10_000);
    expect((await post('/quotes', wish({ stays }))).status).toBe(422);
    house.clock.advance(11 * 60_000);
    const late = await post(`/quotes/${quote.id}/book`, guest);
    expect([late.status, late.body.error.code]).toEqual([409, 'QUOTE_EXPIRED']);
    expect(await tenant.act(sweepQuotes)).toBe(1);
    expect(await tenant.act(sweepQuotes)).toBe(0);
    const manager = (await createUser(house, tenant, [{ role: 'MANAGER', scope: 'OUTLET', scope_id: tenant.hotel_id }]))
      .token;
    expect((await send(house, manager, 'GET', `/promotions/${promotion.id}`)).body.data.used_count).toBe(0);
  });

  it('a quote whose rooms were sold meanwhile books nothing and stays as it was', async () => {
    const rooms = { room_type_id: types[1]!.id, start_date: '2026-08-01', end_date: '2026-08-02' };
    const quote = (await post('/quotes', wish({ stays: [rooms] }))).body.data;
    await post('/reservations', { ...rooms, ...guest });
    expect((await post(`/quotes/${quote.id}/book`, guest)).body.error.code).toBe('SOLD_OUT');
    expect((await send(house, desk, 'GET', `/quotes/${quote.id}`)).body.data.status).toBe('OPEN');
  });

  it.each([
    ['a type that is not there', () => [{ room_type_id: newId(), ...nights }], 422, 'room_type_id'],
    [
      'dates that go backwards',
      () => [{ room_type_id: types[0]!.id, start_date: '2026-07-03', end_date: '2026-07-01' }],
      400,
      'end_date',
    ],
    ['no stays', () => [], 400, 'stays'],
    ['too many guests', () => [{ room_type_id: types[1]!.id, ...nights, adults: 2 }], 422, 'OCCUPANCY'],
  ])('refuse %s', async (_, stays, status, what) => {
    const reply = await post('/quotes', wish({ stays: stays() }));
    expect([reply.status, JSON.stringify(reply.body.error.details)]).toEqual([status, expect.stringContaining(what)]);
  });

  it('turn strangers away', async () => {
    const { id } = (await post('/quotes', wish())).body.data;
    expect((await post('/quotes', wish(), null)).status).toBe(401);
    expect((await post('/quotes', wish(), elsewhere)).status).toBe(403);
    expect((await post('/quotes', wish(), stranger)).status).toBe(404);
    expect((await send(house, elsewhere, 'GET', `/quotes/${id}`)).status).toBe(403);
    expect((await send(house, stranger, 'GET', `/quotes/${id}`)).status).toBe(404);
    expect((await post(`/quotes/${id}/book`, guest, null)).status).toBe(401);
    expect((await post(`/quotes/${id}/book`, guest, elsewhere)).status).toBe(403);
    expect((await post(`/quotes/${id}/book`, guest, stranger)).status).toBe(404);
    expect((await send(house, stranger, 'GET', '/quotes')).body.data).toEqual([]);
    expect((await send(house, desk, 'GET', `/quotes?outlet_id=${tenant.hotel_id}`)).body.data.length).toBeGreaterThan(
      0,
    );
  });
});
