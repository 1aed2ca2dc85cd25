import type { Floor, ServiceFlow, ServiceNode, TableSession, TableStatus } from '@hostelry/contracts';
import { sql, type RawBuilder } from 'kysely';
import { found } from '../../platform/errors.ts';
import type { List } from '../../platform/http/list.ts';
import type { Tx } from '../../platform/transaction.ts';

/** What an order needs to know of the place it is for. */
export interface LockedNode {
  id: string;
  outlet_id: string;
  name: string;
  current_status: TableStatus;
  table_session_id: string | null;
  is_blocked: boolean;
}

/**
 * Reads a node and keeps others from changing it until the act ends: whoever changes what happens at a table
 * locks it first, so that its colour is computed by one at a time. A fragment, to be joined to other reads.
 */
export function lockedNode(node_id: string | null | RawBuilder<unknown>): RawBuilder<LockedNode> {
  return sql<LockedNode>`
    select id, outlet_id, name, current_status, table_session_id, is_blocked
    from floor.nodes where id = ${node_id}::uuid for no key update`;
}

/** Locks several nodes in the order of their keys, so that two such acts never wait for each other. */
export async function lockNodes(tx: Tx, node_ids: readonly string[]): Promise<LockedNode[]> {
  const { rows } = await sql<LockedNode>`
    select id, outlet_id, name, current_status, table_session_id, is_blocked
    from floor.nodes where id = any(${[...node_ids]}::uuid[]) order by id for no key update`.execute(tx.db);
  return rows;
}

export const nodeList: List = {
  select: `n.id, n.outlet_id, n.floor_id, n.name, n.node_type, n.pos_x, n.pos_y, n.pos_z, n.rotation,
    n.shape, n.width, n.depth, n.capacity, n.current_status, n.status_since,
    array_remove(array[
      case when n.table_session_id is not null then 'SEATED' end, case when s.bill_requested_at is not null
        then 'BILL_REQUESTED' end,
      case when n.is_dirty then 'DIRTY' end, case when n.is_blocked then 'BLOCKED' end], null) as badges,
    n.table_session_id, s.guest_count, s.seated_at, n.is_dirty, n.is_blocked, n.version`,
  from: 'floor.nodes n left join floor.table_sessions s on s.tenant_id = n.tenant_id and s.id = n.table_session_id',
  id: 'n.id',
  outlet: 'n.outlet_id',
  search: ['n.name'],
  sort: {
    name: 'n.name',
    node_type: 'n.node_type',
    capacity: 'n.capacity',
    current_status: 'n.current_status',
    created_at: 'n.created_at',
  },
  default_sort: 'name',
};

export const floorList: List = {
  select: 'f.id, f.outlet_id, f.name, f.level, f.width, f.depth, f.version',
  from: 'floor.floors f',
  id: 'f.id',
  outlet: 'f.outlet_id',
  search: ['f.name'],
  sort: { level: 'f.level', name: 'f.name' },
  default_sort: 'level',
};

export const flowList: List = {
  select: 'w.id, w.outlet_id, w.from_node_id, w.to_node_id, w.flow_type',
  from: 'floor.flows w',
  id: 'w.id',
  outlet: 'w.outlet_id',
  sort: { created_at: 'w.created_at' },
  default_sort: 'created_at',
};

export const sessionList: List = {
  select: 's.id, s.outlet_id, s.node_id, s.guest_count, s.is_implicit, s.seated_at, s.bill_requested_at, s.closed_at',
  from: 'floor.table_sessions s',
  id: 's.id',
  outlet: 's.outlet_id',
  sort: { seated_at: 's.seated_at' },
  default_sort: '-seated_at',
};

/** A node as the API shows it; refuses with NOT_FOUND. */
export const findNode = (tx: Tx, id: string) => findIn<ServiceNode>(tx, nodeList, id);
export const findFloor = (tx: Tx, id: string) => findIn<Floor>(tx, floorList, id);
export const findFlow = (tx: Tx, id: string) => findIn<ServiceFlow>(tx, flowList, id);
export const findSession = (tx: Tx, id: string) => findIn<TableSession>(tx, sessionList, id);

async function findIn<T>(tx: Tx, list: List, id: string): Promise<T> {
  const { rows } = await sql<T>`
      select ${sql.raw(list.select)} from ${sql.raw(list.from)} where ${sql.raw(list.id)} = ${id}`.execute(tx.db);
  return found(rows[0]);
}

/** Every place of an outlet, by name. */
export async function nodesOf(tx: Tx, outlet_id: string): Promise<ServiceNode[]> {
  const { rows } = await sql<ServiceNode>`
    select ${sql.raw(nodeList.select)}
    from ${sql.raw(nodeList.from)} where n.outlet_id = ${outlet_id} order by n.name, n.id`.execute(tx.db);
  return rows;
}
