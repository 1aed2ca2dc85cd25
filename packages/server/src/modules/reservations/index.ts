import { nameConstraint } from '../../platform/database/constraints.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Module } from '../../platform/module.ts';
import { provideStays } from '../folios/index.ts';
import { provideCompanyReferences, provideGuestReferences } from '../guests/index.ts';
import { bookingReferences, companyBookings } from './guest-references.ts';
import { noteRoutes } from './notes/routes.ts';
import { historyRoutes } from './history.ts';
import { reservationRoutes } from './routes.ts';
import { STAY_CARDS } from './stay-cards.ts';
import { traceRoutes } from './traces/routes.ts';
import { stayTasks } from './stays/jobs.ts';
import { stayLookUpRoutes } from './stays/look-up-routes.ts';
import { stayRoutes } from './stays/routes.ts';
import { waitlistTasks } from './waitlist/jobs.ts';
import { tellWhoFits } from './waitlist/reactions.ts';
import { waitlistRoutes } from './waitlist/routes.ts';

export { bookQuote } from './commands/book-quote.ts';
export { bookLots, bookRooms } from './commands/book-rooms.ts';
export { bookSoldStay, bookStays } from './commands/book-stays.ts';
export { markNoShows } from './commands/mark-no-shows.ts';
export { cancelBooking } from './commands/cancel-booking.ts';
export { describeBooking, type BookingDescription } from './commands/describe-booking.ts';
export {
  BOOKINGS_OF_GUESTS,
  endingOptions,
  findBooking,
  guestOfStay,
  knownExternalKeys,
  lockBooking,
  saleTermsOf,
  termsOfLots,
  someConfirmedBooking,
  type SaleTerms,
} from './queries.ts';
export {
  findStayCard,
  houseStateOf,
  STAY_CARDS,
  STAYS_OF_TYPE,
  staysInRoom,
  type StayInRoom,
  type StayOfTheDay,
} from './house-state.ts';
export { addNote } from './notes/add-note.ts';
export { addTrace } from './traces/commands/add-trace.ts';
export { assignRoom, displaceStays, unassignRoom } from './stays/commands/assign-room.ts';
export { assignRooms, type RoomGiven } from './stays/commands/assign-rooms.ts';
export { OVERBOOKED_STAYS, winNights } from './stays/commands/win-nights.ts';
export { followChannel, priceForChannel, type ChannelWish } from './stays/commands/follow-channel.ts';
export { changeStay, previewChange } from './stays/commands/change-stay.ts';
export { checkIn, undoCheckIn } from './stays/commands/check-in.ts';
export { checkOut, undoCheckOut } from './stays/commands/check-out.ts';
export { confirmBooking } from './stays/commands/confirm-booking.ts';
export { cancelStay, markNoShow, reinstateStay } from './stays/commands/end-stay.ts';
export { priceNights } from './stays/prices.ts';
export { extendOverstays, type Overstays } from './stays/commands/extend-overstays.ts';
export { moveRoom } from './stays/commands/move-room.ts';
export { findStay, lockStay, lockStays, lockStaysOfBooking, type LockedStay } from './stays/queries.ts';
export { joinWaitlist } from './waitlist/commands/join-waitlist.ts';
export { findWaitlistEntry } from './waitlist/queries.ts';
export { claimsRooms, expectBookableDates, expectParty, lotsOf, type StayToBook } from './rules.ts';

// Two equal codes out of a million million are drawn about never; asking again draws another.
nameConstraint('bookings_confirmation_code_unique', () => new DomainError('BUSY', { retry_after_seconds: 1 }));

provideGuestReferences(bookingReferences);
provideCompanyReferences(companyBookings);
provideStays(STAY_CARDS);

/** Bookings, the reservations in them, and their nights. */
export const reservationsModule: Module = {
  name: 'reservations',
  routes: [
    ...reservationRoutes,
    ...stayRoutes,
    ...stayLookUpRoutes,
    ...noteRoutes,
    ...historyRoutes,
    ...waitlistRoutes,
    ...traceRoutes,
  ],
  reactions: [tellWhoFits],
  tasks: [...stayTasks, ...waitlistTasks],
};
