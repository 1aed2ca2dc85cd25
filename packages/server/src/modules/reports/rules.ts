import type { DayStatistics } from '@hostelry/contracts';
import { scaleHalfUp } from '../../platform/money.ts';

/** Writes minor units with the decimals of their currency. */
export function moneyIn(currency: string): (minor: number) => string {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return (minor) => {
    const padded = String(Math.abs(minor)).padStart(digits + 1, '0');
    const whole = padded.slice(0, padded.length - digits).replace(/\B(?=(\d{3})+$)/g, ',');
    return `${minor < 0 ? '-' : ''}${whole}${digits > 0 ? `.${padded.slice(-digits)}` : ''}`;
  };
}

type Span = DayStatistics & { span: 'day' | 'month' | 'year' };

/** The flash's lines: each figure for the day, the month and the year so far. */
export function flashRows(spans: readonly Span[], money: (minor: number) => string): string[][] {
  const line = (label: string, of: (span: Span) => string) => [
    label,
    ...(['day', 'month', 'year'] as const).map((name) => {
      const span = spans.find((candidate) => candidate.span === name);
      return span && span.rooms_available !== null ? of(span) : '–';
    }),
  ];
  const each = (amount_minor: number, count: number) => (count > 0 ? money(scaleHalfUp(amount_minor, 1, count)) : '–');
  return [
    line('Rooms available', (span) => String(span.rooms_available)),
    line('Out of order', (span) => String(span.out_of_order)),
    line('Rooms sold', (span) => String(span.rooms_sold)),
    line('Occupancy', (span) =>
      span.rooms_available > 0
        ? `${(scaleHalfUp(span.rooms_sold, 1_000, span.rooms_available) / 10).toFixed(1)} %`
        : '–',
    ),
    line('Room revenue', (span) => money(span.room_revenue_minor)),
    line('Taxes and fees on top', (span) => money(span.tax_minor)),
    line('Average daily rate', (span) => each(span.room_revenue_minor, span.rooms_sold)),
    line('Revenue per available room', (span) => each(span.room_revenue_minor, span.rooms_available)),
    line('Arrivals', (span) => String(span.arrivals)),
    line('Departures', (span) => String(span.departures)),
    line('Guests in house', (span) => String(span.guests)),
    line('No-shows', (span) => String(span.no_shows)),
    line('Cancellations', (span) => String(span.cancellations)),
  ];
}
