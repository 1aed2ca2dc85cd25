import type { Reaction } from '../../platform/events/subscriber.ts';
import { findOutlet } from '../outlets/index.ts';
import { planDay } from './commands/plan-day.ts';

/** Guests come and go, and the day's work with them. Planning again is free where nothing has changed. */
export const planAgain: Reaction = {
  name: 'housekeeping',
  types: [
    'reservation.checked_in',
    'reservation.checked_out',
    'reservation.check_in_undone',
    'reservation.check_out_undone',
    'reservation.room_assigned',
    'reservation.room_moved',
    'reservation.changed',
    'room.outage_changed',
    'business_day.closed',
  ],
  react: async (tx, event) => {
    const outlet = event.outlet_id === null ? undefined : await findOutlet(tx, event.outlet_id);
    if (outlet?.kind === 'HOTEL') await planDay(tx, outlet);
  },
};
