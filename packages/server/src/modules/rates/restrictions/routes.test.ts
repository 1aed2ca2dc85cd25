import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createUser,
  openTestHouse,
  send,
  type TestHouse,
  type TestTenant,
} from '../../../../../../test/support/house.ts';
import { addDays } from '../../../platform/clock.ts';
import { newId } from '../../../platform/ids.ts';
import { createRatePlan, expectSellable, refusalsOf } from '../index.ts';
import { createRoomType, preloadInventory } from '../../rooms/index.ts';

const FIRST = '2026-07-01';
let house: TestHouse;
let tenant: TestTenant;
let manager: string;
let desk: string;
let elsewhere: string;
let stranger: string;
let type: { id: string };
let other_type: { id: string };
let plan: { id: string };
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
  type = await openType('A');
  other_type = await openType('B');
  plan = await tenant.act((tx) =>
    createRatePlan(tx, {
      outlet_id: tenant.hotel_id,
      code: 'BAR',
      name: 'Best',
      prices: [{ room_type_id: type.id, price_minor: 10_000 }],
    }),
  );
});
afterAll(() => house.stop());

const openType = (code: string) =>
  tenant.act(async (tx) => {
    const made = await createRoomType(
      tx,
      { id: tenant.hotel_id, kind: 'HOTEL' },
      { outlet_id: tenant.hotel_id, code, name: code, total_units: 50, base_occupancy: 1, max_occupancy: 2 },
    );
    await preloadInventory(tx, made, { start_date: FIRST, end_date: addDays(FIRST, 90) });
    return made;
  });
const put = (change: object, token: string | null = manager) =>
  send(house, token, 'PUT', '/restrictions', {
    outlet_id: tenant.hotel_id,
    start_date: '2026-07-01',
    end_date: '2026-07-15',
    rules: [{ rule: 'STOP_SELL', value: 1 }],
    ...change,
  });
const list = async (from: string, to: string, token: string | null = manager) =>
  send(house, token, 'GET', `/restrictions?outlet_id=${tenant.hotel_id}&from=${from}&to=${to}`);
const book = (change: object, token = desk) =>
  send(house, token, 'POST', '/reservations', { room_type_id: type.id, guest: { name: 'A Guest' }, ...change });

