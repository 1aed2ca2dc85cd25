import type { Reaction } from '../../platform/events/subscriber.ts';
import { returnPickup } from './commands/return-pickup.ts';
import { releaseOverdueBlocks } from './commands/step-block.ts';

/** What a block does when a booking that came from it is cancelled, and when the business date reaches its cutoff. */
export const keepBlocks: Reaction = {
  name: 'groups',
  types: ['reservation.cancelled', 'business_day.closed'],
  react: async (tx, event) => {
    if (event.type === 'reservation.cancelled') await returnPickup(tx, event.aggregate_id);
    else await releaseOverdueBlocks(tx, null);
  },
};
