import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../platform/clock.ts';
import { changedLimits, sellLimitOf, weekdayOf, type LimitedNight, type SellLimitRule } from './sell-limits.ts';

const night = (change: Partial<LimitedNight> = {}): LimitedNight => ({
  room_type_id: 'a',
  class_id: 'c',
  date: '2026-07-03',
  physical: 15,
  taken: 0,
  sell_limit: 0,
  ...change,
});
const rule = (change: Partial<SellLimitRule>): SellLimitRule => ({
  id: '1',
  level: 'HOUSE',
  class_id: null,
  room_type_id: null,
  start_date: '2026-07-01',
  end_date: '2026-08-01',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  kind: 'FLAT',
  value: 1,
  ...change,
});

describe('a sell limit', () => {
  const house = rule({ value: 1 });
  const ofClass = rule({ level: 'CLASS', class_id: 'c', value: 2 });
  const ofType = rule({ level: 'TYPE', room_type_id: 'a', value: 3 });

  it('of a type wins over its class, a class over the house, whatever their order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([house, ofClass, ofType]), (rules) => {
        expect(sellLimitOf(night(), rules)).toBe(Math.max(0, ...rules.map((each) => each.value)));
      }),
    );
    expect(sellLimitOf(night({ room_type_id: 'b', class_id: null }), [ofType, ofClass, house])).toBe(1);
  });

  it('of two equals is the newer', () => {
    expect(sellLimitOf(night(), [rule({ id: '1', value: 9 }), rule({ id: '2', value: 4 })])).toBe(4);
  });

  it('in per cent is a share of the physical units, rounded down', () => {
    expect(sellLimitOf(night(), [rule({ kind: 'PERCENT', value: 10 })])).toBe(1);
    expect(sellLimitOf(night({ physical: 9 }), [rule({ kind: 'PERCENT', value: 10 })])).toBe(0);
  });

  it('counts from its first date up to, and without, its last, on its weekdays', () => {
    const fridays = [rule({ weekdays: [5], start_date: '2026-07-03', end_date: '2026-07-10' })];
    const on = (date: string) => sellLimitOf(night({ date }), fridays);
    expect(['2026-07-02', '2026-07-03', '2026-07-04', '2026-07-10'].map(on)).toEqual([0, 1, 0, 0]);
  });

  it('R12 is not lowered below what is taken, and the refusal names the night', () => {
    expect(() => changedLimits([night({ taken: 17, sell_limit: 3 })], [house])).toThrow(
      expect.objectContaining({
        details: expect.objectContaining({ rule: 'UNITS_ALREADY_TAKEN', date: '2026-07-03', taken: 17, most: 16 }),
      }),
    );
    expect(changedLimits([night({ taken: 16, sell_limit: 3 })], [house])).toEqual([
      { room_type_id: 'a', date: '2026-07-03', sell_limit: 1 },
    ]);
  });
});

it('R16 weekdays follow one another over every change of the clocks', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2_000, max: 6_000 }), (days) => {
      const date = addDays('2024-01-01', days);
      expect(weekdayOf(addDays(date, 1))).toBe((weekdayOf(date) % 7) + 1);
    }),
  );
  expect(weekdayOf('2026-03-29')).toBe(7);
});
