import type { Kysely } from 'kysely';
import type { DB } from '../../platform/database/types.ts';
import type { Tx } from '../../platform/transaction.ts';

/**
 * What identity must know of brands and outlets. It ranks below them and may not read their tables, so they tell it.
 */
export interface Venues {
  /** The outlets that each brand has now. */
  outletsOfBrands(tx: Tx, brand_ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Those of the given brands and outlets that the tenant does not have. */
  unknownVenues(tx: Tx, ids: readonly string[]): Promise<readonly string[]>;
  /** Whose outlet this is; asked before the tenant is known. */
  tenantOfOutlet(db: Kysely<DB>, outlet_id: string): Promise<string | null>;
}

/** Until somebody tells, a grant on a brand opens nothing and no outlet is known: missing means denied. */
let known: Venues = {
  outletsOfBrands: async () => new Map(),
  unknownVenues: async (_tx, ids) => ids,
  tenantOfOutlet: async () => null,
};

/** Tells identity about brands and outlets; the outlets module calls it once. */
export function provideVenues(venues: Venues): void {
  known = venues;
}

export function venues(): Venues {
  return known;
}
