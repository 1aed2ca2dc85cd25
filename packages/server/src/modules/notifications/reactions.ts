import type { Reaction } from '../../platform/events/subscriber.ts';
import { tellPeople } from './commands/tell-people.ts';
import { NEWS_EVENTS, newsOf } from './rules.ts';

/** Tells people what happened in their outlets. */
export const tellNews: Reaction = {
  name: 'notifications',
  types: NEWS_EVENTS,
  react: async (tx, event) => {
    const news = newsOf(event);
    if (news) await tellPeople(tx, event, news);
  },
};
