import { describe, expect, it } from 'vitest';
import { byDate, marksOf, type RestrictionRow } from './marks.ts';

const row = (change: Partial<RestrictionRow>): RestrictionRow => ({
  room_type_id: null,
  rate_plan_id: null,
  channel: null,
  date: '2026-07-01',
  rule: 'STOP_SELL',
  value: 1,
  ...change,
});
const all = { room_type_id: null, rate_plan_id: null, channel: null };

describe('the marks of a cell', () => {
  it('R12 are the most specific of each rule, and say whether they are the cell’s own', () => {
    const day = [
      row({ rule: 'MIN_STAY_ARRIVAL', value: 2 }),
      row({ rule: 'MIN_STAY_ARRIVAL', value: 3, room_type_id: 'a' }),
      row({ rule: 'MIN_STAY_ARRIVAL', value: 4, rate_plan_id: 'p' }),
    ];
    const seen = (scope: object) => marksOf(day, { ...all, ...scope }).map(({ value, own }) => [value, own]);
    expect(seen({})).toEqual([[2, true]]);
    expect(seen({ room_type_id: 'a' })).toEqual([[3, true]]);
    expect(seen({ room_type_id: 'b' })).toEqual([[2, false]]);
    expect(seen({ room_type_id: 'a', rate_plan_id: 'p' })).toEqual([[4, false]]);
  });

  it('show what is lifted where it is lifted, and nothing below it', () => {
    const day = [row({}), row({ value: 0, room_type_id: 'a' })];
    expect(marksOf(day, { ...all, room_type_id: 'a' })).toEqual([{ rule: 'STOP_SELL', value: 0, own: true }]);
    expect(marksOf(day, { ...all, room_type_id: 'a', rate_plan_id: 'p' })).toEqual([]);
  });

  it('are of their own date and channel only', () => {
    const days = byDate([row({ channel: 'WEB' }), row({ date: '2026-07-02' })]);
    expect(marksOf(days.get('2026-07-01'), all)).toEqual([]);
    expect(marksOf(days.get('2026-07-01'), { ...all, channel: 'WEB' })).toHaveLength(1);
    expect(marksOf(days.get('2026-07-03'), all)).toEqual([]);
  });
});
