import type { Floor, ServiceFlow, ServiceNode } from '@hostelry/contracts';
import { sql } from 'kysely';
import { DomainError, expectVersion } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { findFloor, findFlow, findNode } from '../queries.ts';

type Draft<T> = Partial<Omit<T, 'id' | 'version'>>;

/** Adds a storey to an outlet. */
export async function addFloor(tx: Tx, draft: Draft<Floor> & { outlet_id: string; name: string }): Promise<Floor> {
  const id = newId();
  await tx.db
    .insertInto('floor.floors')
    .values({ tenant_id: tx.tenant_id, id, ...draft })
    .execute();
  return drawn(tx, 'floor.add_floor', 'floor', await findFloor(tx, id));
}

/** Renames or resizes a storey. */
export async function changeFloor(
  tx: Tx,
  id: string,
  { version, ...patch }: Draft<Floor> & { version?: number },
): Promise<Floor> {
  const before = await findFloor(tx, id);
  expectVersion(before.version, version);
  const { numUpdatedRows } = await tx.db
    .updateTable('floor.floors')
    .set({ ...patch, version: before.version + 1 })
    .where('id', '=', id)
    .where('version', '=', before.version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError('STALE_VERSION');
  return drawn(tx, 'floor.change_floor', 'floor', await findFloor(tx, id), before);
}

/** Takes an empty storey away; refused with IN_USE while nodes stand on it. */
export async function removeFloor(tx: Tx, id: string): Promise<void> {
  const before = await findFloor(tx, id);
  await tx.db.deleteFrom('floor.floors').where('id', '=', id).execute();
  audit(tx, { action: 'floor.remove_floor', entity_type: 'floor', entity_id: id, outlet_id: before.outlet_id, before });
}

export type NodeDraft = Pick<ServiceNode, 'outlet_id' | 'name' | 'node_type'> & NodePatch;
export type NodePatch = Partial<
  Pick<
    ServiceNode,
    | 'name'
    | 'node_type'
    | 'floor_id'
    | 'pos_x'
    | 'pos_y'
    | 'pos_z'
    | 'rotation'
    | 'shape'
    | 'width'
    | 'depth'
    | 'capacity'
    | 'is_blocked'
  >
>;

/** Puts a table, counter, station or machine on the floor. */
export async function addNode(tx: Tx, draft: NodeDraft): Promise<ServiceNode> {
  const [node] = await addNodes(tx, [draft]);
  return node!;
}

/** Puts several nodes on the floor with one statement. */
export async function addNodes(tx: Tx, drafts: readonly NodeDraft[]): Promise<ServiceNode[]> {
  const rows = drafts.map((draft) => ({
    tenant_id: tx.tenant_id,
    id: newId(),
    status_since: tx.now.toISOString(),
    ...draft,
  }));
  await tx.db.insertInto('floor.nodes').values(rows).execute();
  const nodes: ServiceNode[] = [];
  for (const { id } of rows) nodes.push(drawn(tx, 'floor.add_node', 'service_node', await findNode(tx, id)));
  return nodes;
}

/** Moves, renames or blocks a node. Its colour follows from its orders and cannot be set. */
export async function changeNode(
  tx: Tx,
  id: string,
  { version, ...patch }: NodePatch & { version?: number },
): Promise<ServiceNode> {
  const before = await findNode(tx, id);
  expectVersion(before.version, version);
  const { numUpdatedRows } = await tx.db
    .updateTable('floor.nodes')
    .set({ ...patch, version: before.version + 1, updated_at: tx.now.toISOString() })
    .where('id', '=', id)
    .where('version', '=', before.version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError('STALE_VERSION');
  return drawn(tx, 'floor.change_node', 'service_node', await findNode(tx, id), before);
}

/** Takes a node off the floor; refused with IN_USE once anybody was served there. */
export async function removeNode(tx: Tx, id: string): Promise<void> {
  const before = await findNode(tx, id);
  await sql`delete from floor.nodes where id = ${id}`.execute(tx.db);
  tellDrawingChanged(tx, 'service_node', before);
  audit(tx, {
    action: 'floor.remove_node',
    entity_type: 'service_node',
    entity_id: id,
    outlet_id: before.outlet_id,
    before,
  });
}

/** Draws the way between two nodes of one outlet. */
export async function connectNodes(
  tx: Tx,
  way: { from_node_id: string; to_node_id: string; flow_type?: ServiceFlow['flow_type'] },
): Promise<ServiceFlow> {
  const { outlet_id } = await findNode(tx, way.from_node_id);
  const id = newId();
  await tx.db
    .insertInto('floor.flows')
    .values({ tenant_id: tx.tenant_id, id, outlet_id, created_at: tx.now.toISOString(), ...way })
    .execute();
  return drawn(tx, 'floor.connect_nodes', 'service_flow', await findFlow(tx, id));
}

/** Takes the way between two nodes away. */
export async function disconnectNodes(tx: Tx, id: string): Promise<void> {
  const before = await findFlow(tx, id);
  await tx.db.deleteFrom('floor.flows').where('id', '=', id).execute();
  tellDrawingChanged(tx, 'service_flow', before);
  audit(tx, {
    action: 'floor.disconnect_nodes',
    entity_type: 'service_flow',
    entity_id: id,
    outlet_id: before.outlet_id,
    before,
  });
}

function drawn<T extends { id: string; outlet_id: string }>(
  tx: Tx,
  action: string,
  entity_type: string,
  after: T,
  before?: T,
): T {
  tellDrawingChanged(tx, entity_type, after);
  audit(tx, { action, entity_type, entity_id: after.id, outlet_id: after.outlet_id, before, after });
  return after;
}

function tellDrawingChanged(
  tx: Tx,
  aggregate_type: string,
  { id, outlet_id }: { id: string; outlet_id: string },
): void {
  emit(tx, {
    type: 'floor.node_changed',
    aggregate_type,
    aggregate_id: id,
    outlet_id,
    data: { [`${aggregate_type}_id`]: id },
  });
}
