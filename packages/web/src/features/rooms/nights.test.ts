import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  datesFrom,
  holds,
  houseNights,
  isCivilDate,
  isWeekend,
  levelOf,
  nightsBetween,
  rangeOf,
  unitsOver,
  type CalendarType,
  type Night,
} from './nights.ts';

const night = (date: string, counters: Partial<Night> = {}): Night => {
  const all = { physical: 10, out_of_order: 0, sold: 0, blocked: 0, held: 0, sell_limit: 0, ...counters };
  return {
    date,
    is_closed: false,
    house_available: null,
    ...all,
    available: all.physical + all.sell_limit - all.out_of_order - all.sold - all.blocked - all.held,
  };
};
const type = (...nights: Night[]): CalendarType => ({
  id: 't',
  code: 'DBL',
  name: 'Double',
  total_units: 10,
  max_occupancy: 2,
  nights,
});

describe('civil dates', () => {
  it('cross month, leap day and the days on which clocks change', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(datesFrom('2026-03-28', 3)).toEqual(['2026-03-28', '2026-03-29', '2026-03-30']);
    expect(nightsBetween('2026-10-24', '2026-10-26')).toBe(2);
  });

  it('count back what was added', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: -4_000, max: 4_000 }), (offset, days) => {
        const start = addDays('1990-01-01', offset);
        expect(nightsBetween(start, addDays(start, days))).toBe(days);
      }),
    );
  });

  it('are told from other text', () => {
    expect(['2026-11-21', '2026-02-30', '21.11.2026', '', undefined].map(isCivilDate)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(['2026-11-20', '2026-11-21', '2026-11-22'].map(isWeekend)).toEqual([false, true, true]);
  });
});

describe('a range of nights', () => {
  it('is the same whichever end was touched first', () => {
    const range = rangeOf('t', '2026-11-25', '2026-11-22');
    expect(range).toEqual(rangeOf('t', '2026-11-22', '2026-11-25'));
    expect(holds(range, 't', '2026-11-25')).toBe(true);
    expect(holds(range, 'u', '2026-11-25')).toBe(false);
    expect(holds(range, 't', '2026-11-26')).toBe(false);
  });
});

describe('heat', () => {
  it('rises with what is gone, and full is only full', () => {
    expect([20, 9, 8, 4, 3, 1, 0, -1].map((left) => levelOf(left, 20))).toEqual([
      'open',
      'open',
      'low',
      'low',
      'tight',
      'tight',
      'full',
      'full',
    ]);
  });
});

describe('the house', () => {
  it('adds up its types and leaves out of order out of the base', () => {
    const house = houseNights([
      type(night('2026-11-21', { sold: 4 })),
      type(night('2026-11-21', { sold: 5, out_of_order: 5 }), night('2026-11-22')),
    ]);
    expect(house.get('2026-11-21')).toEqual({ available: 6, base: 15, sold: 9, limit: null, occupancy: 0.6 });
    expect(house.get('2026-11-22')).toEqual({ available: 10, base: 10, sold: 0, limit: null, occupancy: 0 });
    expect(house.has('2026-11-23')).toBe(false);
  });

  it('has no more left than a limit on the house allows', () => {
    const limit = { date: '2026-11-21', most_units: 12, taken: 9, available: 3 };
    const house = houseNights([type(night('2026-11-21', { sold: 4 }))], [limit]);
    expect(house.get('2026-11-21')).toMatchObject({ available: 3, limit: 12 });
  });
});

describe('units over a stay', () => {
  const double = type(night('2026-11-21', { sold: 4 }), night('2026-11-22', { sold: 9 }), night('2026-11-23'));

  it('are the least of its nights, the night of departure not among them', () => {
    expect(unitsOver(double, '2026-11-21', '2026-11-23')).toBe(1);
    expect(unitsOver(double, '2026-11-21', '2026-11-22')).toBe(6);
  });

  it('are unknown where a night is not loaded', () => {
    expect(unitsOver(double, '2026-11-23', '2026-11-25')).toBeNull();
  });
});
