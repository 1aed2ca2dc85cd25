import { AUDIT_STEPS } from '@hostelry/contracts';
import { describe, expect, it } from 'vitest';
import { allowedObstacles, nextStep } from './rules.ts';

describe('nextStep', () => {
  it('goes on after the last that is done, in order, and ends', () => {
    const done: { step: (typeof AUDIT_STEPS)[number] }[] = [];
    for (const step of AUDIT_STEPS) {
      expect(nextStep(done)).toBe(step);
      done.push({ step });
    }
    expect(nextStep(done)).toBeNull();
  });
});

describe('allowedObstacles', () => {
  it('lets nothing be that nobody decided about, and never an open order', () => {
    expect(allowedObstacles({})).toEqual([]);
    expect(allowedObstacles({ mark_no_shows: true, keep_overstays: true })).toEqual(['ARRIVALS_DUE', 'DEPARTURES_DUE']);
  });
});
