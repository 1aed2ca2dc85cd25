import type { OutageKind } from '@hostelry/contracts';
import { found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { findOutlet } from '../../outlets/index.ts';
import { placeOutOfService, type RoomRow } from '../../rooms/index.ts';
import { expectOutageDates, findOutage, type OutageRow } from '../outages.ts';
import { announceOutage } from './announce-outage.ts';
import { takeOutNights } from './take-out-nights.ts';

export interface OutageToMake {
  kind: OutageKind;
  start_date: string;
  end_date: string;
  reason: string;
  displace?: boolean;
  ticket_id?: string;
}

/**
 * Declares a room unusable for some nights. Out of order takes a unit off the market and empties the room, or refuses and
 * says who or which nights are in the way (R11); out of service leaves it on sale, to be offered last.
 */
export async function takeRoomOut(tx: Tx, room: RoomRow, input: OutageToMake): Promise<OutageRow> {
  const { business_date } = found(await findOutlet(tx, room.outlet_id));
  expectOutageDates(input, business_date);
  const { kind, start_date, end_date, reason } = input;
  const id = newId();
  const takesUnits = kind === 'OUT_OF_ORDER';
  const displaced = takesUnits
    ? await takeOutNights(tx, {
        outage_id: id,
        room,
        room_type_id: room.room_type_id,
        kind,
        start_date,
        end_date,
        displace: input.displace ?? false,
      })
    : [];
  if (!takesUnits)
    await placeOutOfService(tx, {
      subject_id: id,
      outlet_id: room.outlet_id,
      room_id: room.id,
      start_date,
      end_date,
      reason,
    });
  await tx.db
    .insertInto('housekeeping.outages')
    .values({
      tenant_id: tx.tenant_id,
      id,
      outlet_id: room.outlet_id,
      room_id: room.id,
      room_type_id: room.room_type_id,
      kind,
      start_date,
      end_date,
      planned_end_date: end_date,
      reason: reason.trim(),
      ticket_id: input.ticket_id ?? null,
      displaced_ids: displaced,
      created_by_name: tx.actor.name,
      created_at: tx.now.toISOString(),
      updated_at: tx.now.toISOString(),
    })
    .execute();
  const after = found(await findOutage(tx, id));
  announceOutage(
    tx,
    'housekeeping.take_room_out',
    null,
    after,
    takesUnits ? { room_type_id: room.room_type_id, start_date, end_date } : null,
  );
  return after;
}
