import type { Permission } from '@hostelry/contracts';
import { sql, type RawBuilder } from 'kysely';
import { authorize } from '../../platform/actor.ts';
import { found } from '../../platform/errors.ts';
import type { Tx } from '../../platform/transaction.ts';

/** What a sale needs to know of its outlet. */
export interface TradingOutlet {
  id: string;
  currency: string;
  business_date: string;
  wait_threshold_minutes: number;
  is_active: boolean;
}

/** Reads an outlet's trading terms. A fragment, so that a sale can join it to its own reads in one round trip. */
export function tradingOutlet(outlet_id: string | RawBuilder<unknown>): RawBuilder<TradingOutlet> {
  return sql<TradingOutlet>`
    select id, currency, business_date::text as business_date, wait_threshold_minutes, is_active
    from outlets.outlets where id = ${outlet_id}`;
}

/** Refuses unless the outlet is one of this tenant's (404) and the actor holds the permission there (403). */
export async function authorizeAt(tx: Tx, permission: Permission, outlet_id: string): Promise<void> {
  found((await tradingOutlet(outlet_id).execute(tx.db)).rows[0]);
  authorize(tx.actor, permission, outlet_id);
}
