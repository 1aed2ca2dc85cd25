import type { Menu, Order, OrderRow } from '@hostelry/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../../app/api.ts';

export interface OrderFilters {
  outlet_id: string;
  q?: string | undefined;
  status?: string | undefined;
  is_open?: boolean | undefined;
}

/** The orders of an outlet, newest first, a page at a time. */
export const ordersQuery = (filters: OrderFilters) =>
  infiniteQueryOptions({
    queryKey: ['orders', 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      api.list<OrderRow>('orders', { ...filters, sort: '-placed_at', cursor: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.next_cursor,
  });

/** Every order of the outlet that still occupies its table, oldest first. */
export const openOrdersQuery = (outlet_id: string) =>
  queryOptions({
    queryKey: ['orders', 'open', outlet_id],
    queryFn: async ({ signal }) =>
      (await api.list<OrderRow>('orders', { outlet_id, is_open: true, sort: 'placed_at', limit: 200 }, signal)).data,
  });

/** One order with its lines. */
export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ['orders', 'one', id],
    queryFn: ({ signal }) => api.get<Order>(`orders/${id}`, undefined, signal),
  });

/** The whole menu of an outlet in one reply. */
export const menuQuery = (outlet_id: string) =>
  queryOptions({
    queryKey: ['menu', outlet_id],
    queryFn: ({ signal }) => api.get<Menu>('menu', { outlet_id }, signal),
    staleTime: 5 * 60_000,
  });

/** What an act on an order makes stale here, before the live wire says so to everybody else. */
export const ORDER_KEYS = [['orders'], ['service-nodes'], ['kitchen']] as const;
