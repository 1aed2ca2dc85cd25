import type { ReservationStatus } from '@hostelry/contracts/lifecycles';
import { describe, expect, it } from 'vitest';
import { actionsOn } from './actions.ts';
import type { BookingDetails } from '../queries.ts';

const booking = (status: ReservationStatus, ...rooms: ReservationStatus[]) =>
  ({ status, reservations: rooms.map((room) => ({ status: room })) }) as BookingDetails;
const whyNot = (of: BookingDetails, may = true) =>
  actionsOn(of, () => may).find(({ name }) => name === 'cancel')!.why_not;

describe('cancelling a booking', () => {
  it('is offered while every room can still be cancelled', () => {
    expect(whyNot(booking('CONFIRMED', 'CONFIRMED', 'CONFIRMED'))).toBeUndefined();
    expect(whyNot(booking('CONFIRMED', 'CONFIRMED', 'CANCELLED'))).toBeUndefined();
  });

  it('is not offered once one room has arrived', () => {
    expect(whyNot(booking('CONFIRMED', 'CONFIRMED', 'IN_HOUSE'))).toBe('status');
    expect(whyNot(booking('CHECKED_OUT', 'CHECKED_OUT'))).toBe('status');
  });

  it('says when it is done already, or not one’s business', () => {
    expect(whyNot(booking('CANCELLED', 'CANCELLED'))).toBe('already');
    expect(whyNot(booking('CONFIRMED', 'CONFIRMED'), false)).toBe('may_not');
  });
});

describe('confirming a booking', () => {
  it('is offered for options only', () => {
    const names = (of: BookingDetails) => actionsOn(of, () => true).map(({ name }) => name);
    expect(names(booking('OPTIONAL', 'OPTIONAL'))).toEqual(['confirm', 'cancel']);
    expect(names(booking('CONFIRMED', 'CONFIRMED'))).toEqual(['cancel']);
  });
});