describe('restrictions', () => {
  it('are set over a range on some weekdays for each type and plan, set anew, and taken away', async () => {
    const range = { start_date: '2026-08-01', end_date: '2026-08-15', weekdays: [5, 6] };
    const scope = { room_type_ids: [type.id, other_type.id], rate_plan_ids: [plan.id], channels: ['WEB'] };
    const set = await put({ ...range, ...scope, rules: [{ rule: 'MIN_STAY_THROUGH', value: 2 }] });
    expect([set.status, set.body.data]).toEqual([200, { set: 8, cleared: 0 }]);
    await put({ ...range, ...scope, room_type_ids: [type.id], rules: [{ rule: 'MIN_STAY_THROUGH', value: 3 }] });
    const rows = (await list('2026-08-01', '2026-08-15')).body.data;
    expect(rows.map((row: { date: string }) => row.date)).toEqual(
      ['2026-08-01', '2026-08-07', '2026-08-08', '2026-08-14'].flatMap((date) => [date, date]),
    );
    expect(rows.filter((row: { value: number }) => row.value === 3)).toHaveLength(4);
    // The broad row is another one: clearing it leaves the narrow ones alone.
    const rules = [{ rule: 'MIN_STAY_THROUGH', value: null }];
    expect((await put({ ...range, rules })).body.data).toEqual({ set: 0, cleared: 0 });
    expect((await put({ ...range, ...scope, rules })).body.data).toEqual({ set: 0, cleared: 8 });
    const { rows: told } = await house.admin.query(
      `select count(*)::int as events from platform.events where type = 'restrictions.changed'`,
    );
    expect(told[0].events).toBe(4);
  });

  it('R12 refuse a booking by rule and date, and count for their own type, plan and channel only', async () => {
    await put({ start_date: '2026-07-10', end_date: '2026-07-11', room_type_ids: [type.id] });
    const stay = { start_date: '2026-07-09', end_date: '2026-07-12' };
    const refused = await book(stay);
    expect([refused.status, refused.body.error]).toEqual([
      422,
      expect.objectContaining({
        code: 'RESTRICTED',
        details: { rule: 'STOP_SELL', date: '2026-07-10', level: 'TYPE', value: 1 },
      }),
    ]);
    expect((await book({ ...stay, room_type_id: other_type.id })).status).toBe(201);
    await put({ start_date: '2026-07-20', end_date: '2026-07-21', channels: ['WEB'] });
    const web = { outlet_id: tenant.hotel_id, room_type_id: type.id, rate_plan_id: null, booked_on: '2026-06-15' };
    const night = { start_date: '2026-07-20', end_date: '2026-07-21' };
    expect((await book(night)).status).toBe(201);
    await tenant.act(async (tx) => {
      const both = ['WEB', null].map((channel) => ({ ...web, ...night, channel }));
      expect((await refusalsOf(tx, both)).map((each) => each.length)).toEqual([1, 0]);
      await expect(expectSellable(tx, both[0]!)).rejects.toMatchObject({ code: 'RESTRICTED' });
      await expectSellable(tx, both[1]!);
    });
  });

  it('may be overridden by who is allowed to, which is written down, but not by who is not', async () => {
    await put({ start_date: '2026-09-01', end_date: '2026-09-02' });
    const stay = { start_date: '2026-09-01', end_date: '2026-09-03', override_restrictions: true };
    expect((await book(stay, desk)).status).toBe(403);
    const sold = await book(stay, manager);
    expect(sold.status).toBe(201);
    const { rows } = await house.admin.query(
      `select entity_id from platform.audit_entries where action = 'reservations.override_restrictions'`,
    );
    expect(rows).toEqual([{ entity_id: sold.body.data.id }]);
  });

  it('refuse what makes no sense, naming the field', async () => {
    const fieldOf = async (change: object) => {
      const { status, body } = await put(change);
      return [status, body.error.details.fields?.[0].field];
    };
    expect(await fieldOf({ end_date: '2026-07-01' })).toEqual([400, 'end_date']);
    expect(await fieldOf({ rules: [{ rule: 'STOP_SELL', value: 2 }] })).toEqual([400, 'rules.0.value']);
    expect(await fieldOf({ room_type_ids: [newId()] })).toEqual([400, 'room_type_ids.0']);
    expect(await fieldOf({ rate_plan_ids: [newId()] })).toEqual([400, 'rate_plan_ids.0']);
    expect(
      await fieldOf({
        end_date: '2036-07-01',
        room_type_ids: [type.id],
        channels: [...'ABCDEFGHIJKLMNOPQRSTUVWXYZABCD'].map((letter, i) => `${letter}${i}`),
      }),
    ).toEqual([400, 'end_date']);
    const twice = { rule: 'STOP_SELL', value: 1 };
    expect(await fieldOf({ rules: [twice, twice] })).toEqual([400, 'rules.1.rule']);
    expect((await put({ weekdays: [8] })).status).toBe(400);
    expect((await list('2026-07-01', '2026-07-01')).body.error.details.fields[0].field).toBe('to');
  });

  it('A1 A2 turn strangers away', async () => {
    expect((await put({}, null)).status).toBe(401);
    expect((await put({}, desk)).status).toBe(403);
    expect((await put({}, elsewhere)).status).toBe(403);
    expect((await put({}, stranger)).status).toBe(404);
    expect((await list('2026-07-01', '2026-07-02', null)).status).toBe(401);
    expect((await list('2026-07-01', '2026-07-02', elsewhere)).status).toBe(403);
    expect((await list('2026-07-01', '2026-07-02', stranger)).status).toBe(404);
  });
});
