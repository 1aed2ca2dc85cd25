import type { RatePlanChange } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { DomainError, expectVersion, found } from '../../../platform/errors.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { findRatePlan, type RatePlanRow } from '../queries.ts';
import { announceRates, dropDefault, expectNoOwnPrices, expectWholeDerivation } from './create-rate-plan.ts';
import { setChildPrices, setPrices } from './set-prices.ts';

/** Changes a rate plan or its prices. Bookings keep the price they were made at. */
export async function changeRatePlan(
  tx: Tx,
  before: RatePlanRow,
  { version, prices = [], child_prices, ...wanted }: Static<typeof RatePlanChange>,
): Promise<RatePlanRow> {
  expectVersion(before.version, version);
  // A plan that is derived no longer keeps nothing of the formula.
  const change = wanted.parent_plan_id === null ? { ...wanted, derivation: null, derivation_value: null } : wanted;
  const after_change = { ...before, ...change };
  expectWholeDerivation(after_change);
  expectNoOwnPrices(after_change.parent_plan_id, prices);
  if (change.is_default && !before.is_default) await dropDefault(tx, before.outlet_id);
  const changed = await tx.db
    .updateTable('rates.rate_plans')
    .set({ ...change, version: before.version + 1, updated_at: tx.now.toISOString() })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw new DomainError('STALE_VERSION', { expected: before.version });
  await setPrices(tx, before, prices);
  if (child_prices) await setChildPrices(tx, before.id, child_prices);
  const after = found(await findRatePlan(tx, before.id));
  audit(tx, {
    action: 'rates.change_plan',
    entity_type: 'rate_plan',
    entity_id: before.id,
    outlet_id: before.outlet_id,
    before,
    after,
  });
  announceRates(tx, before);
  return after;
}
