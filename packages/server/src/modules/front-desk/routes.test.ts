import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../../platform/ids.ts';
import { miscountedNights, openRoomType } from '../reservations/testing.ts';
import { bookStay, misplacedGuests, openRooms } from '../reservations/stays/testing.ts';

let house: TestHouse;
let tenant: TestTenant;
let desk: string;
let elsewhere: string;
let housekeeper: string;
let stranger: string;
let type: { id: string; outlet_id: string; code: string };
let rooms: { id: string; number: string }[];
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const other = await house.createTenant('Other');
  const as = async (role: 'STAFF' | 'HOUSEKEEPER' | 'MANAGER', outlet_id: string) =>
    (await createUser(house, tenant, [{ role, scope: 'OUTLET', scope_id: outlet_id }])).token;
  desk = await as('STAFF', tenant.hotel_id);
  elsewhere = await as('MANAGER', tenant.restaurant_id);
  housekeeper = await as('HOUSEKEEPER', tenant.hotel_id);
  ({ token: stranger } = await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }]));
  await tenant.act(async (tx) => {
    type = await openRoomType(tx, tenant.hotel_id, {
      code: 'DBL',
      units: 8,
      start_date: '2026-06-10',
      end_date: '2026-07-20',
      price_minor: 10_000,
    });
    rooms = await openRooms(tx, type, ['101', '102', '103', '104', '105', '106', '107', '108']);
  });
});
afterAll(() => house.stop());

const get = (path: string, token: string | null = desk) => send(house, token, 'GET', path);
const post = (path: string, body?: object, token: string | null = desk) => send(house, token, 'POST', path, body);
const at = (path: string, more = '') => `${path}?outlet_id=${tenant.hotel_id}${more}`;
const book = (from: string, to: string, quantity = 1) => tenant.act((tx) => bookStay(tx, type.id, from, to, quantity));
const fieldOf = (answer: { status: number; body: any }) => [
  answer.status,
  answer.body.error.details?.fields?.[0]?.field,
];
const strokes = [[[10, 10], [200, 90]], [[300, 40], [500, 380]]]; // prettier-ignore

describe('the tape chart', () => {
  it('shows rooms, stretches, who has no room yet, and how the house stands', async () => {
    const stay = await book('2026-07-01', '2026-07-04');
    const open = await book('2026-07-02', '2026-07-03');
    expect((await post(`/stays/${stay.id}/assign-room`, { room_id: rooms[0]!.id })).status).toBe(200);
    const { status, body } = await get(at('/reservations/chart', '&from=2026-07-01&to=2026-07-08'));
    expect(status).toBe(200);
    expect(body.data.rooms.map((room: { number: string }) => room.number)).toEqual(rooms.map((room) => room.number));
    expect(body.data.room_types).toEqual([expect.objectContaining({ code: 'DBL' })]);
    const shown = body.data.stays.find((each: { id: string }) => each.id === stay.id);
    expect(shown.stretches).toEqual([{ room_id: rooms[0]!.id, start_date: '2026-07-01', end_date: '2026-07-04' }]);
    expect(body.data.stays.find((each: { id: string }) => each.id === open.id).stretches).toEqual([]);
    expect(body.data.house.slice(0, 4)).toEqual([
      { date: '2026-07-01', arrivals: 1, departures: 0, in_house: 1, available: 7, occupancy_bp: 1250 },
      { date: '2026-07-02', arrivals: 1, departures: 0, in_house: 2, available: 6, occupancy_bp: 2500 },
      { date: '2026-07-03', arrivals: 0, departures: 1, in_house: 1, available: 7, occupancy_bp: 1250 },
      { date: '2026-07-04', arrivals: 0, departures: 1, in_house: 0, available: 8, occupancy_bp: 0 },
    ]);
  });

  it('refuses a stretch that is no stretch, naming the field', async () => {
    expect(fieldOf(await get(at('/reservations/chart', '&from=2026-07-08&to=2026-07-01')))).toEqual([400, 'to']);
    expect(fieldOf(await get(at('/reservations/chart', '&from=2026-07-08&to=2026-12-01')))).toEqual([400, 'to']);
    expect((await get('/reservations/chart?from=2026-07-01&to=2026-07-08')).status).toBe(400);
  });
});

