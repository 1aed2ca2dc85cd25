import { nameConstraint } from '../../platform/database/constraints.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Module } from '../../platform/module.ts';
import { reservationRoutes } from './routes.ts';

export { bookRooms } from './commands/book-rooms.ts';
export { bookStays } from './commands/book-stays.ts';
export { cancelBooking } from './commands/cancel-booking.ts';
export { knownExternalKeys, lockBooking, saleTermsOf, someConfirmedBooking } from './queries.ts';
export { claimsRooms, type StayToBook } from './rules.ts';

// Two equal codes out of a million million are drawn about never; asking again draws another.
nameConstraint('bookings_confirmation_code_unique', () => new DomainError('BUSY', { retry_after_seconds: 1 }));

/** Bookings, the reservations in them, and their nights. */
export const reservationsModule: Module = { name: 'reservations', routes: reservationRoutes };
