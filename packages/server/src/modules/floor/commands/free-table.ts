import type { ServiceNode, TableSession } from '@hostelry/contracts';
import { sql } from 'kysely';
import { DomainError, found } from '../../../platform/errors.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { findNode, findSession, lockedNode, type LockedNode } from '../queries.ts';
import { tellGuestsChanged } from './seat-guests.ts';

/** The guests leave: the table is free but dirty. Refused while an order there is still open. */
export async function closeTable(tx: Tx, session_id: string): Promise<TableSession> {
  const { node, session } = await lockSession(tx, session_id);
  if (session.closed_at) throw new DomainError('ILLEGAL_TRANSITION', { from: 'CLOSED', to: 'CLOSED', allowed: [] });
  if (node.current_status !== 'BLUE')
    throw new DomainError(
      'CONFLICT',
      { current_status: node.current_status },
      `An order at ${node.name} is still open.`,
    );
  await endSession(tx, node, session_id, true);
  const closed = await findSession(tx, session_id);
  audit(tx, {
    action: 'floor.close_table',
    entity_type: 'table_session',
    entity_id: session_id,
    outlet_id: node.outlet_id,
    before: session,
    after: closed,
  });
  return closed;
}

/** Ends the session that an order opened by itself, once the last order is done; other sessions stay. */
export async function freeAfterOrders(tx: Tx, node: LockedNode): Promise<void> {
  if (!node.table_session_id) return;
  const session = await findSession(tx, node.table_session_id);
  if (session.is_implicit) await endSession(tx, node, session.id, false);
}

/** The guests ask for their bill. */
export async function requestBill(tx: Tx, session_id: string): Promise<TableSession> {
  const { node, session } = await lockSession(tx, session_id);
  if (session.closed_at)
    throw new DomainError('ILLEGAL_TRANSITION', { from: 'CLOSED', to: 'BILL_REQUESTED', allowed: [] });
  if (session.bill_requested_at) return session;
  await sql`
    update floor.table_sessions set bill_requested_at = ${tx.now}
    where tenant_id = ${tx.tenant_id} and id = ${session_id}`.execute(tx.db);
  tellGuestsChanged(tx, node, { table_session_id: session_id, bill_requested: true });
  audit(tx, {
    action: 'floor.request_bill',
    entity_type: 'table_session',
    entity_id: session_id,
    outlet_id: node.outlet_id,
  });
  return findSession(tx, session_id);
}

/** The table was wiped and laid. */
export async function markClean(tx: Tx, node_id: string): Promise<ServiceNode> {
  const node = found((await lockedNode(node_id).execute(tx.db)).rows[0]);
  const { rows } = await sql`
    update floor.nodes set is_dirty = false
    where tenant_id = ${tx.tenant_id} and id = ${node_id} and is_dirty returning id`.execute(tx.db);
  if (rows.length > 0) tellGuestsChanged(tx, node, { is_dirty: false });
  audit(tx, { action: 'floor.mark_clean', entity_type: 'service_node', entity_id: node_id, outlet_id: node.outlet_id });
  return findNode(tx, node_id);
}

async function lockSession(tx: Tx, session_id: string): Promise<{ node: LockedNode; session: TableSession }> {
  const { node_id } = await findSession(tx, session_id);
  const node = found((await lockedNode(node_id).execute(tx.db)).rows[0]);
  return { node, session: await findSession(tx, session_id) };
}

async function endSession(tx: Tx, node: LockedNode, session_id: string, leaves_dirty: boolean): Promise<void> {
  await sql`
    with closed as (update floor.table_sessions set closed_at = ${tx.now} where tenant_id = ${tx.tenant_id}
      and id = ${session_id})
    update floor.nodes set table_session_id = null, is_dirty = ${leaves_dirty} where tenant_id = ${tx.tenant_id}
      and id = ${node.id}`.execute(tx.db);
  tellGuestsChanged(tx, node, { table_session_id: null, is_dirty: leaves_dirty });
}
