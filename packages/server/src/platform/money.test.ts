import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion, parseDecimal, scaleHalfUp } from './money.ts';

describe('M1 no float ever becomes money', () => {
  it('refuses what is not an exact integer', () => {
    expect(() => scaleHalfUp(10.5, 1, 2)).toThrow(RangeError);
    expect(() => scaleHalfUp(2 ** 53, 1, 2)).toThrow(RangeError);
    expect(() => parseDecimal('1e3')).toThrow(RangeError);
  });

  it('rounds halves away from zero', () => {
    expect([
      scaleHalfUp(5, 1, 2),
      scaleHalfUp(-5, 1, 2),
      scaleHalfUp(4, 1, 3),
      scaleHalfUp(1_000_003, 23, 100),
    ]).toEqual([3, -3, 1, 230_001]);
  });

  it('reads decimal text exactly where floats would drift', () => {
    expect([
      parseDecimal('1.005'),
      parseDecimal('104.5'),
      parseDecimal('-0.005'),
      parseDecimal('5400'),
      parseDecimal('0.1'),
    ]).toEqual([101, 10_450, -1, 540_000, 10]);
  });
});

describe('M3 apportionment by largest remainder', () => {
  it('always sums exactly, and no part is more than one unit from its exact share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -10_000_000, max: 10_000_000 }),
        fc
          .array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 20 })
          .filter((weights) => weights.some((weight) => weight > 0)),
        (amount, weights) => {
          const parts = apportion(amount, weights);
          const total = weights.reduce((sum, weight) => sum + weight, 0);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount);
          parts.forEach((part, index) => expect(Math.abs(part - (amount * weights[index]!) / total)).toBeLessThan(1));
        },
      ),
    );
  });
});
