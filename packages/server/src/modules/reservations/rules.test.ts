import { RESERVATION, RESERVATION_STATUSES } from '@hostelry/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../platform/clock.ts';
import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import {
  claimsOf,
  claimsRooms,
  draftBooking,
  expectBookableDates,
  expectCancellable,
  expectParty,
  newConfirmationCode,
  type StayToBook,
} from './rules.ts';

const stay = fc
  .record({
    rooms: fc.integer({ min: 1, max: 12 }),
    adults: fc.nat(40),
    children: fc.nat(20),
    status: fc.constantFrom(...RESERVATION_STATUSES),
    start: fc.nat(600),
    prices: fc.array(fc.integer({ min: -5_000, max: 900_000 }), { maxLength: 20 }),
  })
  .map(({ start, prices, ...rest }): StayToBook => ({
    ...rest,
    outlet_id: 'o',
    room_type_id: 't',
    start_date: addDays('2026-01-01', start),
    end_date: addDays('2026-01-01', start + prices.length),
    nightly_prices_minor: prices,
    guest: null,
    rate_plan_id: null,
    currency: 'EUR',
    source: 'DIRECT',
    external_key: null,
    channel: null,
    market_segment: null,
    country: null,
    meal_plan: null,
    booked_on: '2025-12-01',
    cancelled_on: null,
  }));
const codeOf = (act: () => void) => {
  try {
    act();
    return null;
  } catch (error) {
    return (error as DomainError).code;
  }
};

describe('a drafted booking', () => {
  it('M1 its total is the sum of its rooms, theirs of their nights, all whole numbers', () => {
    fc.assert(
      fc.property(stay, (input) => {
        const booking = draftBooking(input, newId, 'CODE');
        expect(booking.total_minor).toBe(booking.reservations.reduce((sum, room) => sum + room.total_minor, 0));
        for (const room of booking.reservations)
          expect(room.total_minor).toBe(room.nights.reduce((sum, night) => sum + night.price_minor, 0));
        expect(Number.isSafeInteger(booking.total_minor)).toBe(true);
      }),
    );
  });

  it('M3 seats every guest of the party in exactly one room, as evenly as it goes', () => {
    fc.assert(
      fc.property(stay, (input) => {
        const { reservations } = draftBooking(input, newId, 'CODE');
        expect(reservations).toHaveLength(input.rooms);
        for (const kind of ['adults', 'children'] as const) {
          const people = reservations.map((room) => room[kind]);
          expect(people.reduce((sum, each) => sum + each, 0)).toBe(input[kind]);
          expect(Math.max(...people) - Math.min(...people)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('R4 takes every night of every room off the market, or none', () => {
    fc.assert(
      fc.property(stay, (input) => {
        const nights = claimsOf([draftBooking(input, newId, 'CODE')]);
        const units = nights.reduce((sum, { sold }) => sum + sold, 0);
        expect(units).toBe(claimsRooms(input.status) ? input.rooms * input.nightly_prices_minor.length : 0);
      }),
    );
  });

  it('refuses prices that do not fit its nights', () => {
    const [input] = fc.sample(stay, 1) as [StayToBook];
    expect(() =>
      draftBooking({ ...input, nightly_prices_minor: [...input.nightly_prices_minor, 1] }, newId, 'CODE'),
    ).toThrow(RangeError);
  });
});

describe('what may be booked', () => {
  it('R16 goes by civil dates alone: nights across a change of the clocks are nights like others', () => {
    expect(
      codeOf(() => expectBookableDates({ start_date: '2026-10-24', end_date: '2026-10-26' }, '2026-10-24')),
    ).toBeNull();
    expect(codeOf(() => expectBookableDates({ start_date: '2026-03-28', end_date: '2026-03-28' }, '2026-03-28'))).toBe(
      'BAD_INPUT',
    );
    expect(codeOf(() => expectBookableDates({ start_date: '2026-03-27', end_date: '2026-03-30' }, '2026-03-28'))).toBe(
      'STAY_IN_PAST',
    );
    expect(codeOf(() => expectBookableDates({ start_date: '2026-03-28', end_date: '2027-05-03' }, '2026-03-28'))).toBe(
      'BAD_INPUT',
    );
  });

  it('fits the party into its rooms', () => {
    expect(codeOf(() => expectParty({ rooms: 2, adults: 4, children: 2 }, 3))).toBeNull();
    expect(codeOf(() => expectParty({ rooms: 2, adults: 4, children: 3 }, 3))).toBe('RULE_VIOLATION');
  });
});

describe('what may be cancelled', () => {
  it('R8 is what the lifecycle says, and what is cancelled already', () => {
    for (const status of RESERVATION_STATUSES) {
      const may = status === 'CANCELLED' || RESERVATION[status].includes('CANCELLED');
      expect(codeOf(() => expectCancellable(['CONFIRMED', status]))).toBe(may ? null : 'ILLEGAL_TRANSITION');
    }
  });
});

describe('a confirmation code', () => {
  it('has eight signs that cannot be mistaken for one another, and does not repeat', () => {
    const codes = Array.from({ length: 5_000 }, newConfirmationCode);
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
