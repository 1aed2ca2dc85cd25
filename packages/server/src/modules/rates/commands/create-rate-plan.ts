import type { NewRatePlan } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { findRatePlan, type RatePlanRow } from '../queries.ts';
import { setPrices } from './set-prices.ts';

/** Adds a rate plan to an outlet. A new default takes the place of the old one. */
export async function createRatePlan(
  tx: Tx,
  { prices = [], ...input }: Static<typeof NewRatePlan>,
): Promise<RatePlanRow> {
  if (input.is_default) await dropDefault(tx, input.outlet_id);
  const plan = { id: newId(), ...input };
  await tx.db
    .insertInto('rates.rate_plans')
    .values({ tenant_id: tx.tenant_id, ...plan })
    .execute();
  await setPrices(tx, plan, prices);
  audit(tx, {
    action: 'rates.create_plan',
    entity_type: 'rate_plan',
    entity_id: plan.id,
    outlet_id: plan.outlet_id,
    after: { ...plan, prices },
  });
  return found(await findRatePlan(tx, plan.id));
}

/** Makes room for another default plan of the outlet. */
export async function dropDefault(tx: Tx, outlet_id: string): Promise<void> {
  await tx.db
    .updateTable('rates.rate_plans')
    .set((eb) => ({ is_default: false, version: eb('version', '+', 1), updated_at: tx.now.toISOString() }))
    .where('outlet_id', '=', outlet_id)
    .where('is_default', '=', true)
    .execute();
}
