/** What can be done with a booking now, as data: an act that is not possible says why instead of hiding. */
import { mayBecome, RESERVATION } from '@hostelry/contracts/lifecycles';
import type { BookingDetails } from './queries.ts';

export interface BookingAction {
  name: 'cancel';
  /** Translation key of the reason why it is not possible; absent when it is. */
  why_not?: 'may_not' | 'already' | 'status';
}

/** The acts on a booking for somebody with, or without, the permission to cancel. */
export function actionsOn(booking: BookingDetails, mayCancel: boolean): BookingAction[] {
  return [{ name: 'cancel', why_not: whyNotCancel(booking, mayCancel) }];
}

function whyNotCancel(booking: BookingDetails, mayCancel: boolean): BookingAction['why_not'] {
  if (!mayCancel) return 'may_not';
  if (booking.status === 'CANCELLED') return 'already';
  // Like the server: one room that is past cancelling keeps the whole booking.
  const statuses = [booking.status, ...booking.reservations.map(({ status }) => status)];
  return statuses.every((status) => status === 'CANCELLED' || mayBecome(RESERVATION, status, 'CANCELLED'))
    ? undefined
    : 'status';
}
