import type { OrderStatus } from './lifecycles.ts';

/** The colour a table shows. Always drawn with an icon and a text as well. */
export const TABLE_STATUSES = ['BLUE', 'YELLOW', 'GREEN', 'RED'] as const;
export type TableStatus = (typeof TABLE_STATUSES)[number];

/** What the colour needs to know of an order. */
export interface OrderAtTable {
  status: OrderStatus;
  /** Since when the oldest unserved round waits. */
  waiting_since: string;
}

const MINUTE_MS = 60_000;

/**
 * The colour of a table, first match wins: RED when the kitchen keeps an order longer than the outlet
 * allows, YELLOW when anything is still to be served, GREEN when all is served, BLUE when nothing is open.
 */
export function tableColour(orders: readonly OrderAtTable[], now: Date, threshold_minutes: number): TableStatus {
  if (orders.some((order) => isOverdue(order, now, threshold_minutes))) return 'RED';
  if (orders.some(({ status }) => status === 'PLACED' || status === 'PREPARING' || status === 'READY')) return 'YELLOW';
  return orders.some(({ status }) => status === 'SERVED') ? 'GREEN' : 'BLUE';
}

/** Whether the kitchen has kept an order longer than the outlet allows. */
export function isOverdue(order: OrderAtTable, now: Date, threshold_minutes: number): boolean {
  return (
    (order.status === 'PLACED' || order.status === 'PREPARING') &&
    now.getTime() - Date.parse(order.waiting_since) > threshold_minutes * MINUTE_MS
  );
}
