import { RESTRICTION_RULES, YES_OR_NO_RULES, type RestrictionRule } from '@hostelry/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../platform/clock.ts';
import { expectUnrestricted, mostSpecific, refusalsIn, type AppliedRestriction } from './rules.ts';

const FIRST = '2026-07-01';
const stay = (nights: number, booked_on = '2026-06-15', start_date = FIRST) => ({
  start_date,
  end_date: addDays(start_date, nights),
  booked_on,
});
const on = (rule: RestrictionRule, day: number, value = 1, scope: Partial<AppliedRestriction> = {}) => ({
  rule,
  date: addDays(FIRST, day),
  value,
  room_type_id: null,
  rate_plan_id: null,
  channel: null,
  ...scope,
});
const refused = (nights: number, ...restrictions: AppliedRestriction[]) =>
  refusalsIn(stay(nights), restrictions).map(({ rule, date }) => `${rule} ${date}`);

describe('R12 each rule refuses on its own dates and names them', () => {
  it('stop-sell on any night, not on the day of departure', () => {
    expect(refused(3, on('STOP_SELL', 2))).toEqual(['STOP_SELL 2026-07-03']);
    expect(refused(3, on('STOP_SELL', 3))).toEqual([]);
  });

  it('closed to arrival on the first day only, closed to departure on the day of leaving only', () => {
    expect(refused(3, on('CLOSED_TO_ARRIVAL', 0))).toEqual(['CLOSED_TO_ARRIVAL 2026-07-01']);
    expect(refused(3, on('CLOSED_TO_ARRIVAL', 1))).toEqual([]);
    expect(refused(3, on('CLOSED_TO_DEPARTURE', 3))).toEqual(['CLOSED_TO_DEPARTURE 2026-07-04']);
    expect(refused(3, on('CLOSED_TO_DEPARTURE', 2))).toEqual([]);
  });

  it('lengths of stay on arrival count for the first day, through for every night', () => {
    expect(refused(2, on('MIN_STAY_ARRIVAL', 0, 3), on('MAX_STAY_ARRIVAL', 0, 1))).toEqual([
      'MIN_STAY_ARRIVAL 2026-07-01',
      'MAX_STAY_ARRIVAL 2026-07-01',
    ]);
    expect(refused(2, on('MIN_STAY_ARRIVAL', 1, 3))).toEqual([]);
    expect(refused(2, on('MIN_STAY_THROUGH', 1, 3))).toEqual(['MIN_STAY_THROUGH 2026-07-02']);
    expect(refused(3, on('MIN_STAY_THROUGH', 1, 3), on('MAX_STAY_THROUGH', 2, 3))).toEqual([]);
    expect(refused(4, on('MAX_STAY_THROUGH', 2, 3))).toEqual(['MAX_STAY_THROUGH 2026-07-03']);
  });

  it('the advance window counts days from the business date to the arrival', () => {
    const asked = (booked_on: string) =>
      refusalsIn(stay(1, booked_on), [on('MIN_ADVANCE', 0, 2), on('MAX_ADVANCE', 0, 14)]).map((each) => each.rule);
    expect(asked('2026-06-30')).toEqual(['MIN_ADVANCE']);
    expect(asked('2026-06-29')).toEqual([]);
    expect(asked('2026-06-17')).toEqual([]);
    expect(asked('2026-06-16')).toEqual(['MAX_ADVANCE']);
  });

  it('the refusal says rule, date and level, and a sentence that a guest understands', () => {
    expect(() => expectUnrestricted(stay(2), [on('MIN_STAY_THROUGH', 1, 3, { room_type_id: 'a' })])).toThrow(
      expect.objectContaining({
        code: 'RESTRICTED',
        details: { rule: 'MIN_STAY_THROUGH', date: '2026-07-02', level: 'TYPE', value: 3 },
        message: 'A stay over the night of 2026-07-02 has at least 3 nights.',
      }),
    );
  });
});

describe('R12 the most specific restriction wins', () => {
  const scopes = [
    {},
    { channel: 'WEB' },
    { room_type_id: 'a' },
    { room_type_id: 'a', channel: 'WEB' },
    { rate_plan_id: 'p' },
    { rate_plan_id: 'p', channel: 'WEB' },
    { room_type_id: 'a', rate_plan_id: 'p' },
    { room_type_id: 'a', rate_plan_id: 'p', channel: 'WEB' },
  ];

  it('whatever the order in which they come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(scopes, { minLength: 1 }), (some) => {
        const best = Math.max(...some.map((scope) => scopes.indexOf(scope)));
        expect(mostSpecific(some.map((scope) => on('STOP_SELL', 0, 1, scope)))).toMatchObject(scopes[best]!);
      }),
    );
  });

  it('so that 0 on a narrow level lifts what a broad one closes', () => {
    expect(refused(1, on('STOP_SELL', 0), on('STOP_SELL', 0, 0, { rate_plan_id: 'p' }))).toEqual([]);
    expect(refused(1, on('STOP_SELL', 0, 0), on('STOP_SELL', 0, 1, { room_type_id: 'a' }))).toHaveLength(1);
  });
});

it('R12 every refusal names a rule and date that were restricted, and none comes of nothing', () => {
  const restriction = fc.record({
    rule: fc.constantFrom(...RESTRICTION_RULES),
    day: fc.nat(10),
    value: fc.nat(6),
    scope: fc.constantFrom({}, { room_type_id: 'a' }, { rate_plan_id: 'p' }),
  });
  fc.assert(
    fc.property(fc.array(restriction, { maxLength: 30 }), fc.integer({ min: 1, max: 9 }), (drawn, nights) => {
      const restrictions = drawn.map(({ rule, day, value, scope }) =>
        on(rule, day, YES_OR_NO_RULES.includes(rule) ? Math.min(value, 1) : value, scope),
      );
      const refusals = refusalsIn(stay(nights), restrictions);
      for (const { rule, date, value } of refusals) {
        expect(restrictions).toContainEqual(expect.objectContaining({ rule, date, value }));
        expect(value).toBeGreaterThan(0);
      }
      expect(refusals.map((each) => each.date)).toEqual(refusals.map((each) => each.date).sort());
    }),
  );
});
