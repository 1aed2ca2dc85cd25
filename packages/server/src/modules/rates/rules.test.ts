import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stayTotal } from './rules.ts';

describe('M1 a stay costs the exact sum of its nights', () => {
  it('for any whole prices', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000_000 })), (prices) => {
        expect(BigInt(stayTotal(prices))).toBe(prices.reduce((sum, price) => sum + BigInt(price), 0n));
      }),
    );
  });

  it('and refuses fractions', () => {
    expect(() => stayTotal([100, 99.5])).toThrow(RangeError);
  });
});
