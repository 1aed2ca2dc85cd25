import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { miscountedNights, openRoomType } from '../../packages/server/src/modules/reservations/testing.ts';
import { editCalendar, placeHold, releaseHold } from '../../packages/server/src/modules/rooms/index.ts';
import { miscountedHolds, miscountedHouses } from '../../packages/server/src/modules/rooms/testing.ts';
import { addDays } from '../../packages/server/src/platform/clock.ts';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../support/house.ts';

const FIRST = '2026-07-01';
const MINUTE_MS = 60_000;
let house: TestHouse;
let tenant: TestTenant;
let token: string;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  ({ token } = await createUser(house, tenant, [{ role: 'STAFF', scope: 'OUTLET', scope_id: tenant.hotel_id }]));
});
afterAll(() => house.stop());

const open = (code: string, units: number) =>
  tenant.act((tx) =>
    openRoomType(tx, tenant.hotel_id, { code, units, start_date: FIRST, end_date: addDays(FIRST, 30) }),
  );
const range = (from: number, nights: number) => ({
  start_date: addDays(FIRST, from),
  end_date: addDays(FIRST, from + nights),
});
const book = async (room_type_id: string, from: number, nights: number) => {
  const stay = { room_type_id, ...range(from, nights), guest: { name: 'A Guest' } };
  const { status, body } = await send(house, token, 'POST', '/reservations', stay);
  return status === 201 ? 'WON' : (body.error.code as string);
};
const hold = (room_type_id: string, from: number, nights: number, minutes = 30) =>
  tenant
    .act((tx) =>
      placeHold(tx, {
        outlet_id: tenant.hotel_id,
        room_type_id,
        ...range(from, nights),
        units: 1,
        expires_at: new Date(tx.now.getTime() + minutes * MINUTE_MS),
      }),
    )
    .then(
      (id) => ({ answer: 'WON', id }),
      (error: { code: string }) => ({ answer: error.code, id: null }),
    );
const expectCounted = async () => {
  expect(await miscountedNights(house.admin)).toEqual([]);
  expect(await miscountedHolds(house.admin)).toEqual([]);
  expect(await miscountedHouses(house.admin)).toEqual([]);
};

describe('R2 R3 holds and bookings race for the same rooms', () => {
  it('40 holds and 40 bookings for 9 rooms: exactly 9 win, the rest get a typed refusal', async () => {
    const type = await open('BOTH', 9);
    const answers = await Promise.all(
      Array.from({ length: 80 }, async (_, i) =>
        i % 2 ? (await hold(type.id, i % 3, 3)).answer : book(type.id, i % 3, 3),
      ),
    );
    expect(answers.filter((answer) => !['WON', 'SOLD_OUT', 'BUSY'].includes(answer))).toEqual([]);
    // All of them stay on the third night, so no more than its rooms can win.
    expect(answers.filter((answer) => answer === 'WON')).toHaveLength(9);
    await expectCounted();
  });

  it('20 parallel releases of one hold give its rooms back once', async () => {
    const type = await open('RELEASE', 2);
    const { id } = await hold(type.id, 0, 4);
    const released = await Promise.all(
      Array.from({ length: 20 }, () => tenant.act((tx) => releaseHold(tx, id!)).catch(() => false)),
    );
    expect(released.filter(Boolean)).toHaveLength(1);
    await expectCounted();
  });

  it('R9 overdue holds of a full house give way to exactly as many bookings as they kept rooms', async () => {
    const type = await open('OVERDUE', 6);
    for (let i = 0; i < 6; i += 1) await hold(type.id, i % 2, 5, 5);
    house.clock.advance(6 * MINUTE_MS);
    const answers = await Promise.all(Array.from({ length: 30 }, () => book(type.id, 1, 3)));
    expect(answers.filter((answer) => answer === 'WON')).toHaveLength(6);
    expect(answers.filter((answer) => !['WON', 'SOLD_OUT', 'BUSY'].includes(answer))).toEqual([]);
    await expectCounted();
  });
});

describe('R1 R2 a house limited as a whole', () => {
  it('60 requests over three types for 10 rooms of the house: exactly 10 win, no deadlock', async () => {
    const types = [await open('LIM-A', 8), await open('LIM-B', 8), await open('LIM-C', 8)];
    await tenant.act((tx) => editCalendar(tx, { outlet_id: tenant.hotel_id, ...range(10, 3), house_limit: 10 }));
    const before = await deadlocks();
    const answers = await Promise.all(
      Array.from({ length: 60 }, async (_, i) => {
        const { id } = types[i % 3]!;
        return i % 4 === 0 ? (await hold(id, 9 + (i % 2), 3)).answer : book(id, 9 + (i % 2), 3);
      }),
    );
    expect(answers.filter((answer) => !['WON', 'SOLD_OUT', 'BUSY'].includes(answer))).toEqual([]);
    const won = answers.filter((answer) => answer === 'WON').length;
    // Who gave up was busy, not refused; a second try finds what is left.
    let late = 0;
    for (let i = 0; i < 12; i += 1) late += (await book(types[i % 3]!.id, 10, 1)) === 'WON' ? 1 : 0;
    expect(won + late).toBe(10);
    expect(await deadlocks()).toBe(before);
    await expectCounted();
  });

  it('may be limited while it is sold: never more taken than the limit says', async () => {
    const type = await open('WHILE', 12);
    const [limited, ...answers] = await Promise.all([
      tenant
        .act((tx) => editCalendar(tx, { outlet_id: tenant.hotel_id, ...range(20, 2), house_limit: 5 }))
        .then(
          () => 'LIMITED',
          (error: { code: string }) => error.code,
        ),
      ...Array.from({ length: 12 }, () => book(type.id, 20, 2)),
    ]);
    const won = answers.filter((answer) => answer === 'WON').length;
    expect(['LIMITED', 'RULE_VIOLATION', 'BUSY']).toContain(limited);
    expect(won).toBeLessThanOrEqual(limited === 'LIMITED' ? 5 : 12);
    await expectCounted();
  });
});

async function deadlocks(): Promise<number> {
  const { rows } = await house.admin.query(
    'select pg_stat_clear_snapshot(), deadlocks::int from pg_stat_database where datname = current_database()',
  );
  return rows[0].deadlocks;
}
