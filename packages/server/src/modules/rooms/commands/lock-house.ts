import { sql } from 'kysely';
import type { Tx } from '../../../platform/transaction.ts';
import type { RoomNight } from '../rules.ts';

/**
 * Locks the house as a whole on the nights that limit it, after the types' own rows and in order of date; says
 * whether each night can take what is asked over all types. Nights without such a limit are not asked about.
 */
export async function lockHouse(tx: Tx, nights: readonly (RoomNight & { units: number })[]): Promise<boolean> {
  if (nights.length === 0) return true;
  const { rows } = await sql<{ is_enough: boolean }>`
    with wanted as materialized (
      select t.outlet_id, n.date, sum(n.units) as units
      from unnest(${nights.map((night) => night.room_type_id)}::uuid[], ${nights.map((night) => night.date)}::date[],
                  ${nights.map((night) => night.units)}::int[]) as n(room_type_id, date, units)
      join rooms.room_types t on t.tenant_id = ${tx.tenant_id} and t.id = n.room_type_id
      group by t.outlet_id, n.date)
    select h.most_units - h.taken >= w.units as is_enough
    from wanted w join rooms.house_days h on h.tenant_id = ${tx.tenant_id} and h.outlet_id = w.outlet_id and h.date = w.date
    order by h.outlet_id, h.date
    for update of h nowait`.execute(tx.db);
  return rows.every((row) => row.is_enough);
}
