import { WEBHOOK_EVENT_TYPES } from '@hostelry/contracts';
import type { Reaction } from '../../platform/events/subscriber.ts';
import { queueDeliveries } from './commands/queue-delivery.ts';

/** Follows the log for everybody outside who listens; the message is queued where the cursor moves, so none is lost or doubled (E1, E2). */
export const tellOutside: Reaction = {
  name: 'webhooks',
  types: WEBHOOK_EVENT_TYPES,
  react: queueDeliveries,
};