describe('the boards', () => {
  it('say who comes, who is late, whose room is ready; and leave out whom the filters do', async () => {
    const today = await book('2026-06-15', '2026-06-17');
    await post(`/stays/${today.id}/assign-room`, { room_id: rooms[1]!.id });
    const none = await book('2026-06-15', '2026-06-16');
    const board = (await get(at('/front-desk/arrivals'))).body.data;
    const row = (id: string) => board.stays.find((each: { id: string }) => each.id === id);
    expect(row(today.id)).toMatchObject({ room_number: '102', readiness: 'READY', balance_minor: 0, is_late: false });
    expect(row(none.id)).toMatchObject({ room_number: null, readiness: 'NO_ROOM' });
    expect(board.counts).toMatchObject({ due: 2, done: 0, unassigned: 1 });
    const found = (await get(at('/front-desk/arrivals', '&q=102'))).body.data;
    expect(found.stays.map((each: { id: string }) => each.id)).toEqual([today.id]);
    expect(found.counts.due).toBe(2);
    const assigned = (await get(at('/front-desk/arrivals', '&is_assigned=false'))).body.data;
    expect(assigned.stays.map((each: { id: string }) => each.id)).toEqual([none.id]);
    for (const id of [today.id, none.id]) expect((await post(`/stays/${id}/cancel`)).status).toBe(200);
  });

  it('A1 A2 are closed to other roles, other outlets and other tenants', async () => {
    for (const path of ['arrivals', 'departures', 'in-house'].map((board) => at(`/front-desk/${board}`))) {
      expect((await get(path)).status).toBe(200);
      expect((await get(path, null)).status).toBe(401);
      expect((await get(path, housekeeper)).status).toBe(403);
      expect((await get(path, elsewhere)).status).toBe(403);
      expect((await get(path, stranger)).status).toBe(404);
    }
    expect(fieldOf(await get(at('/front-desk/arrivals', '&state=SOMETIMES')))).toEqual([400, 'state']);
    const chart = at('/reservations/chart', '&from=2026-07-01&to=2026-07-08');
    for (const [token, status] of [
      [null, 401],
      [housekeeper, 403],
      [elsewhere, 403],
      [stranger, 404],
    ] as const)
      // prettier-ignore
      expect((await get(chart, token)).status).toBe(status);
  });
});

describe('checking in', () => {
  it('R4 keeps the card, gives the room, charges the fee and takes the deposit in one act, or nothing of it', async () => {
    const stay = await book('2026-06-15', '2026-06-18');
    const seen = (await get(`/front-desk/stays/${stay.id}`)).body.data;
    expect(seen.rooms[0]).toMatchObject({ is_free: true });
    const card = {
      guest_name: 'Ana Lima',
      nationality: 'PT',
      document_type: 'PASSPORT',
      document_number: 'X123',
      document_expires_on: '2030-01-01',
      signature: strokes,
      key_packets: 2,
    };
    const refused = await post(`/front-desk/stays/${stay.id}/check-in`, {
      card,
      room_id: newId(),
      payment: { method: 'CARD', amount_minor: 5_000 },
    });
    expect(fieldOf(refused)).toEqual([422, 'room_id']);
    expect((await get(`/front-desk/stays/${stay.id}`)).body.data.card).toBeNull();
    const done = await post(`/front-desk/stays/${stay.id}/check-in`, {
      card,
      room_id: rooms[2]!.id,
      early_fee_minor: 2_000,
      payment: { method: 'CARD', amount_minor: 5_000, reference: 'T-1' },
    });
    expect(done.status).toBe(200);
    expect(done.body.data.stay).toMatchObject({ status: 'IN_HOUSE', room_number: '103', balance_minor: -3_000 });
    expect(done.body.data.card).toMatchObject({ key_packets: 2, document_number: 'X123', signature: strokes });
    expect(done.body.data.guest).toMatchObject({ document_number: 'X123', nationality: 'PT' });
    const pdf = await get(`/front-desk/stays/${stay.id}/registration-card/pdf`);
    expect([pdf.status, pdf.headers['content-type'], String(pdf.body).slice(0, 5)]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ]);
  });

  it('E5 refuses a stay that somebody changed meanwhile', async () => {
    const stay = await book('2026-06-15', '2026-06-16');
    const answer = await post(`/front-desk/stays/${stay.id}/check-in`, { version: 9, room_id: rooms[3]!.id });
    expect([answer.status, answer.body.error.code]).toEqual([409, 'STALE_VERSION']);
    await post(`/stays/${stay.id}/cancel`);
  });

  it('A1 A2 is closed to others, and says which field is wrong', async () => {
    const stay = await book('2026-06-15', '2026-06-16');
    const paths = [`/front-desk/stays/${stay.id}/check-in`, `/front-desk/stays/${stay.id}/check-out`];
    for (const path of paths) {
      for (const [token, status] of [
        [null, 401],
        [housekeeper, 403],
        [elsewhere, 403],
        [stranger, 404],
      ] as const)
        // prettier-ignore
        expect((await post(path, {}, token)).status, path).toBe(status);
      expect((await post(path, { nonsense: 1 })).status).toBe(400);
    }
    const card = `/front-desk/stays/${stay.id}/registration-card`;
    const put = (body: object, token: string | null = desk) => send(house, token, 'PUT', card, body);
    expect(fieldOf(await put({ guest_name: 'A', document_expires_on: '2020-01-01' }))).toEqual([
      400,
      'document_expires_on',
    ]);
    expect(fieldOf(await put({ guest_name: 'A', birth_date: '2030-01-01' }))).toEqual([400, 'birth_date']);
    expect((await put({ guest_name: 'A' })).status).toBe(200);
    for (const [token, status] of [
      [null, 401],
      [housekeeper, 403],
      [elsewhere, 403],
      [stranger, 404],
    ] as const) {
      // prettier-ignore
      expect((await put({ guest_name: 'A' }, token)).status).toBe(status);
      expect((await get(`${card}/pdf`, token)).status).toBe(status);
      expect((await get(`/front-desk/stays/${stay.id}`, token)).status).toBe(status);
    }
    await post(`/stays/${stay.id}/cancel`);
  });
});

