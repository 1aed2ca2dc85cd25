import { sql } from 'kysely';
import type { RatePlan } from '@hostelry/contracts';
import type { Static } from 'typebox';
import type { Tx } from '../../platform/transaction.ts';
import { OUTLET_TERMS } from '../outlets/index.ts';

/** The price of a night in every plan on sale, as a subquery for a higher module to join in its own statement. */
export const NIGHTLY_PRICES = `(
  select p.rate_plan_id, p.room_type_id, p.price_minor, r.is_default
  from rates.flat_prices p join rates.rate_plans r on r.tenant_id = p.tenant_id and r.id = p.rate_plan_id
  where r.is_active)`;

export const PLAN_COLUMNS = `r.id, r.outlet_id, r.code, r.name, r.is_default, r.is_active, o.currency, r.version, r.created_at, r.updated_at,
  coalesce((select json_agg(json_build_object('room_type_id', p.room_type_id, 'price_minor', p.price_minor) order by p.room_type_id)
            from rates.flat_prices p where p.tenant_id = r.tenant_id and p.rate_plan_id = r.id), '[]') as prices`;
export const PLANS = `rates.rate_plans r join ${OUTLET_TERMS} o on o.id = r.outlet_id`;

export type RatePlanRow = Static<typeof RatePlan>;

/** A rate plan with its prices, if the tenant has it. */
export async function findRatePlan(tx: Tx, id: string): Promise<RatePlanRow | undefined> {
  const { rows } =
    await sql<RatePlanRow>`select ${sql.raw(PLAN_COLUMNS)} from ${sql.raw(PLANS)} where r.id = ${id}`.execute(tx.db);
  return rows[0];
}
