import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../../platform/transaction.ts';
import { availableUnits, expectEnough, nightKey, type NightCounters, type RoomNight } from '../rules.ts';
import { amongNights } from './among-nights.ts';

/**
 * Locks nights of the calendar until the transaction ends; refuses, naming the first night, unless each of them
 * is open and has the units asked for. Who gives rooms back asks for none.
 *
 * Rows are locked in order of type and date, and `nowait` makes contention a retry of the whole act instead
 * of a queue, so shuffled overlapping stays cannot deadlock (R2) and waiting is never mistaken for "full" (R3).
 * A house that is full already is refused without a lock: otherwise those who come too late would keep
 * each other waiting, and hold up the guest who cancels.
 */
export async function lockNights(tx: Tx, nights: readonly (RoomNight & { units: number })[]): Promise<void> {
  if (nights.length === 0) return;
  for (;;) {
    const locked = await counters(
      tx,
      sql`
      ${asked(nights)}
      select d.* from asked n join rooms.inventory_days d on d.tenant_id = ${tx.tenant_id} and d.room_type_id = n.room_type_id and d.date = n.date
      where ${amongNights(nights)} and not exists (
        select 1 from asked n join rooms.inventory_days d on d.tenant_id = ${tx.tenant_id} and d.room_type_id = n.room_type_id and d.date = n.date
        where ${amongNights(nights)} and d.physical + d.sell_limit - d.out_of_order - d.sold - d.blocked - d.held < n.units)
      order by d.room_type_id, d.date
      for update of d nowait`,
    );
    if (locked.size > 0) return expectEnough(nights, locked);
    expectEnough(
      nights,
      await counters(
        tx,
        sql`
      ${asked(nights)}
      select d.* from asked n join rooms.inventory_days d on d.tenant_id = ${tx.tenant_id} and d.room_type_id = n.room_type_id and d.date = n.date`,
      ),
    );
    // Somebody gave rooms back between the two looks, so there is something to lock after all.
  }
}

function asked(nights: readonly (RoomNight & { units: number })[]): RawBuilder<unknown> {
  return sql`with asked as materialized (
    select * from unnest(${nights.map((night) => night.room_type_id)}::uuid[], ${nights.map((night) => night.date)}::date[],
                         ${nights.map((night) => night.units)}::int[]) as n(room_type_id, date, units))`;
}

async function counters(tx: Tx, statement: RawBuilder<unknown>): Promise<Map<string, number>> {
  const { rows } = await (statement as RawBuilder<NightCounters & RoomNight>).execute(tx.db);
  return new Map(rows.map((row) => [nightKey(row), availableUnits(row)]));
}
