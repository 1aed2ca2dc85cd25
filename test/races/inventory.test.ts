import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { miscountedNights, openRoomType } from '../../packages/server/src/modules/reservations/testing.ts';
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

const stay = { start_date: '2026-07-03', end_date: '2026-07-05' };
const range = { start_date: '2026-07-01', end_date: '2026-07-11' };
const book = (room_type_id: string) =>
  send(house, token, 'POST', '/reservations', { room_type_id, ...stay, guest: { name: 'A Guest' } });

describe('R1 the calendar changes while it is sold from', () => {
  it('20 parallel preloads of overlapping stretches open every night once', async () => {
    const type = await tenant.act((tx) => openRoomType(tx, tenant.hotel_id, { code: 'PRELOAD', units: 3, ...range }));
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        send(house, token, 'POST', '/inventory/preload', {
          room_type_id: type.id,
          start_date: `2026-07-${String(1 + (i % 9)).padStart(2, '0')}`,
          end_date: `2026-08-${String(1 + ((i * 7) % 20)).padStart(2, '0')}`,
        }),
      ),
    );
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200]));
    const { rows } = await house.admin.query(
      'select count(*)::int as nights, max(date)::text as last, min(physical) as least, max(physical) as most from rooms.inventory_days where room_type_id = $1',
      [type.id],
    );
    expect(rows[0]).toEqual({ nights: 50, last: '2026-08-19', least: 3, most: 3 });
    expect(replies.reduce((sum, reply) => sum + reply.body.data.added, 0)).toBe(40);
  });

  it('units are taken away while guests book: never fewer units than guests, whoever is first', async () => {
    for (let round = 0; round < 5; round += 1) {
      const type = await tenant.act((tx) =>
        openRoomType(tx, tenant.hotel_id, { code: `SHRINK${round}`, units: 12, ...range }),
      );
      const [shrunk, ...booked] = await Promise.all([
        send(house, token, 'PATCH', `/room-types/${type.id}`, { total_units: 4 }),
        ...Array.from({ length: 12 }, () => book(type.id)),
      ]);
      const sold = booked.filter((reply) => reply.status === 201).length;
      expect(booked.every((reply) => [201, 409, 503].includes(reply.status))).toBe(true);
      expect([200, 422, 503]).toContain(shrunk!.status);
      expect(sold).toBeLessThanOrEqual(shrunk!.status === 200 ? 4 : 12);
    }
    const { rows } = await house.admin.query(
      'select 1 from rooms.inventory_days where held + sold + blocked + out_of_order > physical + sell_limit',
    );
    expect(rows).toEqual([]);
    expect(await miscountedNights(house.admin)).toEqual([]);
  });

  it('E5 of two changes based on one version, one wins', async () => {
    const type = await tenant.act((tx) => openRoomType(tx, tenant.hotel_id, { code: 'VERSION', units: 3, ...range }));
    const replies = await Promise.all(
      ['One', 'Two', 'Three', 'Four'].map((name) =>
        send(house, token, 'PATCH', `/room-types/${type.id}`, { name, version: 1 }),
      ),
    );
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409, 409, 409]);
  });
});
