import { nameConstraint } from '../../platform/database/constraints.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Module } from '../../platform/module.ts';
import { channelBookingRoutes } from './bookings/routes.ts';
import { fetchFeedTask, pullChannelTask, pushChannelTask, tendAgentsTask, tendFeedsTask } from './jobs.ts';
import { markDirtyReaction } from './ota/mark-dirty.ts';
import { channelRoutes } from './routes.ts';

export { createChannel, changeChannel } from './commands/channels.ts';
export { addFeed } from './commands/feeds.ts';
export { addMapping } from './commands/mappings.ts';
export { findChannel } from './queries.ts';

const duplicate = (field: string, message: string) => () =>
  new DomainError('DUPLICATE', { fields: [{ field, message }] });
nameConstraint('channels_name_unique', duplicate('name', 'is the name of another channel of this hotel'));
nameConstraint('mappings_remote_unique', duplicate('remote_rate_id', 'is mapped for this room already'));
nameConstraint('feeds_type_once', duplicate('room_type_id', 'has a calendar on this channel already'));
// Two servers hear the first word of a booking at once: the second tries again and finds it known.
nameConstraint('remote_bookings_once', () => new DomainError('BUSY', { retry_after_seconds: 1 }));

/** Other places that sell the rooms: calendars and online travel agents. */
export const channelsModule: Module = {
  name: 'channels',
  routes: [...channelRoutes, ...channelBookingRoutes],
  reactions: [markDirtyReaction],
  tasks: [fetchFeedTask, pullChannelTask, pushChannelTask, tendFeedsTask, tendAgentsTask],
};
