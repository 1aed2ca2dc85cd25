import type { Module } from '../../platform/module.ts';
import { provideGuestReferences } from '../guests/index.ts';
import { cardReferences } from './cards.ts';
import { frontDeskRoutes } from './routes.ts';

export { planRooms } from './assignment.ts';
export { autoAssign, type AssignmentWish } from './commands/auto-assign.ts';
export { checkInGuest } from './commands/check-in-guest.ts';
export { keepCard } from './commands/keep-card.ts';
export { houseFor } from './house.ts';

provideGuestReferences(cardReferences);

/** The desk’s day: arrivals, departures, who is in house, the tape chart, checking in. */
export const frontDeskModule: Module = { name: 'front-desk', routes: frontDeskRoutes };
