import { describe, expect, it } from 'vitest';
import type { StayDetails } from '../queries.ts';
import { changeOf, nightRows, touchesSale, valuesOf } from './changes.ts';

const stay = {
  start_date: '2026-07-01',
  end_date: '2026-07-03',
  room_type_id: 'double',
  rate_plan_id: null,
  adults: 2,
  children: 0,
  guest_name: 'Ana Sousa',
  arrival_time: '15:00',
  departure_time: null,
} as StayDetails;
const night = (date: string, price_minor: number, tax_minor = 0) => ({
  date,
  room_type_id: 'double',
  price_minor,
  tax_minor,
});

describe('the change of a stay', () => {
  it('says only what differs', () => {
    expect(changeOf(stay, valuesOf(stay))).toEqual({});
    expect(changeOf(stay, { ...valuesOf(stay), override: true }), 'an override alone changes nothing').toEqual({});
    expect(changeOf(stay, { ...valuesOf(stay), end_date: '2026-07-04', override: true })).toEqual({
      end_date: '2026-07-04',
      override: true,
    });
  });

  it('clears a time that was emptied, and keeps a name that was', () => {
    expect(changeOf(stay, { ...valuesOf(stay), arrival_time: '', guest_name: '  ' })).toEqual({ arrival_time: null });
  });

  it('asks for a price only where something sold is touched', () => {
    expect(touchesSale({ guest_name: 'Rui' })).toBe(false);
    expect(touchesSale({ adults: 3 })).toBe(true);
    expect(touchesSale({ price: 'REPRICE' })).toBe(true);
  });

  it('puts both prices of a night side by side, taxes included', () => {
    const before = [night('2026-07-01', 100), night('2026-07-02', 100)];
    const after = [night('2026-07-02', 100, 7), night('2026-07-03', 120)];
    expect(nightRows({ before, after })).toEqual([
      { date: '2026-07-01', before_minor: 100, after_minor: null },
      { date: '2026-07-02', before_minor: 100, after_minor: 107 },
      { date: '2026-07-03', before_minor: null, after_minor: 120 },
    ]);
  });
});
