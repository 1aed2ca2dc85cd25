import { sql, type Kysely } from 'kysely';
import type { BrandShape, OutletShape } from '@hostelry/contracts';
import type { DB } from '../../platform/database/types.ts';
import type { Tx } from '../../platform/transaction.ts';

export const BRAND_COLUMNS = `b.id, b.name, b.corporate_id, b.subscription_tier, b.contact_email, b.is_active,
  (select count(*)::int from outlets.outlets o where o.brand_id = b.id) as outlet_count,
  b.version, b.created_at, b.updated_at`;

export const OUTLET_COLUMNS = `o.id, o.brand_id, b.name as brand_name, o.name, o.kind, o.timezone, o.currency,
  o.city, o.address, o.manager_name, o.manager_phone, o.seating_capacity, o.wait_threshold_minutes, o.business_date, o.is_active, o.version,
  o.created_at, o.updated_at`;

export const OUTLETS_WITH_BRANDS =
  'outlets.outlets o join outlets.brands b on b.tenant_id = o.tenant_id and b.id = o.brand_id';

/** One brand, with the number of its outlets. */
export async function findBrand(tx: Tx, id: string): Promise<BrandShape | undefined> {
  const { rows } =
    await sql<BrandShape>`select ${sql.raw(BRAND_COLUMNS)} from outlets.brands b where b.id = ${id}`.execute(tx.db);
  return rows[0];
}

/** One outlet. Other modules read time zone, currency, business date and wait threshold from here. */
export async function findOutlet(tx: Tx, id: string): Promise<OutletShape | undefined> {
  const { rows } =
    await sql<OutletShape>`select ${sql.raw(OUTLET_COLUMNS)} from ${sql.raw(OUTLETS_WITH_BRANDS)} where o.id = ${id}`.execute(
      tx.db,
    );
  return rows[0];
}

/** Every outlet of the tenant, by name. */
export async function allOutlets(tx: Tx): Promise<OutletShape[]> {
  const { rows } =
    await sql<OutletShape>`select ${sql.raw(OUTLET_COLUMNS)} from ${sql.raw(OUTLETS_WITH_BRANDS)} order by o.name, o.id`.execute(
      tx.db,
    );
  return rows;
}

/** The outlets of each brand. */
export async function outletsOfBrands(tx: Tx, brand_ids: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ brand_id: string; outlet_ids: string[] }>`
    select brand_id, array_agg(id) as outlet_ids from outlets.outlets
    where brand_id = any(${[...brand_ids]}::uuid[]) group by brand_id`.execute(tx.db);
  return new Map(rows.map((row) => [row.brand_id, row.outlet_ids]));
}

/** Those of the given brands and outlets that this tenant does not have. */
export async function unknownVenues(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select asked.id from unnest(${[...ids]}::uuid[]) as asked (id)
    where not exists (select 1 from outlets.brands b where b.id = asked.id)
      and not exists (select 1 from outlets.outlets o where o.id = asked.id)`.execute(tx.db);
  return rows.map((row) => row.id);
}

/** Whose outlet this is; asked before the tenant is known, so it takes a connection that sees all tenants. */
export async function tenantOfOutlet(db: Kysely<DB>, outlet_id: string): Promise<string | null> {
  const row = await db.selectFrom('outlets.outlets').select('tenant_id').where('id', '=', outlet_id).executeTakeFirst();
  return row?.tenant_id ?? null;
}
