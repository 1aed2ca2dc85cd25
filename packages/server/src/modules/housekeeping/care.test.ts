import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../../platform/ids.ts';
import { openHotel, putStay } from './testing.ts';

let house: TestHouse;
let tenant: TestTenant;
const tokens = {} as Record<'manager' | 'ana' | 'desk' | 'chef' | 'elsewhere' | 'stranger', string>;
const ids = {} as Record<string, string>;
let rooms: Awaited<ReturnType<typeof openHotel>>['rooms'];
let room_type_id: string;

beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const other = await house.createTenant('Other');
  for (const [who, role, scope_id] of [
    ['manager', 'MANAGER', tenant.hotel_id],
    ['ana', 'HOUSEKEEPER', tenant.hotel_id],
    ['desk', 'STAFF', tenant.hotel_id],
    ['chef', 'CHEF', tenant.hotel_id],
    ['elsewhere', 'MANAGER', tenant.restaurant_id],
  ] as const) {
    const person = await createUser(house, tenant, [{ role, scope: 'OUTLET', scope_id }], who);
    tokens[who] = person.token;
    ids[who] = person.id;
  }
  tokens.stranger = (await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }])).token;
  const hotel = await tenant.act((tx) =>
    openHotel(tx, tenant.hotel_id, { code: 'C', rooms: 6, start_date: '2026-06-01', end_date: '2026-08-01' }),
  );
  rooms = hotel.rooms;
  room_type_id = hotel.type.id;
  await tenant.act((tx) =>
    putStay(tx, house.admin, rooms[0]!, {
      status: 'IN_HOUSE',
      start_date: '2026-06-13',
      end_date: '2026-06-17',
      guest_name: 'Ida Moss',
    }),
  );
});
afterAll(() => house.stop());

const post = (token: string | null, path: string, body?: unknown) => send(house, token, 'POST', path, body);
const at = () => ({ outlet_id: tenant.hotel_id });
const fieldsOf = (reply: { body: any }) => JSON.stringify(reply.body.error.details);

describe('rooms that housekeeping and desk see differently', () => {
  const tell = (token: string | null, room: number, seen: string, note?: string) =>
    post(token, '/housekeeping/discrepancies', { room_id: rooms[room]!.id, seen, ...(note && { note }) });

  it('are a skip or a sleep, told once, and settled when both agree again', async () => {
    const skip = await tell(tokens.ana, 0, 'VACANT', 'No luggage');
    expect(skip.body.data).toMatchObject({
      desk_says: 'OCCUPIED',
      discrepancy: { kind: 'SKIP', note: 'No luggage', room_number: 'C101' },
    });
    expect((await tell(tokens.ana, 0, 'VACANT')).body.data.discrepancy.id).toBe(skip.body.data.discrepancy.id);
    expect((await tell(tokens.ana, 1, 'OCCUPIED')).body.data.discrepancy.kind).toBe('SLEEP');
    expect((await tell(tokens.ana, 2, 'VACANT')).body.data).toEqual({ desk_says: 'VACANT', discrepancy: null });
    const open = async () =>
      (await send(house, tokens.desk, 'GET', `/housekeeping/discrepancies?outlet_id=${tenant.hotel_id}&is_open=true`))
        .body.data;
    expect(await open()).toHaveLength(2);
    expect((await tell(tokens.ana, 0, 'OCCUPIED')).body.data.discrepancy).toBeNull();
    expect((await open()).map((one: any) => one.kind)).toEqual(['SLEEP']);
  });

  it('are resolved with a note by the desk, once, and by nobody from elsewhere (A1, A2)', async () => {
    const { id } = (await tell(tokens.ana, 3, 'OCCUPIED')).body.data.discrepancy;
    const resolve = (token: string | null, body: object = { resolution: 'Moved from 204' }) =>
      post(token, `/housekeeping/discrepancies/${id}/resolve`, body);
    expect((await resolve(null)).status).toBe(401);
    expect((await resolve(tokens.ana)).status).toBe(403);
    expect((await resolve(tokens.elsewhere)).status).toBe(403);
    expect((await resolve(tokens.stranger)).status).toBe(404);
    expect(fieldsOf(await resolve(tokens.desk, { resolution: ' ' }))).toContain('resolution');
    expect((await resolve(tokens.desk)).body.data).toMatchObject({
      resolution: 'Moved from 204',
      resolved_by_name: 'desk',
    });
    expect((await resolve(tokens.desk)).body.error.code).toBe('CONFLICT');
    expect((await tell(null, 3, 'OCCUPIED')).status).toBe(401);
    expect((await tell(tokens.chef, 3, 'OCCUPIED')).status).toBe(403);
    expect((await tell(tokens.stranger, 3, 'OCCUPIED')).status).toBe(404);
    expect(fieldsOf(await tell(tokens.ana, 3, 'MAYBE'))).toContain('seen');
  });

  it('are one, however many people report the room at the same moment', async () => {
    const replies = await Promise.all(Array.from({ length: 6 }, () => tell(tokens.ana, 4, 'OCCUPIED')));
    expect(
      new Set(replies.filter((reply) => reply.status === 200).map((reply) => reply.body.data.discrepancy.id)).size,
    ).toBe(1);
    expect(replies.every((reply) => [200, 503].includes(reply.status))).toBe(true);
  });
});

