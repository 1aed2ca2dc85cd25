import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../../platform/ids.ts';
import { findOutlet } from '../outlets/index.ts';
import { planDay } from './index.ts';
import { openHotel, putStay, type TestStay } from './testing.ts';

let house: TestHouse;
let tenant: TestTenant;
const tokens = {} as Record<'manager' | 'ana' | 'bea' | 'desk' | 'chef' | 'elsewhere' | 'stranger', string>;
const ids = {} as Record<'ana' | 'bea' | 'chef', string>;
let rooms: Awaited<ReturnType<typeof openHotel>>['rooms'];

beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const other = await house.createTenant('Other');
  const person = async (
    who: keyof typeof tokens,
    role: 'MANAGER' | 'HOUSEKEEPER' | 'STAFF' | 'CHEF',
    scope_id = tenant.hotel_id,
  ) => {
    const { id, token } = await createUser(house, tenant, [{ role, scope: 'OUTLET', scope_id }], who);
    tokens[who] = token;
    return id;
  };
  await person('manager', 'MANAGER');
  ids.ana = await person('ana', 'HOUSEKEEPER');
  ids.bea = await person('bea', 'HOUSEKEEPER');
  ids.chef = await person('chef', 'CHEF');
  await person('desk', 'STAFF');
  await person('elsewhere', 'MANAGER', tenant.restaurant_id);
  tokens.stranger = (await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }])).token;
  ({ rooms } = await tenant.act((tx) =>
    openHotel(tx, tenant.hotel_id, { code: 'D', rooms: 12, start_date: '2026-06-01', end_date: '2026-08-01' }),
  ));
  const stays: [number, TestStay][] = [
    [0, { status: 'IN_HOUSE', start_date: '2026-06-13', end_date: '2026-06-15', guest_name: 'Due Out' }],
    [0, { status: 'CONFIRMED', start_date: '2026-06-15', end_date: '2026-06-17', guest_name: 'Next One' }],
    [1, { status: 'IN_HOUSE', start_date: '2026-06-14', end_date: '2026-06-18', guest_name: 'Stays On' }],
    [2, { status: 'IN_HOUSE', start_date: '2026-06-12', end_date: '2026-06-18', guest_name: 'Wants Linen' }],
    [
      3,
      {
        status: 'CONFIRMED',
        start_date: '2026-06-15',
        end_date: '2026-06-16',
        guest_name: 'Very Important',
        preferences: ['VIP'],
      },
    ],
  ];
  for (const [room, stay] of stays) await tenant.act((tx) => putStay(tx, house.admin, rooms[room]!, stay));
  await house.admin.query(`update rooms.rooms set housekeeping_status = 'DIRTY' where id = $1`, [rooms[4]!.id]);
});
afterAll(() => house.stop());

const post = (token: string | null, path: string, body?: unknown) => send(house, token, 'POST', path, body);
const outlet = () => ({ outlet_id: tenant.hotel_id });
const board = async (token = tokens.manager) =>
  (await send(house, token, 'GET', `/housekeeping/board?outlet_id=${tenant.hotel_id}`)).body.data;
const onBoard = async (index: number) =>
  (await board()).rooms.find((room: { id: string }) => room.id === rooms[index]!.id);
const taskOf = async (index: number, kind?: string) =>
  (await onBoard(index)).tasks.find((task: { kind: string }) => !kind || task.kind === kind);

