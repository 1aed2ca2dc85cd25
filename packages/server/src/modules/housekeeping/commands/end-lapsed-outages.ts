import { sql } from 'kysely';
import type { Tx } from '../../../platform/transaction.ts';
import { lockOutage } from '../outages.ts';
import { returnRoom } from './return-room.ts';

/** Closes the outages whose time is over: their nights are past, but the rooms want cleaning before anybody sleeps there. */
export async function endLapsedOutages(tx: Tx, outlet: { id: string; business_date: string }): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from housekeeping.outages
    where outlet_id = ${outlet.id} and returned_at is null and end_date <= ${outlet.business_date}::date order by id`.execute(
    tx.db,
  );
  for (const { id } of rows) {
    const outage = await lockOutage(tx, id);
    if (outage) await returnRoom(tx, outage);
  }
}