describe('what is broken', () => {
  const fault = { category: 'PLUMBING', title: 'Tap drips' } as const;
  const open = (token: string | null, body: object = {}) =>
    post(token, '/maintenance-tickets', { ...at(), ...fault, room_id: rooms[5]!.id, ...body });
  const move = (token: string | null, id: string, status: string, more: object = {}) =>
    post(token, `/maintenance-tickets/${id}/status`, { status, ...more });
  const outOfOrder = async () =>
    (
      await house.admin.query(
        'select count(*)::int as n from rooms.inventory_days where room_type_id = $1 and out_of_order > 0',
        [room_type_id],
      )
    ).rows[0].n;

  it('is reported, taken, done and verified along its lifecycle', async () => {
    const ticket = (await open(tokens.ana, { priority: 'HIGH' })).body.data;
    expect(ticket).toMatchObject({ status: 'OPEN', room_number: 'C202', reported_by_name: 'ana', assignee_id: null });
    expect((await move(tokens.ana, ticket.id, 'IN_PROGRESS')).body.data).toMatchObject({ assignee_name: 'ana' });
    const skipped = await move(tokens.ana, ticket.id, 'VERIFIED');
    expect(skipped.status).toBe(403);
    expect((await move(tokens.manager, ticket.id, 'VERIFIED')).body.error.details).toEqual({
      from: 'IN_PROGRESS',
      to: 'VERIFIED',
      allowed: ['OPEN', 'DONE'],
    });
    expect((await move(tokens.ana, ticket.id, 'DONE', { resolution: 'New washer' })).body.data).toMatchObject({
      resolution: 'New washer',
    });
    expect((await move(tokens.manager, ticket.id, 'VERIFIED', { version: 1 })).body.error.code).toBe('STALE_VERSION');
    expect((await move(tokens.manager, ticket.id, 'VERIFIED')).body.data.verified_at).not.toBeNull();
  });

  it('R5 takes a room out of order with it, and verifying brings the room back, dirty', async () => {
    const outage = { kind: 'OUT_OF_ORDER', start_date: '2026-06-15', end_date: '2026-06-20' };
    expect((await open(tokens.ana, { outage })).status).toBe(403);
    const ticket = (await open(tokens.manager, { outage })).body.data;
    expect(ticket).toMatchObject({ outage_kind: 'OUT_OF_ORDER', outage_end_date: '2026-06-20' });
    expect(await outOfOrder()).toBe(5);
    await move(tokens.ana, ticket.id, 'DONE');
    expect(await outOfOrder()).toBe(5);
    await move(tokens.manager, ticket.id, 'VERIFIED');
    expect(await outOfOrder()).toBe(0);
    expect((await send(house, tokens.ana, 'GET', `/rooms/${rooms[5]!.id}`)).body.data.housekeeping_status).toBe(
      'DIRTY',
    );
  });

  it('R4 is not reported at all where its room cannot be taken out', async () => {
    const count = async () =>
      (await house.admin.query('select count(*)::int as n from housekeeping.tickets')).rows[0].n;
    const before = await count();
    const outage = { kind: 'OUT_OF_ORDER', start_date: '2026-06-15', end_date: '2026-06-16' };
    const refused = await open(tokens.manager, { room_id: rooms[0]!.id, outage });
    expect([refused.status, refused.body.error.code]).toEqual([409, 'ROOM_TAKEN']);
    expect(await count()).toBe(before);
  });

  it('is somewhere, given to somebody who works there, and listed by how pressing it is', async () => {
    expect(fieldsOf(await open(tokens.ana, { room_id: null }))).toContain('place');
    expect(fieldsOf(await open(tokens.ana, { room_id: newId() }))).toContain('room_id');
    expect(fieldsOf(await open(tokens.ana, { category: 'MAGIC' }))).toContain('category');
    const lobby = (await open(tokens.ana, { room_id: null, place: 'Lobby', priority: 'URGENT' })).body.data;
    expect(lobby).toMatchObject({ place: 'Lobby', room_id: null });
    const change = (token: string | null, body: object) =>
      send(house, token, 'PATCH', `/maintenance-tickets/${lobby.id}`, body);
    expect((await change(tokens.manager, { assignee_id: ids.ana, version: 1 })).body.data).toMatchObject({
      assignee_name: 'ana',
      version: 2,
    });
    expect(fieldsOf(await change(tokens.manager, { assignee_id: newId() }))).toContain('assignee_id');
    expect(fieldsOf(await change(tokens.manager, { place: '' }))).toContain('place');
    expect((await change(tokens.manager, { title: 'x', version: 1 })).body.error.code).toBe('STALE_VERSION');
    const listed = await send(
      house,
      tokens.ana,
      'GET',
      `/maintenance-tickets?outlet_id=${tenant.hotel_id}&is_open=true&sort=priority`,
    );
    expect(listed.body.data[0].id).toBe(lobby.id);
    for (const [token, status] of [
      [null, 401],
      [tokens.ana, 403],
      [tokens.elsewhere, 403],
      [tokens.stranger, 404],
    ] as const)
      expect((await change(token, { title: 'x' })).status).toBe(status);
    for (const [token, status] of [
      [null, 401],
      [tokens.chef, 403],
      [tokens.elsewhere, 403],
      [tokens.stranger, 404],
    ] as const) {
      expect((await open(token)).status).toBe(status);
      expect((await move(token, lobby.id, 'DONE')).status).toBe(status);
    }
    expect((await send(house, tokens.stranger, 'GET', `/maintenance-tickets/${lobby.id}`)).status).toBe(404);
  });
});

