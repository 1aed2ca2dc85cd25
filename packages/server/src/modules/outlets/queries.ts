import { sql } from 'kysely';
import type { Tx } from '../../platform/transaction.ts';

/** The outlets of each brand. */
export async function outletsOfBrands(tx: Tx, brand_ids: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ brand_id: string; outlet_ids: string[] }>`
    select brand_id, array_agg(id) as outlet_ids from outlets.outlets
    where brand_id = any(${[...brand_ids]}::uuid[]) group by brand_id`.execute(tx.db);
  return new Map(rows.map((row) => [row.brand_id, row.outlet_ids]));
}
