import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../../platform/ids.ts';
import { addCompany } from '../guests/index.ts';
import { createRatePlan } from '../rates/index.ts';
import { miscountedNights, openRoomType } from './testing.ts';

let house: TestHouse;
let tenant: TestTenant;
let desk: string;
let manager: string;
let waiter: string;
let double: { id: string };
let suite: { id: string };

const guest = { name: 'Ana Sousa' };
const dates = { start_date: '2026-07-01', end_date: '2026-07-03' };

beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const at = (outlet: string, role: 'STAFF' | 'MANAGER') => [{ role, scope: 'OUTLET' as const, scope_id: outlet }];
  ({ token: desk } = await createUser(house, tenant, at(tenant.hotel_id, 'STAFF')));
  ({ token: manager } = await createUser(house, tenant, at(tenant.hotel_id, 'MANAGER')));
  ({ token: waiter } = await createUser(house, tenant, at(tenant.restaurant_id, 'STAFF')));
  const span = { start_date: '2026-06-15', end_date: '2026-12-01' };
  double = await tenant.act((tx) =>
    openRoomType(tx, tenant.hotel_id, { code: 'DBL', units: 4, price_minor: 10_000, ...span }),
  );
  suite = await tenant.act((tx) => openRoomType(tx, tenant.hotel_id, { code: 'STE', units: 1, ...span }));
});
afterAll(async () => {
  expect(await miscountedNights(house.admin), 'R5 the counters equal a recount').toEqual([]);
  await house.stop();
});

const book = (body: object, token: string | null = desk) =>
  send(house, token, 'POST', '/reservations', { ...dates, guest, ...body });
const counters = async (type: { id: string }, date: string) =>
  (
    await house.admin.query('select sold, held from rooms.inventory_days where room_type_id = $1 and date = $2', [
      type.id,
      date,
    ])
  ).rows[0];

describe('a booking of several rooms', () => {
  it('takes each room’s own type, plan, dates and people, and shows them as they were booked', async () => {
    const plan = await tenant.act((tx) =>
      createRatePlan(tx, {
        outlet_id: tenant.hotel_id,
        code: 'SUITE',
        name: 'Suites',
        prices: [{ room_type_id: suite.id, price_minor: 30_000 }],
      }),
    );
    const { status, body } = await book({
      rooms: [
        { room_type_id: double.id, adults: 2, children: 1 },
        { room_type_id: suite.id, rate_plan_id: plan.id, end_date: '2026-07-04', guest_name: ' João Reis ' },
      ],
      notes: 'Cot, please',
      arrival_time: '21:30',
      source: 'WALK_IN',
    });
    expect(status).toBe(201);
    expect(body.data).toMatchObject({
      ...dates,
      end_date: '2026-07-04',
      rooms: 2,
      adults: 3,
      children: 1,
      total_minor: 2 * 10_000 + 3 * 30_000,
      rate_plan_id: null,
      notes: 'Cot, please',
      source: 'WALK_IN',
      guarantee: 'NONE',
    });
    expect(body.data.reservations).toMatchObject([
      {
        room_type_code: 'DBL',
        rate_plan_code: 'FLAT-DBL',
        guest_name: null,
        arrival_time: '21:30',
        total_minor: 20_000,
      },
      { room_type_code: 'STE', rate_plan_code: 'SUITE', guest_name: 'João Reis', total_minor: 90_000, adults: 1 },
    ]);
    expect((await send(house, desk, 'GET', `/reservations/${body.data.id}`)).body.data).toEqual(body.data);
  });

  it('R4 books nothing where one of its rooms is not to be had', async () => {
    const before = await counters(double, '2026-08-01');
    const two = { room_type_id: suite.id, start_date: '2026-08-01', end_date: '2026-08-02' };
    const { status, body } = await book({
      ...two,
      room_type_id: undefined,
      rooms: [{ room_type_id: double.id }, two, two],
    });
    expect([status, body.error.code, body.error.details.date]).toEqual([409, 'SOLD_OUT', '2026-08-01']);
    expect(await counters(double, '2026-08-01')).toEqual(before);
  });

  it.each([
    [
      'a type beside its rooms',
      () => ({ room_type_id: double.id, rooms: [{ room_type_id: suite.id }] }),
      400,
      'room_type_id',
    ],
    ['neither a type nor rooms', () => ({}), 400, 'room_type_id'],
    [
      'an option that has run out',
      () => ({ room_type_id: double.id, option_expires_at: '2026-06-15T09:00:00Z' }),
      400,
      'option_expires_at',
    ],
    ['a company that is not there', () => ({ room_type_id: double.id, company_id: newId() }), 422, 'company_id'],
    ['a source of another module', () => ({ room_type_id: double.id, source: 'IMPORT' }), 400, 'source'],
  ])('refuses %s and names the field', async (_, asked, expected, field) => {
    const { status, body } = await book(asked());
    expect(status).toBe(expected);
    expect(JSON.stringify(body.error.details)).toContain(field);
  });

  it('turns strangers away: 401, 403 for another outlet, 404 for another tenant’s type', async () => {
    const other = await house.createTenant('Other');
    const theirs = await other.act((tx) =>
      openRoomType(tx, other.hotel_id, { code: 'X', units: 1, start_date: '2026-07-01', end_date: '2026-07-05' }),
    );
    const rooms = [{ room_type_id: double.id }, { room_type_id: suite.id }];
    expect((await book({ rooms }, null)).status).toBe(401);
    expect((await book({ rooms }, waiter)).status).toBe(403);
    expect((await book({ rooms, override_restrictions: true })).status).toBe(403);
    expect((await book({ rooms: [{ room_type_id: double.id }, { room_type_id: theirs.id }] })).status).toBe(404);
  });
});

