import type { TableSession } from '@hostelry/contracts';
import { sql } from 'kysely';
import { DomainError, found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { findSession, lockedNode, type LockedNode } from '../queries.ts';

/** Seats a party at a free table; refuses with CONFLICT while another party sits there. */
export async function seatGuests(tx: Tx, party: { node_id: string; guest_count: number }): Promise<TableSession> {
  const node = found((await lockedNode(party.node_id).execute(tx.db)).rows[0]);
  if (node.is_blocked) throw new DomainError('CONFLICT', { node_id: node.id }, `${node.name} is blocked.`);
  if (node.table_session_id)
    throw new DomainError(
      'CONFLICT',
      { node_id: node.id, table_session_id: node.table_session_id },
      `Guests sit at ${node.name} already.`,
    );
  const id = await openSession(tx, node, party.guest_count, false);
  const session = await findSession(tx, id);
  audit(tx, {
    action: 'floor.seat_guests',
    entity_type: 'table_session',
    entity_id: id,
    outlet_id: node.outlet_id,
    after: session,
  });
  return session;
}

/** Opens the session behind an order for a table where nobody was seated; it ends with its last order. */
export async function seatByOrder(tx: Tx, node: LockedNode, guest_count: number): Promise<string> {
  return openSession(tx, node, guest_count, true);
}

async function openSession(tx: Tx, node: LockedNode, guest_count: number, is_implicit: boolean): Promise<string> {
  const id = newId();
  await sql`
    with opened as (
      insert into floor.table_sessions (tenant_id, id, outlet_id, node_id, guest_count, is_implicit, seated_by,
        seated_at)
      values (${tx.tenant_id}, ${id}, ${node.outlet_id}, ${node.id}, ${guest_count}, ${is_implicit}, ${tx.actor.id},
        ${tx.now})
    )
    update floor.nodes set table_session_id = ${id}, is_dirty = false where tenant_id = ${tx.tenant_id}
      and id = ${node.id}`.execute(tx.db);
  tellGuestsChanged(tx, node, { table_session_id: id, guest_count });
  return id;
}

/** Tells everybody who watches the floor that the people at a table, or its state, changed. */
export function tellGuestsChanged(
  tx: Tx,
  node: { id: string; outlet_id: string },
  data: Record<string, unknown>,
): void {
  emit(tx, {
    type: 'floor.guests_changed',
    aggregate_type: 'service_node',
    aggregate_id: node.id,
    outlet_id: node.outlet_id,
    data: { node_id: node.id, ...data },
  });
}
