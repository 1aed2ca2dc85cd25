import { describe, expect, it } from 'vitest';
import { binsIn, readingsIn } from './readings.ts';

describe('readings of a machine', () => {
  it('shows what a person can read, with the unit that the name ends with', () => {
    expect(readingsIn({ boiler_c: 92.4, cups_total: 7, door_open: true, nested: { a: 1 } })).toEqual([
      { name: 'boiler_c', value: 92.4, unit: '°C' },
      { name: 'cups_total', value: 7, unit: null },
      { name: 'door_open', value: 'true', unit: null },
    ]);
    expect(readingsIn(null)).toEqual([]);
  });

  it('keeps bin levels between empty and full, and leaves out what has no capacity', () => {
    expect(
      binsIn({
        beans_g: { level: 300, capacity: 1_200 },
        milk_ml: { level: -5, capacity: 100 },
        water_l: { level: 3 },
        odd: 'x',
      }),
    ).toEqual([
      { name: 'beans_g', share: 0.25 },
      { name: 'milk_ml', share: 0 },
    ]);
  });
});
