import type { BusinessDay, BusinessDayDetails } from '@hostelry/contracts/business-days';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../../app/api.ts';

/** A venue's business days, newest first, a month at a time. */
export const daysQuery = (outlet_id: string) =>
  infiniteQueryOptions({
    queryKey: ['business-days', 'list', outlet_id],
    queryFn: ({ signal, pageParam }) =>
      api.list<BusinessDay>('business-days', { outlet_id, limit: 31, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ page }) => page.next_cursor,
  });

const WHILE_CLOSING_MS = 1_500;

/** One day with its audit; looked at again while it closes, in case the live wire is down. */
export const dayQuery = (outlet_id: string, date: string) =>
  queryOptions({
    queryKey: ['business-days', 'one', outlet_id, date],
    queryFn: ({ signal }) => api.get<BusinessDayDetails>(`business-days/${date}`, { outlet_id }, signal),
    refetchInterval: ({ state }) => (state.data?.status === 'CLOSING' ? WHILE_CLOSING_MS : false),
  });
