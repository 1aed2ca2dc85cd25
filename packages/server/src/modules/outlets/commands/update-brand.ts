import type { BrandShape, UpdateBrandBody } from '@hostelry/contracts';
import { DomainError, expectVersion } from '../../../platform/errors.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { findBrand } from '../queries.ts';

/** Changes a brand's details, unless somebody else changed them first. */
export async function updateBrand(
  tx: Tx,
  brand: BrandShape,
  { version, ...changes }: UpdateBrandBody,
): Promise<BrandShape> {
  expectVersion(brand.version, version);
  const won = await tx.db
    .updateTable('outlets.brands')
    .set({ ...changes, version: brand.version + 1, updated_at: tx.now.toISOString() })
    .where('id', '=', brand.id)
    .where('version', '=', brand.version)
    .returning('id')
    .executeTakeFirst();
  if (!won) throw new DomainError('STALE_VERSION', { expected: brand.version });
  const changed = (await findBrand(tx, brand.id))!;
  emit(tx, {
    type: 'outlets.brand_changed',
    aggregate_type: 'brand',
    aggregate_id: brand.id,
    outlet_id: null,
    data: { change: 'updated', name: changed.name },
  });
  audit(tx, { action: 'brands.update', entity_type: 'brand', entity_id: brand.id, before: brand, after: changed });
  return changed;
}
