import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryAfterMs, wantsEvent } from './rules.ts';

describe('the wait after a failure', () => {
  it('doubles up to six hours, less at most half of it by chance', () => {
    const waits = [1, 2, 3, 20].map((failures) => [retryAfterMs(failures, () => 0), retryAfterMs(failures, () => 1)]);
    expect(waits).toEqual([
      [30_000, 15_000],
      [60_000, 30_000],
      [120_000, 60_000],
      [21_600_000, 10_800_000],
    ]);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (failures, chance) => {
          const wait = retryAfterMs(failures, () => chance);
          expect(wait).toBeGreaterThanOrEqual(15_000);
          expect(wait).toBeLessThanOrEqual(21_600_000);
        },
      ),
    );
  });
});

describe('who wants an event', () => {
  const event = { type: 'reservation.created', outlet_id: 'a' } as const;

  it('is asked by type and outlet; no filter means everything', () => {
    expect(wantsEvent({ event_types: [], outlet_ids: null }, event)).toBe(true);
    expect(wantsEvent({ event_types: ['reservation.created'], outlet_ids: ['a', 'b'] }, event)).toBe(true);
    expect(wantsEvent({ event_types: ['order.placed'], outlet_ids: null }, event)).toBe(false);
    expect(wantsEvent({ event_types: [], outlet_ids: ['b'] }, event)).toBe(false);
  });

  it('hears of what belongs to no outlet only over the whole tenant', () => {
    const nowhere = { ...event, outlet_id: null };
    expect(wantsEvent({ event_types: [], outlet_ids: ['a'] }, nowhere)).toBe(false);
    expect(wantsEvent({ event_types: [], outlet_ids: null }, nowhere)).toBe(true);
  });
});