describe('a walk-in', () => {
  it('is booked, roomed and in house in one act; without a room a clean free one is chosen', async () => {
    const done = await post('/front-desk/walk-in', {
      room_type_id: type.id,
      end_date: '2026-06-16',
      guest: { name: 'Walk In' },
    });
    expect([done.status, done.body.data.stay.status]).toEqual([201, 'IN_HOUSE']);
    expect(done.body.data.stay.room_number).toMatch(/^10\d$/);
    expect(await misplacedGuests(house.admin)).toEqual([]);
    expect(await miscountedNights(house.admin)).toEqual([]);
  });

  it('A1 A2 is closed to others, and says which field is wrong', async () => {
    const body = { room_type_id: type.id, end_date: '2026-06-16', guest: { name: 'X' } };
    for (const [token, status] of [
      [null, 401],
      [housekeeper, 403],
      [elsewhere, 403],
      [stranger, 404],
    ] as const)
      // prettier-ignore
      expect((await post('/front-desk/walk-in', body, token)).status).toBe(status);
    expect(fieldOf(await post('/front-desk/walk-in', { ...body, end_date: '2026-06-15' }))).toEqual([400, 'end_date']);
    expect(fieldOf(await post('/front-desk/walk-in', { ...body, guest: {} }))[0]).toBe(400);
    expect((await post('/front-desk/walk-in', { ...body, override_restrictions: true })).status).toBe(403);
  });
});

describe('checking out', () => {
  it('says what is due, then takes it, issues the invoice and lets the guest go', async () => {
    const stay = await book('2026-06-15', '2026-06-16');
    await post(`/front-desk/stays/${stay.id}/check-in`, { room_id: rooms[5]!.id });
    const path = `/front-desk/stays/${stay.id}/check-out`;
    const due = await post(path, { late_fee_minor: 1_500 });
    expect([due.status, due.body.error.code, due.body.error.details.balance_minor]).toEqual([
      409,
      'BALANCE_DUE',
      1_500,
    ]);
    const done = await post(path, {
      late_fee_minor: 1_500,
      payment: { method: 'CARD', amount_minor: 1_500 },
      invoice: true,
    });
    expect(done.status).toBe(200);
    expect(done.body.data).toMatchObject({ stay: { status: 'CHECKED_OUT' }, invoice_number: expect.any(Number) });
    const room = (await get(`/rooms/${rooms[5]!.id}`)).body.data;
    expect(room.housekeeping_status).toBe('DIRTY');
  });
});

