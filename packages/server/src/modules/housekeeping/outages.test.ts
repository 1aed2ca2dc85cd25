import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { addDays } from '../../platform/clock.ts';
import { DomainError } from '../../platform/errors.ts';
import { miscountedNights } from '../reservations/testing.ts';
import { findRoom, outOfServiceOf } from '../rooms/index.ts';
import { changeOutage } from './commands/change-outage.ts';
import { lockOutage, returnRoom, takeRoomOut } from './index.ts';
import { miscountedOutages, openHotel, putStay } from './testing.ts';

let house: TestHouse;
let tenant: TestTenant;
const tokens = {} as Record<'manager' | 'housekeeper' | 'elsewhere' | 'stranger', string>;
let serial = 0;

beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const other = await house.createTenant('Other');
  const at = (role: 'MANAGER' | 'HOUSEKEEPER', scope_id: string) => [{ role, scope: 'OUTLET' as const, scope_id }];
  tokens.manager = (await createUser(house, tenant, at('MANAGER', tenant.hotel_id))).token;
  tokens.housekeeper = (await createUser(house, tenant, at('HOUSEKEEPER', tenant.hotel_id))).token;
  tokens.elsewhere = (await createUser(house, tenant, at('MANAGER', tenant.restaurant_id))).token;
  tokens.stranger = (await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }])).token;
});
afterAll(() => house.stop());

const openType = (rooms: number) =>
  tenant.act((tx) =>
    openHotel(tx, tenant.hotel_id, {
      code: `T${(serial += 1)}`,
      rooms,
      start_date: '2026-06-01',
      end_date: '2026-08-01',
    }),
  );
const nights = { start_date: '2026-06-20', end_date: '2026-06-23' };
const takeOut = (room_id: string, more: object = {}, token: string | null = tokens.manager) =>
  send(house, token, 'POST', '/outages', { room_id, kind: 'OUT_OF_ORDER', reason: 'Burst pipe', ...nights, ...more });
const book = (room_type_id: string, quantity = 1, stay: object = nights) =>
  send(house, tokens.manager, 'POST', '/reservations', { room_type_id, ...stay, quantity, guest: { name: 'Guest' } });
const outOfOrder = async (room_type_id: string) =>
  (
    await house.admin.query(
      `select date::text as date, out_of_order as n from rooms.inventory_days where room_type_id = $1 and out_of_order > 0 order by date`,
      [room_type_id],
    )
  ).rows.map((row) => [row.date, row.n]);

