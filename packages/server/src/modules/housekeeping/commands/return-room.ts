import { sql } from 'kysely';
import { expectVersion, found } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { findOutlet } from '../../outlets/index.ts';
import { setRoomStatus } from '../../rooms/index.ts';
import { findOutage, type LockedOutage, type OutageRow } from '../outages.ts';
import { announceOutage } from './announce-outage.ts';
import { giveBackNights } from './give-back-nights.ts';

/**
 * Ends an outage now: its nights from the business date on come back, and a room that was worked in is dirty. One that
 * had not begun is as if it had never been. Returning twice is returning once.
 */
export async function returnRoom(tx: Tx, outage: LockedOutage, version?: number): Promise<OutageRow> {
  const before = found(await findOutage(tx, outage.id));
  if (outage.returned_at !== null) return before;
  expectVersion(outage.version, version);
  const { business_date } = found(await findOutlet(tx, outage.outlet_id));
  const from = business_date > outage.start_date ? business_date : outage.start_date;
  const isEarly = from < outage.end_date;
  if (isEarly) await giveBackNights(tx, outage, from);
  await sql`
    update housekeeping.outages set end_date = least(end_date, ${from}::date), returned_at = ${tx.now}, returned_by_name = ${tx.actor.name},
      version = version + 1, updated_at = ${tx.now}
    where id = ${outage.id}`.execute(tx.db);
  if (outage.kind === 'OUT_OF_ORDER' && outage.start_date <= business_date)
    await setRoomStatus(tx, outage.room_id, 'DIRTY');
  const after = found(await findOutage(tx, outage.id));
  const moved = isEarly && outage.kind === 'OUT_OF_ORDER';
  announceOutage(
    tx,
    'housekeeping.return_room',
    { end_date: outage.end_date, status: before.status },
    after,
    moved ? { room_type_id: outage.room_type_id, start_date: from, end_date: outage.end_date } : null,
  );
  return after;
}
