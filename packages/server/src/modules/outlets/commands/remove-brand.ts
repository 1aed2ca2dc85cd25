import type { BrandShape } from '@hostelry/contracts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';

/** Removes a brand that has no outlet; one that is in use is refused and can be made inactive instead. */
export async function removeBrand(tx: Tx, brand: BrandShape): Promise<void> {
  await tx.db.deleteFrom('outlets.brands').where('id', '=', brand.id).execute();
  emit(tx, {
    type: 'outlets.brand_changed',
    aggregate_type: 'brand',
    aggregate_id: brand.id,
    outlet_id: null,
    data: { change: 'removed', name: brand.name },
  });
  audit(tx, { action: 'brands.remove', entity_type: 'brand', entity_id: brand.id, before: brand });
}