describe('a room out of order', () => {
  it('R5 takes a unit off the market on its nights, and they come back exactly, early or late', async () => {
    const { type, rooms } = await openType(2);
    const made = await takeOut(rooms[0]!.id);
    expect([made.status, made.body.data.status, made.body.data.displaced]).toEqual([201, 'PLANNED', []]);
    expect(await outOfOrder(type.id)).toEqual([
      ['2026-06-20', 1],
      ['2026-06-21', 1],
      ['2026-06-22', 1],
    ]);
    expect((await book(type.id, 2)).body.error.code).toBe('SOLD_OUT');

    const change = (body: object) => send(house, tokens.manager, 'PATCH', `/outages/${made.body.data.id}`, body);
    expect((await change({ end_date: '2026-06-25', version: 1 })).body.data).toMatchObject({
      end_date: '2026-06-25',
      version: 2,
    });
    expect(await outOfOrder(type.id)).toHaveLength(5);
    expect((await change({ end_date: '2026-06-21' })).body.data.end_date).toBe('2026-06-21');
    expect(await outOfOrder(type.id)).toEqual([['2026-06-20', 1]]);
    expect((await change({ end_date: '2026-06-20' })).body.error.details.fields[0].field).toBe('end_date');
    expect((await change({ reason: 'x', version: 1 })).body.error.code).toBe('STALE_VERSION');

    const back = () => send(house, tokens.manager, 'POST', `/outages/${made.body.data.id}/return`);
    expect((await back()).body.data.status).toBe('CANCELLED');
    expect((await back()).body.data).toMatchObject({ status: 'CANCELLED', version: 4 });
    expect(await outOfOrder(type.id)).toEqual([]);
    expect((await change({ end_date: '2026-06-30' })).body.error.details.rule).toBe('OUTAGE_ENDED');
    expect(await miscountedOutages(house.admin)).toEqual([]);
  });

  it('that is brought back early keeps the nights that were lost, and is dirty', async () => {
    const { type, rooms } = await openType(1);
    const outage = await takeOut(rooms[0]!.id, { start_date: '2026-06-15', end_date: '2026-06-30' });
    expect(outage.body.data.status).toBe('CURRENT');
    await house.admin.query(`update outlets.outlets set business_date = '2026-06-18' where id = $1`, [tenant.hotel_id]);
    const back = await send(house, tokens.manager, 'POST', `/outages/${outage.body.data.id}/return`, { version: 1 });
    await house.admin.query(`update outlets.outlets set business_date = '2026-06-15' where id = $1`, [tenant.hotel_id]);
    expect(back.body.data).toMatchObject({ end_date: '2026-06-18', planned_end_date: '2026-06-30' });
    expect((await outOfOrder(type.id)).map(([date]) => date)).toEqual(['2026-06-15', '2026-06-16', '2026-06-17']);
    expect((await tenant.act((tx) => findRoom(tx, rooms[0]!.id)))!.housekeeping_status).toBe('DIRTY');
    expect((await book(type.id, 1, { start_date: '2026-06-18', end_date: '2026-06-20' })).status).toBe(201);
  });

  it('R11 R12 names the stays that are in the way or refuses; told to, it takes them out of the room and leaves them booked', async () => {
    const { type, rooms } = await openType(2);
    const room = rooms[0]!;
    const reservation = await tenant.act((tx) =>
      putStay(tx, house.admin, room, { status: 'CONFIRMED', ...nights, guest_name: 'Ida Moss' }),
    );
    const refused = await takeOut(room.id);
    expect([refused.status, refused.body.error.code]).toEqual([409, 'ROOM_TAKEN']);
    expect(refused.body.error.details.displaced).toMatchObject([
      { reservation_id: reservation, guest_name: 'Ida Moss', ...nights },
    ]);
    const asked = await send(house, tokens.manager, 'POST', '/outages/check', {
      room_id: room.id,
      kind: 'OUT_OF_ORDER',
      ...nights,
    });
    expect(asked.body.data).toMatchObject({ displaced: [{ reservation_id: reservation }], oversold_dates: [] });
    const taken = await takeOut(room.id, { displace: true });
    expect([taken.status, taken.body.data.displaced]).toMatchObject([
      201,
      [{ reservation_id: reservation, guest_name: 'Ida Moss' }],
    ]);
    const { rows } = await house.admin.query('select room_id, status from reservations.reservations where id = $1', [
      reservation,
    ]);
    expect(rows).toEqual([{ room_id: null, status: 'CONFIRMED' }]);
    const { rows: told } = await house.admin.query(
      `select data from platform.events where type = 'room.outage_changed' and aggregate_id = $1`,
      [taken.body.data.id],
    );
    expect(told[0].data.displaced).toMatchObject([{ reservation_id: reservation }]);
    expect(JSON.stringify(told[0].data)).not.toContain('Ida');
    expect(await outOfOrder(type.id)).toHaveLength(3);
  });

  it('R11 leaves guests where they are who sleep in the room or were promised it, and names them', async () => {
    const { rooms } = await openType(2);
    const stays = { start_date: '2026-06-14', end_date: '2026-06-18' };
    await tenant.act((tx) =>
      putStay(tx, house.admin, rooms[0]!, { status: 'IN_HOUSE', ...stays, guest_name: 'Sleeps Here' }),
    );
    await tenant.act((tx) =>
      putStay(tx, house.admin, rooms[1]!, {
        status: 'CONFIRMED',
        ...nights,
        guest_name: 'Was Promised',
        is_room_locked: true,
      }),
    );
    const inside = await takeOut(rooms[0]!.id, { start_date: '2026-06-16', end_date: '2026-06-18', displace: true });
    expect([inside.body.error.code, inside.body.error.message]).toEqual([
      'ROOM_TAKEN',
      expect.stringContaining('Sleeps Here'),
    ]);
    const promised = await takeOut(rooms[1]!.id, { displace: true });
    expect(promised.body.error.details).toMatchObject({
      rule: 'STAYS_CANNOT_MOVE',
      displaced: [{ guest_name: 'Was Promised' }],
    });
  });

  it('R1 R12 refuses to take a unit that somebody bought, naming every night', async () => {
    const { type, rooms } = await openType(2);
    expect((await book(type.id, 2, { start_date: '2026-06-21', end_date: '2026-06-23' })).status).toBe(201);
    const refused = await takeOut(rooms[0]!.id);
    expect([refused.status, refused.body.error.code]).toEqual([409, 'SOLD_OUT']);
    expect(refused.body.error.details).toMatchObject({
      rule: 'TYPE_OVERSOLD',
      date: '2026-06-21',
      dates: ['2026-06-21', '2026-06-22'],
    });
    expect(await outOfOrder(type.id)).toEqual([]);
  });

  it('R6 takes no stay, and no second outage', async () => {
    const { type, rooms } = await openType(2);
    await takeOut(rooms[0]!.id);
    expect((await takeOut(rooms[0]!.id, { start_date: '2026-06-22', end_date: '2026-06-24' })).body.error.code).toBe(
      'ROOM_TAKEN',
    );
    expect((await takeOut(rooms[0]!.id, { start_date: '2026-06-23', end_date: '2026-06-24' })).status).toBe(201);
    const booked = await book(type.id);
    const reservation = booked.body.data.reservations[0].id;
    const assigned = await send(house, tokens.manager, 'POST', `/stays/${reservation}/assign-room`, {
      room_id: rooms[0]!.id,
    });
    expect(assigned.body.error.code).toBe('ROOM_TAKEN');
  });

  it('out of service stays on sale and warns', async () => {
    const { type, rooms } = await openType(1);
    const marked = await takeOut(rooms[0]!.id, { kind: 'OUT_OF_SERVICE', reason: 'A stain' });
    expect(marked.status).toBe(201);
    expect(await outOfOrder(type.id)).toEqual([]);
    expect((await book(type.id)).status).toBe(201);
    const warned = () => tenant.act((tx) => outOfServiceOf(tx, tenant.hotel_id, '2026-06-22', '2026-06-23'));
    expect(await warned()).toContainEqual(expect.objectContaining({ room_id: rooms[0]!.id, reason: 'A stain' }));
    await send(house, tokens.manager, 'PATCH', `/outages/${marked.body.data.id}`, { end_date: '2026-06-22' });
    expect((await warned()).map((one) => one.room_id)).not.toContain(rooms[0]!.id);
  });

  it('A1 A2 is declared by those who manage there, and asked for in so many words', async () => {
    const { rooms } = await openType(1);
    const room_id = rooms[0]!.id;
    expect((await takeOut(room_id, {}, null)).status).toBe(401);
    expect((await takeOut(room_id, {}, tokens.housekeeper)).status).toBe(403);
    expect((await takeOut(room_id, {}, tokens.elsewhere)).status).toBe(403);
    expect((await takeOut(room_id, {}, tokens.stranger)).status).toBe(404);
    const field = async (body: object) => JSON.stringify((await takeOut(room_id, body)).body.error.details);
    expect(await field({ reason: ' ' })).toContain('reason');
    expect(await field({ end_date: '2026-06-20' })).toContain('end_date');
    expect(await field({ start_date: '2026-06-14' })).toContain('start_date');
    expect(await field({ start_date: '2026-07-30', end_date: '2026-08-05' })).toContain('2026-08-01');
    const { id } = (await takeOut(room_id)).body.data;
    for (const [method, path] of [
      ['PATCH', `/outages/${id}`],
      ['POST', `/outages/${id}/return`],
    ] as const) {
      expect((await send(house, null, method, path, {})).status).toBe(401);
      expect((await send(house, tokens.housekeeper, method, path, {})).status).toBe(403);
      expect((await send(house, tokens.stranger, method, path, {})).status).toBe(404);
    }
    expect((await send(house, tokens.housekeeper, 'GET', `/outages/${id}`)).status).toBe(403);
    expect((await send(house, tokens.stranger, 'GET', `/outages/${id}`)).status).toBe(404);
    const listed = await send(
      house,
      tokens.manager,
      'GET',
      `/outages?outlet_id=${tenant.hotel_id}&room_id=${room_id}&status=PLANNED`,
    );
    expect(listed.body.data.map((one: any) => one.id)).toEqual([id]);
  });

  it('R1 R5 R6 after any sequence of outages, changes, returns and bookings the counters equal a recount', async () => {
    const { type, rooms } = await openType(3);
    const act = fc.record({
      what: fc.constantFrom('take', 'take', 'move', 'return', 'book', 'cancel'),
      room: fc.nat(2),
      start: fc.nat(9),
      length: fc.integer({ min: 1, max: 5 }),
      pick: fc.nat(20),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 15 }), async (acts) => {
        const [outages, bookings]: [string[], string[]] = [[], []];
        for (const { what, room, start, length, pick } of acts) {
          const range = { start_date: addDays('2026-06-20', start), end_date: addDays('2026-06-20', start + length) };
          const outage = outages[pick % Math.max(1, outages.length)];
          const booking = bookings[pick % Math.max(1, bookings.length)];
          await tenant
            .act(async (tx) => {
              if (what === 'take')
                outages.push(
                  (
                    await takeRoomOut(tx, (await findRoom(tx, rooms[room]!.id))!, {
                      kind: 'OUT_OF_ORDER',
                      reason: 'x',
                      ...range,
                    })
                  ).id,
                );
              else if (what === 'move' && outage)
                await changeOutage(tx, (await lockOutage(tx, outage))!, { end_date: range.end_date });
              else if (what === 'return' && outage) await returnRoom(tx, (await lockOutage(tx, outage))!);
            })
            .catch((error: unknown) => {
              if (!(error instanceof DomainError)) throw error;
            });
          if (what === 'book') {
            const reply = await book(type.id, 1, range);
            if (reply.status === 201) bookings.push(reply.body.data.id);
          }
          if (what === 'cancel' && booking)
            await send(house, tokens.manager, 'POST', `/reservations/${booking}/cancel`);
        }
        expect(await miscountedOutages(house.admin)).toEqual([]);
        expect(await miscountedNights(house.admin)).toEqual([]);
        const { rows } = await house.admin.query(
          'select 1 from rooms.inventory_days where held + sold + blocked + out_of_order > physical + sell_limit',
        );
        expect(rows).toEqual([]);
        for (const id of outages) await tenant.act(async (tx) => returnRoom(tx, (await lockOutage(tx, id))!));
        expect(await outOfOrder(type.id)).toEqual([]);
        for (const id of bookings) await send(house, tokens.manager, 'POST', `/reservations/${id}/cancel`);
      }),
      { numRuns: 12 },
    );
  });
});
