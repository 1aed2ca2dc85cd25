import type { OutletShape } from '@hostelry/contracts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';

/** Removes a venue that nothing refers to; one that is in use is refused and can be made inactive instead. */
export async function removeOutlet(tx: Tx, outlet: OutletShape): Promise<void> {
  await tx.db.deleteFrom('outlets.outlets').where('id', '=', outlet.id).execute();
  emit(tx, {
    type: 'outlets.outlet_changed',
    aggregate_type: 'outlet',
    aggregate_id: outlet.id,
    outlet_id: outlet.id,
    data: { change: 'removed', name: outlet.name, kind: outlet.kind },
  });
  audit(tx, {
    action: 'outlets.remove',
    entity_type: 'outlet',
    entity_id: outlet.id,
    outlet_id: outlet.id,
    before: outlet,
  });
}
