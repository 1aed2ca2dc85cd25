import type { NewRatePlan } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { badField, DomainError, found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { findRatePlan, type RatePlanRow } from '../queries.ts';
import { setChildPrices, setPrices } from './set-prices.ts';

/** Adds a rate plan to an outlet. A new default takes the place of the old one. */
export async function createRatePlan(
  tx: Tx,
  { prices = [], child_prices = [], ...input }: Static<typeof NewRatePlan>,
): Promise<RatePlanRow> {
  expectWholeDerivation(input);
  expectNoOwnPrices(input.parent_plan_id ?? null, prices);
  if (input.is_default) await dropDefault(tx, input.outlet_id);
  const plan = { id: newId(), ...input };
  await tx.db
    .insertInto('rates.rate_plans')
    .values({ tenant_id: tx.tenant_id, ...plan })
    .execute();
  await setPrices(tx, plan, prices);
  if (child_prices.length > 0) await setChildPrices(tx, plan.id, child_prices);
  audit(tx, {
    action: 'rates.create_plan',
    entity_type: 'rate_plan',
    entity_id: plan.id,
    outlet_id: plan.outlet_id,
    after: { ...plan, prices, child_prices },
  });
  announceRates(tx, plan);
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

/** A plan is derived with all that it takes, or not at all. */
export function expectWholeDerivation(plan: {
  parent_plan_id?: string | null | undefined;
  derivation?: string | null | undefined;
  derivation_value?: number | null | undefined;
}): void {
  for (const field of ['derivation', 'derivation_value'] as const)
    if ((plan.parent_plan_id ?? null) !== null && (plan[field] ?? null) === null)
      throw badField(field, 'is needed where a plan is derived from another');
}

/** A derived plan follows its root and nothing else (R13). */
export function expectNoOwnPrices(parent_plan_id: string | null, prices: readonly unknown[]): void {
  if (parent_plan_id !== null && prices.length > 0)
    throw new DomainError(
      'RULE_VIOLATION',
      {
        rule: 'DERIVED_PLAN',
        fields: [{ field: 'prices', message: 'follow from the plan that this one is derived from' }],
      },
      'The prices of this plan follow from another plan; change them there.',
    );
}

/** Tells everybody who shows prices that they moved. */
export function announceRates(
  tx: Tx,
  plan: { id: string; outlet_id: string },
  data: Record<string, unknown> = {},
): void {
  emit(tx, {
    type: 'rates.changed',
    aggregate_type: 'rate_plan',
    aggregate_id: plan.id,
    outlet_id: plan.outlet_id,
    data: { rate_plan_id: plan.id, ...data },
  });
}
