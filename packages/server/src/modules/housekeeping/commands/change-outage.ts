import type { OutageChange } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { badField, DomainError, expectVersion, found } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { findOutlet } from '../../outlets/index.ts';
import { findRoom, placeOutOfService } from '../../rooms/index.ts';
import { expectOutageDates, findOutage, type LockedOutage, type OutageRow } from '../outages.ts';
import { announceOutage } from './announce-outage.ts';
import { giveBackNights } from './give-back-nights.ts';
import { takeOutNights } from './take-out-nights.ts';

/** Makes an outage longer or shorter, or corrects its reason. More nights are taken as the first ones were (R11). */
export async function changeOutage(
  tx: Tx,
  outage: LockedOutage,
  input: Static<typeof OutageChange>,
): Promise<OutageRow> {
  expectVersion(outage.version, input.version);
  if (outage.returned_at !== null)
    throw new DomainError('RULE_VIOLATION', { rule: 'OUTAGE_ENDED' }, 'This outage is over; make a new one.');
  const before = found(await findOutage(tx, outage.id));
  const end_date = input.end_date ?? outage.end_date;
  const reason = input.reason?.trim() ?? outage.reason;
  const displaced = await moveEnd(tx, outage, end_date, reason, input.displace ?? false);
  await sql`
    update housekeeping.outages set end_date = ${end_date}, planned_end_date = ${end_date}, reason = ${reason},
      displaced_ids = displaced_ids || ${displaced}::uuid[], version = version + 1, updated_at = ${tx.now}
    where id = ${outage.id}`.execute(tx.db);
  const after = found(await findOutage(tx, outage.id));
  const [from, to] = [outage.end_date, end_date].sort() as [string, string];
  announceOutage(
    tx,
    'housekeeping.change_outage',
    { end_date: before.end_date, reason: before.reason },
    after,
    from < to && outage.kind === 'OUT_OF_ORDER'
      ? { room_type_id: outage.room_type_id, start_date: from, end_date: to }
      : null,
  );
  return after;
}

/** Takes or gives back the nights between the old end and the new one; returns who had to leave the room. */
async function moveEnd(
  tx: Tx,
  outage: LockedOutage,
  end_date: string,
  reason: string,
  displace: boolean,
): Promise<string[]> {
  const { business_date } = found(await findOutlet(tx, outage.outlet_id));
  if (end_date < outage.end_date) {
    if (end_date <= outage.start_date || end_date < business_date)
      throw badField(
        'end_date',
        'must be after start_date and not before the business date; return the room to end it now',
      );
    await giveBackNights(tx, outage, end_date);
  }
  const room = found(await findRoom(tx, outage.room_id));
  const { id, kind, room_type_id, start_date, outlet_id, room_id } = outage;
  if (kind === 'OUT_OF_SERVICE') {
    await placeOutOfService(tx, { subject_id: id, outlet_id, room_id, start_date, end_date, reason });
    return [];
  }
  if (end_date <= outage.end_date) return [];
  expectOutageDates({ start_date: outage.end_date, end_date }, business_date);
  const more = { outage_id: id, room, room_type_id, kind, start_date: outage.end_date, end_date, displace };
  return takeOutNights(tx, more);
}
