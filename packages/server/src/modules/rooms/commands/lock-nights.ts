import { sql } from 'kysely';
import type { Tx } from '../../../platform/transaction.ts';
import { countedNights } from '../queries.ts';
import { availableUnits, expectEnough, hasEnough, nightKey, type FreeNight, type RoomNight } from '../rules.ts';
import { amongNights } from './among-nights.ts';
import { lockHouse } from './lock-house.ts';
import { limitedOf, lockRows } from './lock-rows.ts';
import { releaseOverdue } from './overdue.ts';
import { releaseOverdueHolds } from './release-holds.ts';

/**
 * Locks nights of the calendar until the transaction ends; refuses, naming the first night, unless each of them
 * is open and has the units asked for. Who gives rooms back asks for none.
 *
 * Rows are locked in order of type and date, and `nowait` makes contention a retry of the whole act instead
 * of a queue, so shuffled overlapping stays cannot deadlock (R2) and waiting is never mistaken for "full" (R3).
 * A house that is full already is refused without a lock: otherwise those who come too late would keep
 * each other waiting, and hold up the guest who cancels. Holds whose time has run out are released before anybody
 * is refused for want of them (R9); a night with room to spare pays nothing for that.
 */
export async function lockNights(tx: Tx, nights: readonly (RoomNight & { units: number })[]): Promise<void> {
  if (nights.length === 0) return;
  for (;;) {
    const locked = await lockRows(tx, nights);
    if (hasEnough(nights, locked) && (await lockHouse(tx, limitedOf(nights, locked)))) return;
    if (await releaseOverdue(tx, nights)) continue;
    expectEnough(nights, await look(tx, nights));
    await releaseOverdueHolds(tx, nights);
    // Somebody gave rooms back between the looks, or a hold had run out, so there is something to lock after all.
  }
}

async function look(tx: Tx, nights: readonly RoomNight[]): Promise<Map<string, FreeNight>> {
  const { rows } = await sql<Omit<FreeNight, 'available'>>`
    select * from (${countedNights(tx.now, amongNights(nights))}) d`.execute(tx.db);
  return new Map(rows.map((row) => [nightKey(row), { ...row, available: availableUnits(row) }]));
}
