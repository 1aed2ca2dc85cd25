import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { miscountedOutages, openHotel } from '../../packages/server/src/modules/housekeeping/testing.ts';
import { miscountedNights } from '../../packages/server/src/modules/reservations/testing.ts';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../support/house.ts';

let house: TestHouse;
let tenant: TestTenant;
let token: string;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  ({ token } = await createUser(house, tenant, [{ role: 'MANAGER', scope: 'OUTLET', scope_id: tenant.hotel_id }]));
});
afterAll(() => house.stop());

const nights = { start_date: '2026-07-03', end_date: '2026-07-05' };
const post = (path: string, body?: object) => send(house, token, 'POST', path, body);
const openType = (code: string, rooms: number) =>
  tenant.act((tx) => openHotel(tx, tenant.hotel_id, { code, rooms, start_date: '2026-07-01', end_date: '2026-07-11' }));
const book = (room_type_id: string) => post('/reservations', { room_type_id, ...nights, guest: { name: 'A Guest' } });
const takeOut = (room_id: string, more: object = {}) =>
  post('/outages', { room_id, kind: 'OUT_OF_ORDER', reason: 'Paint', ...nights, ...more });

describe('a room goes out of order while guests come', () => {
  it('R1 R2 the last unit goes to the guest or to the painter, never to both', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { type, rooms } = await openType(`L${round}`, 1);
      const replies = await Promise.all([book(type.id), takeOut(rooms[0]!.id), book(type.id)]);
      expect(replies.filter((reply) => reply.status === 201)).toHaveLength(1);
      expect(replies.every((reply) => [201, 409, 503].includes(reply.status))).toBe(true);
    }
    expect(await miscountedNights(house.admin)).toEqual([]);
    expect(await miscountedOutages(house.admin)).toEqual([]);
  });

  it('R6 R11 a room is given to a guest or taken out, never both, and nobody is left in a room that is out of order', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { type, rooms } = await openType(`A${round}`, 2);
      const stay = (await book(type.id)).body.data.reservations[0].id;
      const room_id = rooms[0]!.id;
      const replies = await Promise.all([
        post(`/stays/${stay}/assign-room`, { room_id }),
        takeOut(room_id, { displace: round % 2 === 0 }),
      ]);
      expect(replies.every((reply) => [200, 201, 409, 503].includes(reply.status))).toBe(true);
      expect(replies.some((reply) => reply.status < 300)).toBe(true);
      const { rows } = await house.admin.query(
        `select o.kind, r.room_id = $1 as says_so from rooms.occupancies o
         left join reservations.reservations r on r.id = o.subject_id where o.room_id = $1`,
        [room_id],
      );
      expect(rows).toHaveLength(1);
      const { rows: stays } = await house.admin.query('select room_id from reservations.reservations where id = $1', [
        stay,
      ]);
      expect(stays[0].room_id === room_id).toBe(rows[0].kind === 'STAY');
    }
    expect(await miscountedOutages(house.admin)).toEqual([]);
  });

  it('R5 R8 ten people bring a room back at the same moment, and its nights come back once', async () => {
    const { rooms } = await openType('BACK', 2);
    const { id } = (await takeOut(rooms[0]!.id)).body.data;
    const replies = await Promise.all(Array.from({ length: 10 }, () => post(`/outages/${id}/return`)));
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200]));
    expect(await miscountedOutages(house.admin)).toEqual([]);
    const { rows } = await house.admin.query('select 1 from rooms.inventory_days where out_of_order < 0');
    expect(rows).toEqual([]);
  });
});
