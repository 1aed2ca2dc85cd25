import { sql } from 'kysely';
import type { Tx } from '../../../platform/transaction.ts';
import { availableUnits, nightKey, type FreeNight, type RoomNight } from '../rules.ts';
import { amongNights } from './among-nights.ts';

type Demand = RoomNight & { units: number };

export interface LockedNight extends FreeNight {
  is_house_limited: boolean;
}

/** Locks the rows of the nights in order, or none where a night is short of what is asked for. */
export async function lockRows(tx: Tx, nights: readonly Demand[]): Promise<Map<string, LockedNight>> {
  const { rows } = await sql<Omit<LockedNight, 'available'>>`
    with asked as materialized (
      select * from unnest(${nights.map((night) => night.room_type_id)}::uuid[], ${nights.map((night) => night.date)}::date[],
                           ${nights.map((night) => night.units)}::int[]) as n(room_type_id, date, units))
    select d.*, null as house_available
    from asked n join rooms.inventory_days d on d.tenant_id = ${tx.tenant_id} and d.room_type_id = n.room_type_id and d.date = n.date
    where ${amongNights(nights)} and not exists (
      select 1 from asked n join rooms.inventory_days d on d.tenant_id = ${tx.tenant_id} and d.room_type_id = n.room_type_id and d.date = n.date
      where ${amongNights(nights)} and n.units > case when d.is_closed then 0
        else d.physical + d.sell_limit - d.out_of_order - d.sold - d.blocked - d.held end)
    order by d.room_type_id, d.date
    for update of d nowait`.execute(tx.db);
  return new Map(rows.map((row) => [nightKey(row), { ...row, available: availableUnits(row) }]));
}

/** Those of the nights on which the house is limited as a whole. */
export function limitedOf(nights: readonly Demand[], locked: ReadonlyMap<string, LockedNight>): Demand[] {
  return nights.filter((night) => locked.get(nightKey(night))?.is_house_limited);
}