describe('what guests left behind', () => {
  const keep = (token: string | null, body: object = {}) =>
    post(token, '/found-items', { ...at(), description: 'Blue umbrella', place: 'Bar', ...body });

  it('is kept for as long as the house says, matched with whoever stayed there, and handed over once', async () => {
    const item = (await keep(tokens.ana, { room_id: rooms[0]!.id, place: '' })).body.data;
    expect(item).toMatchObject({
      status: 'KEPT',
      found_on: '2026-06-15',
      keep_until: '2026-09-13',
      guest_name: 'Ida Moss',
    });
    const other = await send(house, tokens.desk, 'PATCH', `/found-items/${item.id}`, {
      reservation_id: null,
      stored_at: 'Safe',
      version: 1,
    });
    expect(other.body.data).toMatchObject({ guest_name: null, stored_at: 'Safe' });
    expect(
      fieldsOf(await send(house, tokens.desk, 'PATCH', `/found-items/${item.id}`, { reservation_id: newId() })),
    ).toContain('reservation_id');
    expect(
      fieldsOf(await send(house, tokens.desk, 'PATCH', `/found-items/${item.id}`, { keep_until: '2026-06-01' })),
    ).toContain('keep_until');
    const hand = (body: object) => post(tokens.desk, `/found-items/${item.id}/return`, body);
    expect(fieldsOf(await hand({ handed_to: ' ' }))).toContain('handed_to');
    expect((await hand({ handed_to: 'Ida Moss', version: 1 })).body.error.code).toBe('STALE_VERSION');
    expect((await hand({ handed_to: 'Ida Moss' })).body.data).toMatchObject({
      status: 'RETURNED',
      handed_to: 'Ida Moss',
      closed_by_name: 'desk',
    });
    expect((await hand({ handed_to: 'Somebody' })).body.error.code).toBe('ILLEGAL_TRANSITION');
    expect(
      (await send(house, tokens.desk, 'PATCH', `/found-items/${item.id}`, { note: 'x' })).body.error.details.rule,
    ).toBe('ITEM_GONE');
  });

  it('is disposed of when its time is over, not before', async () => {
    const item = (await keep(tokens.ana)).body.data;
    const dispose = (token: string | null) => post(token, `/found-items/${item.id}/dispose`);
    expect((await dispose(tokens.ana)).status).toBe(403);
    const early = await dispose(tokens.manager);
    expect([early.status, early.body.error.details]).toEqual([422, { rule: 'STILL_KEPT', date: '2026-09-13' }]);
    await send(house, tokens.ana, 'PATCH', `/found-items/${item.id}`, { keep_until: '2026-06-15' });
    expect((await dispose(tokens.manager)).body.data.status).toBe('DISPOSED');
  });

  it('A1 A2 is the business of those who work there', async () => {
    const item = (await keep(tokens.ana)).body.data;
    expect(fieldsOf(await keep(tokens.ana, { place: ' ' }))).toContain('place');
    expect(fieldsOf(await keep(tokens.ana, { description: '' }))).toContain('description');
    for (const [token, status] of [
      [null, 401],
      [tokens.chef, 403],
      [tokens.elsewhere, 403],
      [tokens.stranger, 404],
    ] as const) {
      expect((await keep(token)).status).toBe(status);
      expect((await send(house, token, 'PATCH', `/found-items/${item.id}`, { note: 'x' })).status).toBe(status);
      expect((await post(token, `/found-items/${item.id}/return`, { handed_to: 'Me' })).status).toBe(status);
      expect((await post(token, `/found-items/${item.id}/dispose`)).status).toBe(status);
    }
    expect((await send(house, tokens.stranger, 'GET', `/found-items/${item.id}`)).status).toBe(404);
    const listed = await send(
      house,
      tokens.ana,
      'GET',
      `/found-items?outlet_id=${tenant.hotel_id}&status=KEPT&q=umbrella`,
    );
    expect(listed.body.data.map((one: any) => one.id)).toContain(item.id);
  });
});
