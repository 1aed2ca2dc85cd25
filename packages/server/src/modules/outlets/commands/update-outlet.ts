import type { OutletShape, UpdateOutletBody } from '@hostelry/contracts';
import { DomainError, expectVersion, unknownReference } from '../../../platform/errors.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { findBrand, findOutlet } from '../queries.ts';
import { expectRealPlace, expectSameCurrency } from '../rules.ts';

/** Changes a venue's details, unless somebody else changed them first. The open business day stays open. */
export async function updateOutlet(
  tx: Tx,
  outlet: OutletShape,
  { version, ...changes }: UpdateOutletBody,
): Promise<OutletShape> {
  expectVersion(outlet.version, version);
  expectRealPlace(changes);
  expectSameCurrency(outlet, changes.currency);
  if (changes.brand_id && !(await findBrand(tx, changes.brand_id))) throw unknownReference('brand_id');
  const won = await tx.db
    .updateTable('outlets.outlets')
    .set({ ...changes, version: outlet.version + 1, updated_at: tx.now.toISOString() })
    .where('id', '=', outlet.id)
    .where('version', '=', outlet.version)
    .returning('id')
    .executeTakeFirst();
  if (!won) throw new DomainError('STALE_VERSION', { expected: outlet.version });
  const changed = (await findOutlet(tx, outlet.id))!;
  emit(tx, {
    type: 'outlets.outlet_changed',
    aggregate_type: 'outlet',
    aggregate_id: outlet.id,
    outlet_id: outlet.id,
    data: { change: 'updated', name: changed.name, kind: changed.kind },
  });
  audit(tx, {
    action: 'outlets.update',
    entity_type: 'outlet',
    entity_id: outlet.id,
    outlet_id: outlet.id,
    before: outlet,
    after: changed,
  });
  return changed;
}
