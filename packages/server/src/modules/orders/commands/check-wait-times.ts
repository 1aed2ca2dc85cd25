import { OPEN_ORDER_STATUSES, tableColour, type OrderAtTable } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/transaction.ts';
import { lockNodes, showTableStatuses, type LockedNode } from '../../floor/index.ts';
import { OUTLET_TERMS } from '../../outlets/index.ts';

/** A table that was just turned red. */
export interface LateTable {
  node_id: string;
  outlet_id: string;
  name: string;
  waiting_since: string;
}

/**
 * Turns the tables red whose orders wait longer than their outlet allows, and tells everybody who watches.
 * A table that is red already is left alone, so each long wait is told once.
 */
export async function checkWaitTimes(tx: Tx): Promise<LateTable[]> {
  const late = await lateNodes(tx);
  if (late.length === 0) return [];
  // Locked first and judged after, because an order may have been served since the look above.
  const nodes = await lockNodes(
    tx,
    late.map((node) => node.node_id),
  );
  const orders = await openOrders(tx, nodes);
  const threshold = new Map(late.map((node) => [node.node_id, node.wait_threshold_minutes]));
  const shown = await showTableStatuses(
    tx,
    nodes.map((node) => ({ node, to: tableColour(orders.get(node.id) ?? [], tx.now, threshold.get(node.id)!) })),
  );
  return shown
    .filter(({ to }) => to === 'RED')
    .map(({ node }) => ({
      node_id: node.id,
      outlet_id: node.outlet_id,
      name: node.name,
      waiting_since: oldestWait(orders.get(node.id)!),
    }));
}

async function lateNodes(tx: Tx): Promise<{ node_id: string; wait_threshold_minutes: number }[]> {
  const { rows } = await sql<{ node_id: string; wait_threshold_minutes: number }>`
    select distinct o.node_id, w.wait_threshold_minutes
    from orders.orders o join ${sql.raw(OUTLET_TERMS)} w on w.id = o.outlet_id
    where o.node_id is not null and o.status in ('PLACED', 'PREPARING')
      and o.waiting_since < ${tx.now}::timestamptz - make_interval(mins => w.wait_threshold_minutes)`.execute(tx.db);
  return rows;
}

async function openOrders(tx: Tx, nodes: readonly LockedNode[]): Promise<Map<string, OrderAtTable[]>> {
  const { rows } = await sql<OrderAtTable & { node_id: string }>`
    select node_id, status, waiting_since from orders.orders
    where node_id = any(${nodes.map((node) => node.id)}::uuid[])
      and status in (${sql.raw(OPEN_ORDER_STATUSES.map((status) => `'${status}'`).join(', '))})`.execute(tx.db);
  const byNode = new Map<string, OrderAtTable[]>();
  for (const { node_id, ...order } of rows) byNode.set(node_id, [...(byNode.get(node_id) ?? []), order]);
  return byNode;
}

function oldestWait(orders: readonly OrderAtTable[]): string {
  return orders
    .filter(({ status }) => status === 'PLACED' || status === 'PREPARING')
    .map((order) => order.waiting_since)
    .sort()[0]!;
}
