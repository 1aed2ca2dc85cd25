import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeFor, minorOf, tenderChoices } from './tender.ts';

describe('tenderChoices', () => {
  it('offers the next round sums above the bill', () => {
    expect(tenderChoices(2340, 2)).toEqual([2500, 3000, 4000, 5000]);
    expect(tenderChoices(5000, 2)).toEqual([6000, 10_000, 20_000, 50_000]);
    expect(tenderChoices(3480, 0)).toEqual([3500, 4000, 5000, 10_000]);
  });

  it('never offers less than the bill, nor the same sum twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.constantFrom(0, 2, 3), (due, digits) => {
        const choices = tenderChoices(due, digits);
        expect(choices.every((sum) => sum > due)).toBe(true);
        expect(new Set(choices).size).toBe(choices.length);
      }),
    );
  });
});

describe('changeFor', () => {
  it('gives back exactly what was handed over beyond the bill', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (due, tendered) => {
        const { change_minor, missing_minor } = changeFor(due, tendered);
        expect(tendered + missing_minor - change_minor).toBe(due);
        expect(change_minor === 0 || missing_minor === 0).toBe(true);
      }),
    );
  });
});

describe('minorOf', () => {
  it.each([
    ['12', 2, 1200],
    ['12.5', 2, 1250],
    ['12.', 2, 1200],
    ['0.1', 2, 10],
    ['7', 0, 7],
    ['1.234', 3, 1234],
    ['1.2300', 2, 123],
  ])('reads %s with %i digits as %i', (typed, digits, minor) => expect(minorOf(typed, digits)).toBe(minor));

  it.each(['', '-1', 'abc', '1,5', '1.239'])('refuses %j rather than guess', (typed) =>
    expect(minorOf(typed, 2)).toBeNull(),
  );
});
