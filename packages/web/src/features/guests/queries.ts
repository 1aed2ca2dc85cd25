import type { Guest, GuestDuplicate, GuestRow, StayHistory } from '@hostelry/contracts/guests';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Static } from 'typebox';
import { api, type Query } from '../../app/api.ts';

export type GuestListRow = Static<typeof GuestRow>;
export type GuestProfile = Static<typeof Guest>;
export type Duplicate = Static<typeof GuestDuplicate>;
export type History = Static<typeof StayHistory>;

const PAGE_ROWS = 50;

/** A hotel's guests, page after page. */
export const guestsQuery = (query: Query) =>
  infiniteQueryOptions({
    queryKey: ['guests', 'list', query],
    queryFn: ({ signal, pageParam }) =>
      api.list<GuestListRow>('guests', { ...query, limit: PAGE_ROWS, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ page }) => page.next_cursor,
  });

export const guestQuery = (id: string) =>
  queryOptions({
    queryKey: ['guests', 'one', id],
    queryFn: ({ signal }) => api.get<GuestProfile>(`guests/${id}`, undefined, signal),
  });

export const duplicatesQuery = (id: string) =>
  queryOptions({
    queryKey: ['guests', 'duplicates', id],
    queryFn: ({ signal }) => api.get<Duplicate[]>(`guests/${id}/duplicates`, undefined, signal),
  });

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['guests', 'stays', id],
    queryFn: ({ signal }) => api.get<History>(`guests/${id}/stays`, undefined, signal),
  });