describe('a booking that a company sends', () => {
  it('keeps the company and who vouches for it, and is found by it', async () => {
    const company = await tenant.act((tx) => addCompany(tx, { outlet_id: tenant.hotel_id, name: 'Galp' } as never));
    const { body } = await book({ room_type_id: double.id, company_id: company.id, guarantee: 'COMPANY' });
    expect(body.data).toMatchObject({ company_id: company.id, company_name: 'Galp', guarantee: 'COMPANY' });
    const list = (query: string) => send(house, desk, 'GET', `/reservations?${query}`);
    const ids = async (query: string) => (await list(query)).body.data.map((row: { id: string }) => row.id);
    expect(await ids(`company_id=${company.id}`)).toEqual([body.data.id]);
    expect(await ids(`company_id=${company.id}&source=WALK_IN`)).toEqual([]);
    expect(await ids(`company_id=${company.id}&room_type_id=${double.id}&is_overbooked=false`)).toEqual([body.data.id]);
    expect(await ids(`company_id=${company.id}&room_type_id=${suite.id}`)).toEqual([]);
    expect(await ids('is_overbooked=true')).toEqual([]);
  });
});

describe('an option', () => {
  const until = '2026-06-15T10:30:00.000Z';

  it('holds its rooms without selling them, and confirming it sells them', async () => {
    const { body } = await book({
      rooms: [{ room_type_id: double.id }, { room_type_id: double.id }],
      ...stayIn('09'),
      option_expires_at: until,
    });
    expect(body.data).toMatchObject({ status: 'OPTIONAL', option_expires_at: until });
    expect(await counters(double, '2026-09-01')).toEqual({ sold: 0, held: 2 });
    expect((await send(house, desk, 'GET', `/reservations/${body.data.id}`)).body.data).toEqual(body.data);
    const confirmed = await send(house, desk, 'POST', `/reservations/${body.data.id}/confirm`);
    expect(confirmed.body.data).toMatchObject({ status: 'CONFIRMED', option_expires_at: null });
    expect(await counters(double, '2026-09-01')).toEqual({ sold: 2, held: 0 });
  });

  it('gives its rooms back when it is cancelled', async () => {
    const { body } = await book({ room_type_id: suite.id, ...stayIn('09'), option_expires_at: until });
    expect((await book({ room_type_id: suite.id, ...stayIn('09') })).body.error.code).toBe('SOLD_OUT');
    await send(house, desk, 'POST', `/reservations/${body.data.id}/cancel`);
    expect(await counters(suite, '2026-09-01')).toEqual({ sold: 0, held: 0 });
  });

  it('R9 that ran out frees its rooms for others at once, with no job run; touching it then says HOLD_EXPIRED', async () => {
    const { body: lost } = await book({ room_type_id: suite.id, ...stayIn('10'), option_expires_at: until });
    const { body: lucky } = await book({ room_type_id: suite.id, ...stayIn('11'), option_expires_at: until });
    house.clock.advance(31 * 60_000);
    expect((await book({ room_type_id: suite.id, ...stayIn('10') })).status).toBe(201);
    const refused = await send(house, manager, 'POST', `/reservations/${lost.data.id}/confirm`);
    expect(refused.body.error).toMatchObject({ code: 'HOLD_EXPIRED', details: { date: '2026-10-01' } });
    const won = await send(house, manager, 'POST', `/reservations/${lucky.data.id}/confirm`);
    expect(won.body.data.status, 'its rooms could still be won').toBe('CONFIRMED');
    expect(await counters(suite, '2026-11-01')).toEqual({ sold: 1, held: 0 });
  });
});

function stayIn(month: string) {
  return { start_date: `2026-${month}-01`, end_date: `2026-${month}-03` };
}