describe('the day’s tasks', () => {
  it('are made from the house’s state, once however often, and rooms that were slept in are dirty', async () => {
    const first = await post(tokens.manager, '/housekeeping/plan', outlet());
    expect(first.body.data).toEqual({ business_date: '2026-06-15', added: 5, changed: 0, removed: 0 });
    expect((await post(tokens.manager, '/housekeeping/plan', outlet())).body.data).toMatchObject({
      added: 0,
      changed: 0,
      removed: 0,
    });
    const kinds = (await board()).rooms
      .filter((room: { tasks: unknown[] }) => room.tasks.length > 0)
      .map((room: any) => [
        room.number,
        room.guest_state,
        room.housekeeping_status,
        room.tasks[0].kind,
        room.tasks[0].is_rush,
      ]);
    expect(kinds).toEqual([
      ['D101', 'DUE_OUT', 'DIRTY', 'DEPARTURE', true],
      ['D102', 'IN_HOUSE', 'DIRTY', 'STAYOVER', false],
      ['D103', 'IN_HOUSE', 'DIRTY', 'LINEN', false],
      ['D104', 'ARRIVAL', 'CLEAN', 'TURN_DOWN', false],
      ['D201', 'VACANT', 'DIRTY', 'VACANT', false],
    ]);
  });

  it('ten planners at the same moment plan it once', async () => {
    await house.admin.query(`update rooms.rooms set housekeeping_status = 'DIRTY' where id = $1`, [rooms[5]!.id]);
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => post(tokens.manager, '/housekeeping/plan', outlet())),
    );
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200]));
    expect((await onBoard(5)).tasks).toHaveLength(1);
  });

  it('follow a guest who leaves early, and the guest who is in a room is a number to a housekeeper and a name to the desk', async () => {
    const names = async (token: string) => (await board(token)).rooms.find((room: any) => room.number === 'D102').stay;
    expect(await names(tokens.desk)).toMatchObject({ guest_name: 'Stays On', adults: 2 });
    expect(await names(tokens.ana)).toMatchObject({ guest_name: null, adults: 2 });
    await house.admin.query(
      `update reservations.reservations set status = 'CHECKED_OUT', checked_out_on = '2026-06-15' where guest_name is null and room_id = $1`,
      [rooms[1]!.id],
    );
    await tenant.act(async (tx) => planDay(tx, (await findOutlet(tx, tenant.hotel_id))!));
    expect((await onBoard(1)).tasks.map((task: any) => task.kind)).toEqual(['DEPARTURE']);
  });

  it('are begun, paused, finished, taken back and looked at; the room follows, and the time worked adds up', async () => {
    const task = await taskOf(2);
    const step = (token: string, verb: string, body?: object) =>
      post(token, `/housekeeping/tasks/${task.id}/${verb}`, body);
    expect((await step(tokens.ana, 'start')).body.data).toMatchObject({ status: 'IN_PROGRESS', attendant_id: ids.ana });
    house.clock.advance(600_000);
    expect((await step(tokens.ana, 'pause')).body.data).toMatchObject({ status: 'PAUSED', worked_seconds: 600 });
    house.clock.advance(600_000);
    await step(tokens.ana, 'start');
    house.clock.advance(300_000);
    expect((await step(tokens.ana, 'finish')).body.data).toMatchObject({ status: 'DONE', worked_seconds: 900 });
    expect((await onBoard(2)).housekeeping_status).toBe('CLEAN');
    expect((await step(tokens.ana, 'reopen')).body.data).toMatchObject({ status: 'OPEN', finished_at: null });
    expect((await onBoard(2)).housekeeping_status).toBe('DIRTY');
    await step(tokens.ana, 'finish');
    expect((await step(tokens.ana, 'pass')).status).toBe(403);
    const failed = await step(tokens.manager, 'fail', { reason: 'Hair in the bath' });
    expect(failed.body.data).toMatchObject({ status: 'OPEN', fail_reason: 'Hair in the bath' });
    expect((await onBoard(2)).housekeeping_status).toBe('DIRTY');
    await step(tokens.ana, 'finish');
    expect((await step(tokens.manager, 'pass')).body.data).toMatchObject({
      status: 'INSPECTED',
      fail_reason: null,
      inspected_by_name: 'manager',
    });
    expect((await onBoard(2)).housekeeping_status).toBe('INSPECTED');
    expect((await step(tokens.ana, 'reopen')).status).toBe(403);
    const illegal = await step(tokens.manager, 'start');
    expect([illegal.status, illegal.body.error.details]).toEqual([
      409,
      { from: 'INSPECTED', to: 'IN_PROGRESS', allowed: ['OPEN'] },
    ]);
  });

  it('are skipped where the guest wants no service, and the room stays as it is', async () => {
    const task = await taskOf(0);
    const skipped = await post(tokens.bea, `/housekeeping/tasks/${task.id}/skip`, { reason: 'DO_NOT_DISTURB' });
    expect(skipped.body.data).toMatchObject({ status: 'SKIPPED', skip_reason: 'DO_NOT_DISTURB' });
    expect((await onBoard(0)).housekeeping_status).toBe('DIRTY');
    expect((await post(tokens.bea, `/housekeeping/tasks/${task.id}/reopen`)).body.data).toMatchObject({
      status: 'OPEN',
      skip_reason: null,
    });
    const bad = await post(tokens.bea, `/housekeeping/tasks/${task.id}/skip`, { reason: 'LAZY' });
    expect([bad.status, JSON.stringify(bad.body.error.details)]).toEqual([400, expect.stringContaining('reason')]);
  });

  it('E5 of five people who begin the same task on one version, one does', async () => {
    const task = await taskOf(4);
    const replies = await Promise.all(
      Array.from({ length: 5 }, () =>
        post(tokens.ana, `/housekeeping/tasks/${task.id}/start`, { version: task.version }),
      ),
    );
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409, 409, 409, 409]);
  });

  it('are shared out among attendants, given by hand, and added by hand', async () => {
    const shared = await post(tokens.manager, '/housekeeping/assign', {
      ...outlet(),
      attendant_ids: [ids.ana, ids.bea],
    });
    expect(shared.status).toBe(200);
    const minutes = shared.body.data.attendants.map((one: any) => one.minutes);
    expect(Math.abs(minutes[0] - minutes[1])).toBeLessThanOrEqual(35);
    const open = (await board()).rooms
      .flatMap((room: any) => room.tasks)
      .filter((task: any) => task.status !== 'SKIPPED');
    expect(open.filter((task: any) => task.attendant_id === null && task.status === 'OPEN')).toEqual([]);
    expect(
      (await post(tokens.manager, '/housekeeping/assign', { ...outlet(), attendant_ids: [ids.ana, ids.bea] })).body.data
        .assigned,
    ).toBe(0);

    const task = await taskOf(5);
    const given = await send(house, tokens.manager, 'PATCH', `/housekeeping/tasks/${task.id}`, {
      attendant_id: ids.bea,
      version: task.version,
    });
    expect(given.body.data).toMatchObject({ attendant_id: ids.bea, attendant_name: 'bea' });
    const again = await send(house, tokens.manager, 'PATCH', `/housekeeping/tasks/${task.id}`, {
      note: 'x',
      version: task.version,
    });
    expect(again.body.error.code).toBe('STALE_VERSION');
    const nobody = await send(house, tokens.manager, 'PATCH', `/housekeeping/tasks/${task.id}`, {
      attendant_id: newId(),
    });
    expect(nobody.body.error.details.fields[0].field).toBe('attendant_id');
    const cook = await post(tokens.manager, '/housekeeping/assign', { ...outlet(), attendant_ids: [ids.chef] });
    expect([cook.status, cook.body.error.details.fields[0].field]).toEqual([422, 'attendant_ids']);

    const deep = await post(tokens.manager, '/housekeeping/tasks', {
      room_id: rooms[8]!.id,
      kind: 'DEEP_CLEAN',
      attendant_id: ids.ana,
    });
    expect([deep.status, deep.body.data.minutes, deep.body.data.is_planned]).toEqual([201, 90, false]);
    const twice = await post(tokens.manager, '/housekeeping/tasks', { room_id: rooms[8]!.id, kind: 'DEEP_CLEAN' });
    expect([twice.status, twice.body.error.code]).toEqual([409, 'DUPLICATE']);
    expect((await post(tokens.manager, '/housekeeping/plan', outlet())).body.data.removed).toBe(0);
    const mine = await send(
      house,
      tokens.ana,
      'GET',
      `/housekeeping/tasks?attendant_id=${ids.ana}&business_date=2026-06-15`,
    );
    expect(mine.body.data.every((one: any) => one.attendant_id === ids.ana)).toBe(true);
    expect(mine.body.data.length).toBeGreaterThan(1);
  });

  it('are inspected many at a time, all rooms or none', async () => {
    const pick = [rooms[6]!.id, rooms[7]!.id];
    const dirty = await post(tokens.manager, '/housekeeping/inspections', {
      ...outlet(),
      room_ids: [...pick, rooms[0]!.id],
    });
    expect([dirty.status, dirty.body.error.code]).toEqual([409, 'ILLEGAL_TRANSITION']);
    expect((await onBoard(6)).housekeeping_status).toBe('CLEAN');
    expect(
      (await post(tokens.manager, '/housekeeping/inspections', { ...outlet(), room_ids: pick })).body.data,
    ).toEqual({ inspected: 2 });
    expect((await onBoard(6)).housekeeping_status).toBe('INSPECTED');
    expect((await post(tokens.manager, '/housekeeping/inspections', { ...outlet(), room_ids: [newId()] })).status).toBe(
      422,
    );
  });

  it('A1 A2 are for those who work there', async () => {
    const { id } = await taskOf(0);
    expect((await post(null, '/housekeeping/plan', outlet())).status).toBe(401);
    for (const [path, body] of [
      ['/housekeeping/plan', outlet()],
      ['/housekeeping/assign', { ...outlet(), attendant_ids: [ids.ana] }],
      ['/housekeeping/inspections', { ...outlet(), room_ids: [rooms[0]!.id] }],
      ['/housekeeping/tasks', { room_id: rooms[0]!.id, kind: 'DEEP_CLEAN' }],
      [`/housekeeping/tasks/${id}/fail`, { reason: 'x' }],
    ] as const) {
      expect([path, (await post(tokens.ana, path, body)).status]).toEqual([path, 403]);
      expect([path, (await post(tokens.elsewhere, path, body)).status]).toEqual([path, 403]);
      expect([path, (await post(tokens.stranger, path, body)).status]).toEqual([path, 404]);
    }
    for (const verb of ['start', 'pause', 'finish', 'reopen']) {
      expect((await post(tokens.chef, `/housekeeping/tasks/${id}/${verb}`)).status).toBe(403);
      expect((await post(tokens.elsewhere, `/housekeeping/tasks/${id}/${verb}`)).status).toBe(403);
      expect((await post(tokens.stranger, `/housekeeping/tasks/${id}/${verb}`)).status).toBe(404);
    }
    expect((await send(house, tokens.stranger, 'GET', `/housekeeping/tasks/${id}`)).status).toBe(404);
    expect(
      (await send(house, tokens.elsewhere, 'GET', `/housekeeping/board?outlet_id=${tenant.hotel_id}`)).status,
    ).toBe(403);
    const cafe = await post(tokens.elsewhere, '/housekeeping/plan', { outlet_id: tenant.restaurant_id });
    expect([cafe.status, cafe.body.error.details.fields[0].field]).toEqual([400, 'outlet_id']);
  });
});

