import type { BrandShape, CreateBrandBody } from '@hostelry/contracts';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { findBrand } from '../queries.ts';

/** Opens a new trade name of the tenant. */
export async function createBrand(tx: Tx, wanted: CreateBrandBody): Promise<BrandShape> {
  const id = newId();
  await tx.db
    .insertInto('outlets.brands')
    .values({ tenant_id: tx.tenant_id, id, ...wanted })
    .execute();
  const brand = (await findBrand(tx, id))!;
  emit(tx, {
    type: 'outlets.brand_changed',
    aggregate_type: 'brand',
    aggregate_id: id,
    outlet_id: null,
    data: { change: 'created', name: brand.name },
  });
  audit(tx, { action: 'brands.create', entity_type: 'brand', entity_id: id, after: brand });
  return brand;
}
