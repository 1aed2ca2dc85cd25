import type { CreateOutletBody, OutletShape } from '@hostelry/contracts';
import { civilDateIn } from '../../../platform/clock.ts';
import { unknownReference } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { findBrand, findOutlet } from '../queries.ts';
import { expectRealPlace } from '../rules.ts';

/** Opens a venue. Its first business day is the day on the calendar there. */
export async function createOutlet(tx: Tx, wanted: CreateOutletBody): Promise<OutletShape> {
  expectRealPlace(wanted);
  if (!(await findBrand(tx, wanted.brand_id))) throw unknownReference('brand_id');
  const id = newId();
  await tx.db
    .insertInto('outlets.outlets')
    .values({ tenant_id: tx.tenant_id, id, business_date: civilDateIn(wanted.timezone, tx.now), ...wanted })
    .execute();
  const outlet = (await findOutlet(tx, id))!;
  emit(tx, {
    type: 'outlets.outlet_changed',
    aggregate_type: 'outlet',
    aggregate_id: id,
    outlet_id: id,
    data: { change: 'created', name: outlet.name, kind: outlet.kind },
  });
  audit(tx, { action: 'outlets.create', entity_type: 'outlet', entity_id: id, outlet_id: id, after: outlet });
  return outlet;
}
