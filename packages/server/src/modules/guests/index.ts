import type { Module } from '../../platform/module.ts';
import { guestRoutes } from './routes.ts';

export { addGuests, type GuestToAdd } from './commands/add-guests.ts';
export { findGuest, GUEST_CARDS } from './queries.ts';

/** The people who stay. */
export const guestsModule: Module = { name: 'guests', routes: guestRoutes };
