import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresOf, type Counts } from './rules.ts';

const NONE: Counts = {
  rooms_available: 0,
  rooms_sold: 0,
  room_revenue_minor: 0,
  bookings: 0,
  cancelled: 0,
  no_shows: 0,
  stays: 0,
  stay_nights: 0,
  lead_days: 0,
  lead_time_median: null,
};

describe('figuresOf', () => {
  it('divides as the definitions say', () => {
    const figures = figuresOf({
      ...NONE,
      rooms_available: 200,
      rooms_sold: 150,
      room_revenue_minor: 1_500_075,
      bookings: 80,
      cancelled: 20,
      no_shows: 3,
      stays: 57,
      stay_nights: 171,
      lead_days: 800,
    });
    expect(figures).toMatchObject({
      occupancy: 0.75,
      adr_minor: 10_001,
      revpar_minor: 7_500,
      alos: 3,
      lead_time_mean: 10,
      cancellation_rate: 0.25,
      no_show_rate: 0.05,
      no_show_share: 0.0375,
    });
  });

  it('says nothing, rather than zero, where there is nothing to divide by', () => {
    expect(figuresOf(NONE)).toMatchObject({ occupancy: null, adr_minor: null, revpar_minor: null, no_show_rate: null });
  });

  it('revenue per available room is occupancy times the average rate, up to the rounding of each', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: -10_000, max: 1_000_000 }),
        (rooms_available, share, price_minor) => {
          const rooms_sold = Math.max(1, Math.floor(rooms_available * share));
          const room_revenue_minor = rooms_sold * price_minor;
          const { occupancy, adr_minor, revpar_minor } = figuresOf({
            ...NONE,
            rooms_available,
            rooms_sold,
            room_revenue_minor,
          });
          const bound = 1 + Math.abs(adr_minor!) / 10_000;
          expect(Math.abs(occupancy! * adr_minor! - revpar_minor!)).toBeLessThanOrEqual(bound);
        },
      ),
    );
  });
});
