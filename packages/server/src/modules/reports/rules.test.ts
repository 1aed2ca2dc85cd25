import { describe, expect, it } from 'vitest';
import { flashRows, moneyIn } from './rules.ts';

describe('moneyIn', () => {
  it.each([
    ['EUR', 1_234_567, '12,345.67'],
    ['EUR', -5, '-0.05'],
    ['JPY', 1_500, '1,500'],
    ['KWD', 1_500, '1.500'],
  ])('%s %i', (currency, minor, text) => expect(moneyIn(currency)(minor)).toBe(text));
});

describe('flashRows', () => {
  it('divides where there is something to divide by', () => {
    const nothing = {
      out_of_order: 0,
      tax_minor: 0,
      arrivals: 0,
      departures: 0,
      guests: 0,
      no_shows: 0,
      cancellations: 0,
    };
    const rows = flashRows(
      [
        { span: 'day', ...nothing, rooms_available: 60, rooms_sold: 45, room_revenue_minor: 585_000 },
        { span: 'month', ...nothing, rooms_available: 0, rooms_sold: 0, room_revenue_minor: 0 },
      ],
      moneyIn('EUR'),
    );
    expect(rows.find(([label]) => label === 'Occupancy')).toEqual(['Occupancy', '75.0 %', '–', '–']);
    expect(rows.find(([label]) => label === 'Revenue per available room')?.[1]).toBe('97.50');
  });
});
