import type { DailyPayments, Payment } from '@hostelry/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../../app/api.ts';

export interface PaymentFilters {
  outlet_id: string;
  method?: string | undefined;
  status?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** The payments of an outlet, newest first, a page at a time. */
export const paymentsQuery = (filters: PaymentFilters) =>
  infiniteQueryOptions({
    queryKey: ['payments', 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      api.list<Payment>('payments', { ...filters, cursor: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.next_cursor,
  });

/** What an outlet took on a business day; without a date, on the day that is open. */
export const takingsQuery = (outlet_id: string, date?: string) =>
  queryOptions({
    queryKey: ['payments', 'daily', outlet_id, date ?? 'open'],
    queryFn: ({ signal }) => api.get<DailyPayments>('payments/stats/daily', { outlet_id, date }, signal),
  });
