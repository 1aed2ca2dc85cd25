import type { Figures } from '@hostelry/contracts';
import { scaleHalfUp } from '../../platform/money.ts';

/** What is counted; everything else follows from it. */
export interface Counts {
  rooms_available: number;
  rooms_sold: number;
  room_revenue_minor: number;
  bookings: number;
  cancelled: number;
  no_shows: number;
  stays: number;
  stay_nights: number;
  lead_days: number;
  lead_time_median: number | null;
}

const DIGITS = 10_000;

/** A ratio to four digits; null where there is nothing to divide by. */
function ratio(part: number, whole: number): number | null {
  return whole > 0 ? scaleHalfUp(part, DIGITS, whole) / DIGITS : null;
}

/** An amount each, to the minor unit; null where there is nobody to share it. */
function each(amount_minor: number, count: number): number | null {
  return count > 0 ? scaleHalfUp(amount_minor, 1, count) : null;
}

/** The figures that follow from the counts, by the definitions in contracts. */
export function figuresOf(counts: Counts): Figures {
  return {
    ...counts,
    occupancy: ratio(counts.rooms_sold, counts.rooms_available),
    adr_minor: each(counts.room_revenue_minor, counts.rooms_sold),
    revpar_minor: each(counts.room_revenue_minor, counts.rooms_available),
    alos: ratio(counts.stay_nights, counts.stays),
    lead_time_mean: ratio(counts.lead_days, counts.bookings),
    cancellation_rate: ratio(counts.cancelled, counts.bookings),
    no_show_rate: ratio(counts.no_shows, counts.bookings - counts.cancelled),
    no_show_share: ratio(counts.no_shows, counts.bookings),
  };
}
