import type { Tx } from '../../platform/transaction.ts';

/** Under what terms an outlet trades: what the modules above need to know of it. */
export interface OutletTerms {
  id: string;
  kind: string;
  currency: string;
  timezone: string;
  business_date: string;
}

/** The terms of every outlet as a subquery, for a higher module to join in its own statement. */
export const OUTLET_TERMS = '(select id, kind, currency, timezone, business_date from outlets.outlets)';

/** The terms of one outlet, if the tenant has it. */
export async function findOutletTerms(tx: Tx, outlet_id: string): Promise<OutletTerms | undefined> {
  return tx.db.selectFrom('outlets.outlets').select(['id', 'kind', 'currency', 'timezone', 'business_date'])
    .where('id', '=', outlet_id).executeTakeFirst();
}