describe('rooms given out by rule', () => {
  it('R6 R7 are shown first and given then; who has a room keeps it, and no counter moves', async () => {
    const [one, two] = [await book('2026-07-10', '2026-07-12'), await book('2026-07-11', '2026-07-14')];
    await post(`/stays/${one.id}/assign-room`, { room_id: rooms[0]!.id });
    const wish = { outlet_id: tenant.hotel_id, from: '2026-07-10', to: '2026-07-20' };
    const shown = (await post('/front-desk/auto-assign', { ...wish, dry_run: true })).body.data;
    expect(shown).toMatchObject({ is_dry_run: true, assigned: [{ reservation_id: two.id }], left: [] });
    expect((await get(`/stays/${two.id}`)).body.data.room_id).toBeNull();
    const done = (await post('/front-desk/auto-assign', wish)).body.data;
    expect(done.assigned).toEqual(shown.assigned);
    expect((await get(`/stays/${two.id}`)).body.data).toMatchObject({ room_id: shown.assigned[0].room_id });
    expect((await get(`/stays/${one.id}`)).body.data.room_id).toBe(rooms[0]!.id);
    expect((await post('/front-desk/auto-assign', wish)).body.data.assigned).toEqual([]);
    expect(await misplacedGuests(house.admin)).toEqual([]);
    expect(await miscountedNights(house.admin)).toEqual([]);
  });

  it('keeps to the stays it was asked for, and to the guest’s wishes', async () => {
    const [one, two] = [await book('2026-07-15', '2026-07-16'), await book('2026-07-15', '2026-07-16')];
    await house.admin.query(`update rooms.rooms set view = 'RIVER' where id = $1`, [rooms[6]!.id]);
    expect((await post(`/stays/${one.id}/change`, { preferences: ['VIEW', 'BATHTUB'] })).status).toBe(200);
    const done = (await post('/front-desk/auto-assign', { outlet_id: tenant.hotel_id, reservation_ids: [one.id] })).body
      .data;
    expect(done.assigned).toEqual([
      expect.objectContaining({
        reservation_id: one.id,
        room_number: '107',
        reasons: expect.arrayContaining(['PREFERENCE']),
        preferences_met: ['VIEW'],
        preferences_missed: ['BATHTUB'],
      }),
    ]);
    expect((await get(`/stays/${two.id}`)).body.data.room_id).toBeNull();
  });

  it('R6 two desks that press at once give no room twice', async () => {
    for (let n = 0; n < 6; n += 1) await book('2026-07-17', '2026-07-19');
    const wish = { outlet_id: tenant.hotel_id, from: '2026-07-17', to: '2026-07-18' };
    const answers = await Promise.all([1, 2, 3].map(() => post('/front-desk/auto-assign', wish)));
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    expect(await misplacedGuests(house.admin)).toEqual([]);
    const chart = (await get(at('/reservations/chart', '&from=2026-07-17&to=2026-07-18'))).body.data;
    expect(chart.stays.every((stay: { stretches: unknown[] }) => stay.stretches.length === 1)).toBe(true);
  });

  it('A1 A2 are closed to others, and say which field is wrong', async () => {
    const body = { outlet_id: tenant.hotel_id };
    for (const [token, status] of [
      [null, 401],
      [housekeeper, 403],
      [elsewhere, 403],
      [stranger, 404],
    ] as const)
      // prettier-ignore
      expect((await post('/front-desk/auto-assign', body, token)).status).toBe(status);
    const answer = await post('/front-desk/auto-assign', { ...body, from: '2026-07-02', to: '2026-07-01' });
    expect(fieldOf(answer)).toEqual([400, 'to']);
  });
});

describe('what a guest signed', () => {
  it('is forgotten with the guest', async () => {
    const stay = await book('2026-07-05', '2026-07-06');
    await send(house, desk, 'PUT', `/front-desk/stays/${stay.id}/registration-card`, {
      guest_name: 'Forget Me',
      document_number: 'SECRET-1',
      signature: strokes,
    });
    expect((await post(`/stays/${stay.id}/cancel`)).status).toBe(200);
    const admin = (await createUser(house, tenant, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }])).token;
    const erased = await post(`/guests/${stay.guest_id}/erase`, { reason: 'asked for it' }, admin);
    expect(erased.status).toBe(200);
    const { rows } = await house.admin.query(
      'select guest_id, document_number, signature, guest_name from front_desk.registration_cards where reservation_id = $1',
      [stay.id],
    );
    expect(rows).toEqual([expect.objectContaining({ guest_id: null, document_number: null, signature: null })]);
    expect(rows[0].guest_name).not.toContain('Forget');
  });
});
