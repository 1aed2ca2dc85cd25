import type { KitchenTicket } from '@hostelry/contracts';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../app/api.ts';

/** What the kitchen of an outlet works on, oldest first. All stations at once, so that changing the tab costs nothing. */
export const ticketsQuery = (outlet_id: string) =>
  queryOptions({
    queryKey: ['kitchen', 'tickets', outlet_id],
    queryFn: ({ signal }) => api.get<KitchenTicket[]>('kitchen/tickets', { outlet_id }, signal),
    // The wire says what changed; this is for a board that nobody touches and a wire that broke unseen.
    refetchInterval: 60_000,
  });

/** The tickets that were finished last, newest first. */
export const bumpedQuery = (outlet_id: string) =>
  queryOptions({
    queryKey: ['kitchen', 'bumped', outlet_id],
    queryFn: ({ signal }) => api.get<KitchenTicket[]>('kitchen/tickets', { outlet_id, status: 'BUMPED' }, signal),
  });
