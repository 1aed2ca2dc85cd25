/** What can be done with a whole booking now, as data: an act that is not possible says why instead of hiding. */
import { mayBecome, RESERVATION } from '@hostelry/contracts/lifecycles';
import type { Permission } from '@hostelry/contracts/permissions';
import type { BookingDetails } from '../queries.ts';

export interface BookingAction {
  name: 'confirm' | 'cancel';
  /** Translation key of the reason why it is not possible; absent when it is. */
  why_not?: 'may_not_confirm' | 'may_not' | 'already' | 'status';
}

/** The acts on a booking; confirming belongs only to what is not sold yet. */
export function actionsOn(booking: BookingDetails, may: (permission: Permission) => boolean): BookingAction[] {
  const actions: BookingAction[] = [];
  if (booking.status === 'INQUIRED' || booking.status === 'WAITLISTED' || booking.status === 'OPTIONAL')
    actions.push({ name: 'confirm', ...(!may('reservations.create') && { why_not: 'may_not_confirm' }) });
  const why_not = whyNotCancel(booking, may('reservations.cancel'));
  return [...actions, { name: 'cancel', ...(why_not && { why_not }) }];
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
