import type { RatePlan } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { Tx } from '../../platform/transaction.ts';
import { OUTLET_TERMS } from '../outlets/index.ts';

/** What plans are called, as a subquery for a higher module. */
export const PLAN_NAMES = '(select id, outlet_id, code, name, is_active from rates.rate_plans)';

/** The plans on sale, as a subquery for a higher module to join in its own statement. */
export const PLANS_ON_SALE = '(select id, outlet_id, is_default from rates.rate_plans where is_active)';

/** Plans as a subquery, for a higher module to name them in its own statement. */
export const PLAN_CARDS = '(select id, code, name from rates.rate_plans)';

export const PLAN_COLUMNS = `r.id, r.outlet_id, r.code, r.name, r.is_default, r.is_active, r.parent_plan_id, r.derivation, r.derivation_value,
  r.rounding_minor, r.meal_plan, r.cancellation_policy_id, r.guarantee, r.deposit_bp, o.currency, r.version, r.created_at, r.updated_at,
  (select p.code from rates.rate_plans p where p.tenant_id = r.tenant_id and p.id = r.parent_plan_id) as parent_code,
  (select c.name from rates.cancellation_policies c where c.tenant_id = r.tenant_id and c.id = r.cancellation_policy_id) as cancellation_policy_name,
  coalesce((select json_agg(json_build_object('room_type_id', p.room_type_id, 'price_minor', p.price_minor, 'single_minor', p.single_minor,
                                              'extra_adult_minor', p.extra_adult_minor) order by p.room_type_id)
            from rates.flat_prices p where p.tenant_id = r.tenant_id and p.rate_plan_id = r.id), '[]') as prices,
  coalesce((select json_agg(json_build_object('from_age', c.from_age, 'to_age', c.to_age, 'price_minor', c.price_minor) order by c.from_age)
            from rates.child_prices c where c.tenant_id = r.tenant_id and c.rate_plan_id = r.id), '[]') as child_prices`;
export const PLANS = `rates.rate_plans r join ${OUTLET_TERMS} o on o.id = r.outlet_id`;

export type RatePlanRow = Static<typeof RatePlan>;

/** A rate plan with its prices, if the tenant has it. */
export async function findRatePlan(tx: Tx, id: string): Promise<RatePlanRow | undefined> {
  const { rows } =
    await sql<RatePlanRow>`select ${sql.raw(PLAN_COLUMNS)} from ${sql.raw(PLANS)} where r.id = ${id}`.execute(tx.db);
  return rows[0];
}
