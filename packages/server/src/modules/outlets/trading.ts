import { sql, type RawBuilder } from 'kysely';

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