describe('how a house cleans', () => {
  it('has the usual settings until it says otherwise, and counts the minutes it says', async () => {
    const path = `/housekeeping/settings?outlet_id=${tenant.hotel_id}`;
    const usual = (await send(house, tokens.manager, 'GET', path)).body.data;
    expect(usual).toMatchObject({ linen_every_nights: 3, inspects: true, version: 0 });
    expect(usual.credits).toHaveLength(6);
    const change = (token: string | null, body: object) =>
      send(house, token, 'PATCH', `/housekeeping/settings/${tenant.hotel_id}`, body);
    const saved = await change(tokens.manager, {
      linen_every_nights: 2,
      credits: [{ room_type_id: rooms[0]!.room_type_id, kind: 'VACANT', minutes: 55 }],
      version: 0,
    });
    expect(saved.body.data).toMatchObject({ linen_every_nights: 2, turn_down_for: 'ON_REQUEST', version: 1 });
    await house.admin.query(`update rooms.rooms set housekeeping_status = 'DIRTY' where id = $1`, [rooms[9]!.id]);
    await post(tokens.manager, '/housekeeping/plan', outlet());
    expect((await taskOf(9)).minutes).toBe(55);
    expect((await change(tokens.manager, { inspects: false, version: 0 })).body.error.code).toBe('STALE_VERSION');
    const twice = { room_type_id: null, kind: 'LINEN', minutes: 1 };
    expect((await change(tokens.manager, { credits: [twice, twice] })).body.error.details.fields[0].field).toBe(
      'credits',
    );
    expect((await change(tokens.manager, { linen_every_nights: 0 })).status).toBe(400);
    expect([
      (await change(null, {})).status,
      (await change(tokens.ana, {})).status,
      (await change(tokens.stranger, {})).status,
    ]).toEqual([401, 403, 404]);
  });
});
