import type { TableStatus } from '@hostelry/contracts';
import { sql } from 'kysely';
import { emit, type Tx } from '../../../platform/transaction.ts';
import type { LockedNode } from '../queries.ts';

export interface ShownStatus {
  node: LockedNode;
  to: TableStatus;
}

/**
 * Shows tables in new colours and tells everybody who watches the floor. The nodes must be locked; those that
 * have their colour already are left alone, so a repeat tells nothing.
 */
export async function showTableStatuses(tx: Tx, shown: readonly ShownStatus[]): Promise<ShownStatus[]> {
  const changed = shown.filter(({ node, to }) => node.current_status !== to);
  if (changed.length === 0) return [];
  await sql`
    update floor.nodes n set current_status = c.current_status, status_since = ${tx.now}
    from unnest(${changed.map(({ node }) => node.id)}::uuid[], ${changed.map(({ to }) => to)}::text[]) as c(id,
      current_status)
    where n.tenant_id = ${tx.tenant_id} and n.id = c.id`.execute(tx.db);
  for (const { node, to } of changed) {
    emit(tx, {
      type: 'floor.table_status_changed',
      aggregate_type: 'service_node',
      aggregate_id: node.id,
      outlet_id: node.outlet_id,
      data: { node_id: node.id, name: node.name, from: node.current_status, to },
    });
  }
  return changed;
}
