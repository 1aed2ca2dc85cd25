/** What the floor shows of each table, made from the places, the open orders and the clock. */
import type { OrderRow, ServiceNode } from '@hostelry/contracts';
import { isOverdue, TABLE_STATUSES, type TableStatus } from '@hostelry/contracts/table-colour';

export interface TableView {
  node: ServiceNode;
  orders: OrderRow[];
  status: TableStatus;
  /** Since when the oldest open order waits, or was placed once all is served; null where nothing is open. */
  since: string | null;
}

/** Unserved rounds count from when they were ordered; once all is served, from when the order was placed. */
function oldest(orders: readonly OrderRow[]): string | null {
  const unserved = orders.filter(({ status }) => status !== 'SERVED').map(({ waiting_since }) => waiting_since);
  const instants = unserved.length > 0 ? unserved : orders.map(({ placed_at }) => placed_at);
  return instants.sort()[0] ?? null;
}

/**
 * The tables with their orders. The colour is the server's; only the turn to RED is not waited for, since time passes
 * here as well and the same function decides.
 */
export function tableViews(
  nodes: readonly ServiceNode[],
  orders: readonly OrderRow[],
  now: number,
  threshold_minutes: number,
): TableView[] {
  return nodes
    .filter(({ node_type }) => node_type === 'TABLE')
    .map((node) => {
      const mine = orders.filter(({ node_id }) => node_id === node.id);
      const late = mine.some((order) => isOverdue(order, new Date(now), threshold_minutes));
      return { node, orders: mine, status: late ? 'RED' : node.current_status, since: oldest(mine) };
    });
}

const URGENCY: readonly TableStatus[] = ['RED', 'YELLOW', 'GREEN', 'BLUE'];

/** Most urgent first, then by name as a person counts: 2 before 10. */
export function byUrgency(a: TableView, b: TableView): number {
  return (
    URGENCY.indexOf(a.status) - URGENCY.indexOf(b.status) ||
    a.node.name.localeCompare(b.node.name, undefined, { numeric: true })
  );
}

/** How many tables show each colour. */
export function countByStatus(views: readonly TableView[]): Record<TableStatus, number> {
  const counts = Object.fromEntries(TABLE_STATUSES.map((status) => [status, 0])) as Record<TableStatus, number>;
  for (const { status } of views) counts[status] += 1;
  return counts;
}

export const LEGEND = URGENCY;
