import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { miscountedNights, openRoomType } from '../../packages/server/src/modules/reservations/testing.ts';
import { addDays } from '../../packages/server/src/platform/clock.ts';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../support/house.ts';

let house: TestHouse;
let tenant: TestTenant;
let token: string;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  ({ token } = await createUser(house, tenant, [{ role: 'STAFF', scope: 'OUTLET', scope_id: tenant.hotel_id }]));
});
afterAll(() => house.stop());

const FIRST = '2026-07-01';
const open = (code: string, units: number, nights = 30) =>
  tenant.act((tx) =>
    openRoomType(tx, tenant.hotel_id, { code, units, start_date: FIRST, end_date: addDays(FIRST, nights) }),
  );
const book = (room_type_id: string, from: number, nights: number, quantity = 1) =>
  send(house, token, 'POST', '/reservations', {
    room_type_id,
    start_date: addDays(FIRST, from),
    end_date: addDays(FIRST, from + nights),
    quantity,
    guest: { name: 'A Guest' },
  });
const unitsOn = async (room_type_id: string, night: number): Promise<number> =>
  (
    await send(house, token, 'POST', '/inventory/check', {
      room_type_id,
      start_date: addDays(FIRST, night),
      end_date: addDays(FIRST, night + 1),
    })
  ).body.data.units;

describe('R2 more parallel requests than rooms', () => {
  it('200 requests for the last 7 rooms: exactly 7 succeed, the rest get a typed refusal', async () => {
    const type = await open('LAST7', 7);
    const replies = await Promise.all(Array.from({ length: 200 }, () => book(type.id, 3, 2)));
    const { 201: booked, SOLD_OUT: refused, BUSY: gave_up = 0 } = tally(replies);
    expect(booked).toBe(7);
    expect(refused! + gave_up).toBe(193);
    expect(await unitsOn(type.id, 3)).toBe(0);
    expect(await miscountedNights(house.admin)).toEqual([]);
  });

  it('shuffled overlapping stays never deadlock and never oversell', async () => {
    const type = await open('OVERLAP', 7);
    const stays = Array.from({ length: 200 }, (_, i) => ({
      from: (i * 7) % 11,
      nights: 1 + ((i * 5) % 9),
      quantity: 1 + (i % 3),
    }));
    const before = await deadlocks();
    const replies = await Promise.all(stays.map((stay) => book(type.id, stay.from, stay.nights, stay.quantity)));
    const { 201: booked, SOLD_OUT: refused, BUSY: gave_up = 0 } = tally(replies);
    expect(booked! + refused! + gave_up).toBe(200);
    expect(await deadlocks()).toBe(before);
    const { rows } = await house.admin.query(
      'select min(physical - sold)::int as least from rooms.inventory_days where room_type_id = $1',
      [type.id],
    );
    expect(rows[0].least).toBeGreaterThanOrEqual(0);
    expect(await miscountedNights(house.admin)).toEqual([]);
  });
});

describe('R3 contention is not "sold out"', () => {
  it('says BUSY with Retry-After while another holds the nights, and sells once they are free', async () => {
    const type = await open('HELD', 5);
    const holder = await house.admin.connect();
    await holder.query('begin');
    await holder.query('select 1 from rooms.inventory_days where room_type_id = $1 for update', [type.id]);
    const refused = await book(type.id, 0, 2);
    expect([refused.status, refused.body.error.code]).toEqual([503, 'BUSY']);
    expect(refused.headers['retry-after']).toBeDefined();
    const patient = book(type.id, 0, 2);
    await new Promise((resume) => setTimeout(resume, 40));
    await holder.query('rollback');
    holder.release();
    expect((await patient).status).toBe(201);
  });

  it('40 parallel requests for 40 rooms: none is told that the house is full', async () => {
    const type = await open('ENOUGH', 40);
    const replies = await Promise.all(Array.from({ length: 40 }, () => book(type.id, 0, 3)));
    const { 201: booked = 0, BUSY: gave_up = 0 } = tally(replies);
    expect(booked + gave_up).toBe(40);
    expect(await unitsOn(type.id, 1)).toBe(40 - booked);
  });
});

describe('R4 all nights and all rooms, or nothing', () => {
  it('leaves no trace of a stay whose last night is full', async () => {
    const type = await open('LASTNIGHT', 2);
    await book(type.id, 9, 1, 2);
    const count = async () =>
      (
        await house.admin.query(
          'select (select count(*) from reservations.bookings)::int as bookings, (select count(*) from guests.guests)::int as guests, (select count(*) from reservations.reservation_nights)::int as nights, (select count(*) from platform.events)::int as events',
        )
      ).rows[0];
    const before = await count();
    const refused = await book(type.id, 0, 10);
    expect(refused.body.error).toMatchObject({ code: 'SOLD_OUT', details: { date: addDays(FIRST, 9) } });
    expect(await count()).toEqual(before);
    expect(await unitsOn(type.id, 0)).toBe(2);
  });
});

describe('R8 cancelling twice is cancelling once', () => {
  it('20 parallel cancellations give the nights back once', async () => {
    const type = await open('CANCEL', 3);
    const {
      body: { data: booking },
    } = await book(type.id, 0, 4, 2);
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => send(house, token, 'POST', `/reservations/${booking.id}/cancel`, {})),
    );
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200]));
    expect(await unitsOn(type.id, 0)).toBe(3);
    const { rows } = await house.admin.query(
      `select count(*)::int as told from platform.events where type = 'reservation.cancelled' and aggregate_id = $1`,
      [booking.id],
    );
    expect(rows[0].told).toBe(1);
  });
});

describe('R5 after any sequence of bookings and cancellations the counters equal a recount', () => {
  const step = fc.oneof(
    fc.record({
      act: fc.constant('book' as const),
      from: fc.nat(20),
      nights: fc.integer({ min: 1, max: 8 }),
      quantity: fc.integer({ min: 1, max: 3 }),
    }),
    fc.record({ act: fc.constant('cancel' as const), which: fc.nat(50) }),
  );

  it('holds for random sequences, several at a time', async () => {
    const type = await open('RANDOM', 6);
    const made: string[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
        const replies = await Promise.all(
          steps.map((each) => {
            if (each.act === 'book') return book(type.id, each.from, each.nights, each.quantity);
            const id = made[each.which % Math.max(1, made.length)];
            return id ? send(house, token, 'POST', `/reservations/${id}/cancel`, {}) : null;
          }),
        );
        for (const reply of replies) {
          expect([200, 201, 409, 503]).toContain(reply?.status ?? 200);
          if (reply?.status === 201) made.push(reply.body.data.id);
        }
        expect(await miscountedNights(house.admin)).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});

/** How many replies there were of each kind: the status of a success, the code of a refusal. */
function tally(replies: { status: number; body: any }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const reply of replies) {
    const kind = String(reply.body.error?.code ?? reply.status);
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

async function deadlocks(): Promise<number> {
  const { rows } = await house.admin.query(
    'select pg_stat_clear_snapshot(), deadlocks::int from pg_stat_database where datname = current_database()',
  );
  return rows[0].deadlocks;
}
