import type { RatePlanChange } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { DomainError, expectVersion, found } from '../../../platform/errors.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { findRatePlan, type RatePlanRow } from '../queries.ts';
import { dropDefault } from './create-rate-plan.ts';
import { setPrices } from './set-prices.ts';

/** Changes a rate plan or its prices. Bookings keep the price they were made at. */
export async function changeRatePlan(
  tx: Tx,
  before: RatePlanRow,
  { version, prices = [], ...change }: Static<typeof RatePlanChange>,
): Promise<RatePlanRow> {
  expectVersion(before.version, version);
  if (change.is_default && !before.is_default) await dropDefault(tx, before.outlet_id);
  const changed = await tx.db
    .updateTable('rates.rate_plans')
    .set({ ...change, version: before.version + 1, updated_at: tx.now.toISOString() })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw new DomainError('STALE_VERSION', { expected: before.version });
  await setPrices(tx, before, prices);
  const after = found(await findRatePlan(tx, before.id));
  audit(tx, {
    action: 'rates.change_plan',
    entity_type: 'rate_plan',
    entity_id: before.id,
    outlet_id: before.outlet_id,
    before,
    after,
  });
  return after;
}
