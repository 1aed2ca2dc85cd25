import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, nightsOf } from '../../platform/clock.ts';
import { DomainError } from '../../platform/errors.ts';
import { answerCheck, availableUnits, demandPerNight, expectEnough, nightKey, type FreeNight } from './rules.ts';

const count = fc.nat(50);
const freeNight = (change: Partial<FreeNight>): FreeNight => {
  const counters = { physical: 0, sell_limit: 0, out_of_order: 0, sold: 0, blocked: 0, held: 0, ...change };
  return { room_type_id: 'a', date: '2026-07-01', ...counters, available: availableUnits(counters) };
};
const night = fc.record({
  room_type_id: fc.constantFrom('a', 'b', 'c'),
  date: fc.nat(9).map((day) => addDays('2026-07-01', day)),
});

describe('availability', () => {
  it('R1 what is available is exactly what could still be added to any counter', () => {
    fc.assert(
      fc.property(
        count,
        count,
        count,
        count,
        count,
        count,
        (physical, sell_limit, out_of_order, sold, blocked, held) => {
          const available = availableUnits({ physical, sell_limit, out_of_order, sold, blocked, held });
          expect(held + (sold + available) + blocked + out_of_order).toBe(physical + sell_limit);
        },
      ),
    );
  });

  it('R4 a stay is available if and only if its least night is', () => {
    fc.assert(
      fc.property(
        fc.array(count, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 20 }),
        (units, quantity) => {
          const end_date = addDays('2026-07-01', units.length);
          const nights = nightsOf('2026-07-01', end_date).map((date, i) => ({ date, available: units[i]! }));
          const answer = answerCheck('a', { start_date: '2026-07-01', end_date, quantity }, nights);
          expect(answer.units).toBe(Math.min(...units));
          expect(answer.available).toBe(units.every((each) => each >= quantity));
        },
      ),
    );
  });
});

describe('demand', () => {
  it('R2 comes in one order of locking, whatever the order of the stays, and loses no unit', () => {
    fc.assert(
      fc.property(fc.array(night, { maxLength: 60 }), (nights) => {
        const demand = demandPerNight(nights);
        expect([...demand.keys()]).toEqual([...demandPerNight([...nights].reverse()).keys()]);
        expect([...demand.keys()]).toEqual([...demand.keys()].sort());
        expect([...demand.values()].reduce((sum, each) => sum + each.units, 0)).toBe(nights.length);
      }),
    );
  });

  it('R4 is met on every night or refused, naming the first short one', () => {
    const demand = [
      { room_type_id: 'a', date: '2026-07-01', units: 2 },
      { room_type_id: 'a', date: '2026-07-02', units: 2 },
      { room_type_id: 'a', date: '2026-07-03', units: 2 },
    ];
    const having = (...units: number[]) =>
      new Map(
        demand.map(({ room_type_id, date }, i) => [
          nightKey({ room_type_id, date }),
          freeNight({ room_type_id, date, physical: units[i]! }),
        ]),
      );
    const refusal = (available: Map<string, FreeNight>) => {
      try {
        expectEnough(demand, available);
        return null;
      } catch (error) {
        return error as DomainError;
      }
    };
    expect(refusal(having(2, 2, 2))).toBeNull();
    expect(refusal(having(2, 1, 0))).toMatchObject({
      code: 'SOLD_OUT',
      details: { date: '2026-07-02', available: 1, wanted: 2 },
    });
    expect(refusal(new Map([...having(0, 2, 2)].slice(0, 2)))).toMatchObject({
      code: 'NIGHTS_NOT_LOADED',
      details: { date: '2026-07-03' },
    });
  });
});
