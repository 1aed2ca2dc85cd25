import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW, openTestHouse, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { addDays, nightsOf } from '../../platform/clock.ts';
import { calendarOf } from './queries.ts';
import {
  createRoomType,
  lockNights,
  nightsOfType,
  placeHold,
  preloadInventory,
  releaseHold,
  sweepHolds,
} from './index.ts';
import { miscountedHolds } from './testing.ts';

const FIRST = '2026-07-01';
const MINUTE_MS = 60_000;
let house: TestHouse;
let tenant: TestTenant;
beforeAll(async () => {
  house = await openTestHouse({ pool_size: 4 });
  tenant = await house.createTenant();
});
afterAll(() => house.stop());

const open = (code: string, total_units: number) =>
  tenant.act(async (tx) => {
    const type = await createRoomType(
      tx,
      { id: tenant.hotel_id, kind: 'HOTEL' },
      { outlet_id: tenant.hotel_id, code, name: code, total_units, base_occupancy: 1, max_occupancy: 2 },
    );
    await preloadInventory(tx, type, { start_date: FIRST, end_date: addDays(FIRST, 20) });
    return type;
  });
const hold = (room_type_id: string, units: number, minutes: number | null, from = 0, nights = 3) =>
  tenant.act((tx) =>
    placeHold(tx, {
      outlet_id: tenant.hotel_id,
      room_type_id,
      start_date: addDays(FIRST, from),
      end_date: addDays(FIRST, from + nights),
      units,
      expires_at: minutes === null ? null : new Date(tx.now.getTime() + minutes * MINUTE_MS),
    }),
  );
const release = (id: string) => tenant.act((tx) => releaseHold(tx, id));
const freeOn = (room_type_id: string, night: number) =>
  tenant.act(
    async (tx) =>
      (await nightsOfType(tx, room_type_id, addDays(FIRST, night), addDays(FIRST, night + 1)))[0]!.available,
  );
const storedHeld = async (room_type_id: string) =>
  (
    await house.admin.query('select held from rooms.inventory_days where room_type_id = $1 and date = $2', [
      room_type_id,
      FIRST,
    ])
  ).rows[0].held;

describe('a hold', () => {
  it('takes its units off the market on each of its nights and gives them back once', async () => {
    const type = await open('ONCE', 3);
    const id = await hold(type.id, 2, null);
    expect([await freeOn(type.id, 2), await freeOn(type.id, 3)]).toEqual([1, 3]);
    await expect(hold(type.id, 2, null)).rejects.toMatchObject({
      code: 'SOLD_OUT',
      details: { rule: 'AVAILABILITY', date: FIRST, available: 1, wanted: 2 },
    });
    expect([await release(id), await release(id)]).toEqual([true, false]);
    expect(await freeOn(type.id, 0)).toBe(3);
    expect(await miscountedHolds(house.admin)).toEqual([]);
  });

  it('R4 R12 takes every night or none: a full last night leaves no trace of it, and is named', async () => {
    const type = await open('LASTNIGHT', 2);
    await hold(type.id, 2, null, 4, 1);
    const count = async () => (await house.admin.query('select count(*)::int as holds from rooms.holds')).rows[0].holds;
    const before = await count();
    await expect(hold(type.id, 1, null, 0, 5)).rejects.toMatchObject({
      code: 'SOLD_OUT',
      details: { rule: 'AVAILABILITY', date: addDays(FIRST, 4) },
    });
    expect([await count(), await freeOn(type.id, 0)]).toEqual([before, 2]);
  });

  it('R9 counts for nothing once its time has run out, in every reading, although no job ran', async () => {
    const type = await open('READ', 2);
    await hold(type.id, 2, 10);
    expect(await freeOn(type.id, 0)).toBe(0);
    house.clock.advance(10 * MINUTE_MS);
    expect(await freeOn(type.id, 0)).toBe(2);
    const calendar = await tenant.act((tx) => calendarOf(tx, tenant.hotel_id, FIRST, addDays(FIRST, 1)));
    expect(calendar.find((row) => row.id === type.id)!.nights[0]).toMatchObject({ held: 0, available: 2 });
    expect(await storedHeld(type.id)).toBe(2);
  });

  it('R9 makes way for who needs its nights, although no job ran, and says that it was over', async () => {
    const type = await open('LAZY', 2);
    const overdue = await hold(type.id, 1, 10);
    const live = await hold(type.id, 1, 30);
    house.clock.advance(15 * MINUTE_MS);
    await tenant.act((tx) => lockNights(tx, [{ room_type_id: type.id, date: FIRST, units: 1 }]));
    expect(await storedHeld(type.id)).toBe(1);
    expect([await release(overdue), await release(live)]).toEqual([false, true]);
    expect(await miscountedHolds(house.admin)).toEqual([]);
  });

  it('R9 is swept away by the job, and only when its time has come', async () => {
    const type = await open('SWEEP', 4);
    await hold(type.id, 1, 5);
    await hold(type.id, 2, 60);
    house.clock.advance(6 * MINUTE_MS);
    expect(await tenant.act(sweepHolds)).toBeGreaterThan(0);
    expect(await tenant.act(sweepHolds)).toBe(0);
    expect(await storedHeld(type.id)).toBe(2);
  });
});

describe('R5 R9 holds counted again', () => {
  const step = fc.oneof(
    fc.record({
      act: fc.constant('hold' as const),
      units: fc.integer({ min: 1, max: 3 }),
      minutes: fc.option(fc.integer({ min: 1, max: 30 })),
      from: fc.nat(10),
      nights: fc.integer({ min: 1, max: 6 }),
    }),
    fc.record({ act: fc.constant('release' as const), which: fc.nat(30) }),
    fc.record({ act: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 20 }) }),
    fc.record({ act: fc.constant('sweep' as const) }),
  );

  it('after any sequence equal the counters, and what is free is what live holds leave', async () => {
    const type = await open('ANY', 5);
    const made: { id: string; units: number; until: number; dates: string[] }[] = [];
    const live = () => made.filter((each) => each.until > house.clock.now().getTime());
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
        for (const each of steps) {
          if (each.act === 'wait') house.clock.advance(each.minutes * MINUTE_MS);
          else if (each.act === 'sweep') await tenant.act(sweepHolds);
          else if (each.act === 'release') {
            const [one] = made.splice(each.which % Math.max(1, made.length), 1);
            if (one) expect(await release(one.id)).toBe(one.until > house.clock.now().getTime());
          } else {
            const dates = nightsOf(addDays(FIRST, each.from), addDays(FIRST, each.from + each.nights));
            const fits = dates.every((date) => heldOn(live(), date) + each.units <= 5);
            const placed = hold(type.id, each.units, each.minutes, each.from, each.nights);
            if (!fits) await expect(placed).rejects.toMatchObject({ code: 'SOLD_OUT' });
            else {
              const until = each.minutes === null ? Infinity : house.clock.now().getTime() + each.minutes * MINUTE_MS;
              made.push({ id: await placed, units: each.units, until, dates });
            }
          }
          expect(await miscountedHolds(house.admin)).toEqual([]);
        }
        const nights = await tenant.act((tx) => nightsOfType(tx, type.id, FIRST, addDays(FIRST, 20)));
        expect(nights.map((night) => night.available)).toEqual(nights.map(({ date }) => 5 - heldOn(live(), date)));
      }),
      { numRuns: 12 },
    );
    house.clock.set(NOW);
  });
});

function heldOn(holds: readonly { units: number; dates: string[] }[], date: string): number {
  return holds.filter((each) => each.dates.includes(date)).reduce((sum, each) => sum + each.units, 0);
}
