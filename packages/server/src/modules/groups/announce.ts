import { audit, emit, type Tx } from '../../platform/transaction.ts';
import { emitInventoryChanged } from '../rooms/index.ts';
import type { LockedBlock } from './queries.ts';

/** Tells that a block changed, and leaves the trace of what was done. */
export function announceBlock(
  tx: Tx,
  block: Pick<LockedBlock, 'id' | 'outlet_id'>,
  act: { action: string; before?: unknown; after?: unknown },
): void {
  const { id, outlet_id } = block;
  emit(tx, { type: 'block.changed', aggregate_type: 'block', aggregate_id: id, outlet_id, data: { id } });
  audit(tx, { entity_type: 'block', entity_id: id, outlet_id, ...act });
}

/** Tells, once per type, that units of the block's nights moved. */
export function announceUnits(
  tx: Tx,
  block: Pick<LockedBlock, 'outlet_id' | 'start_date' | 'end_date'>,
  nights: readonly { room_type_id: string }[],
): void {
  const { outlet_id, start_date, end_date } = block;
  for (const room_type_id of new Set(nights.map((night) => night.room_type_id)))
    emitInventoryChanged(tx, { outlet_id, room_type_id, start_date, end_date });
}
