import { sql } from 'kysely';
import type { Tx } from '../../../platform/transaction.ts';
import { availableUnits, nightKey, type RoomNight } from '../rules.ts';

/**
 * Locks nights of the calendar until the transaction ends and says how many units each has left; a night
 * that was never loaded is missing from the answer.
 *
 * Rows are locked in order of type and date, and `nowait` makes contention a retry of the whole act instead
 * of a queue, so shuffled overlapping stays cannot deadlock (R2) and waiting is never mistaken for "full" (R3).
 */
export async function lockNights(tx: Tx, nights: readonly RoomNight[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ room_type_id: string; date: string; physical: number; out_of_order: number; sold: number; blocked: number; held: number; sell_limit: number }>`
    select d.room_type_id, d.date, d.physical, d.out_of_order, d.sold, d.blocked, d.held, d.sell_limit
    from unnest(${nights.map((night) => night.room_type_id)}::uuid[], ${nights.map((night) => night.date)}::date[]) as n(room_type_id, date)
    join rooms.inventory_days d on d.tenant_id = ${tx.tenant_id} and d.room_type_id = n.room_type_id and d.date = n.date
    order by d.room_type_id, d.date
    for update of d nowait`.execute(tx.db);
  return new Map(rows.map((row) => [nightKey(row), availableUnits(row)]));
}
