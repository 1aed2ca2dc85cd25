import type { OutageKind } from '@hostelry/contracts';
import type { Tx } from '../../../platform/transaction.ts';
import { displaceStays, staysInRoom } from '../../reservations/index.ts';
import { lockNights, moveCounters, occupyRoom, sweepHolds, type RoomRow } from '../../rooms/index.ts';
import { expectNobody, expectSpare, oversoldDates, typeNights } from '../outages.ts';

export interface NightsToTake {
  outage_id: string;
  room: RoomRow;
  room_type_id: string;
  kind: OutageKind;
  start_date: string;
  end_date: string;
  displace: boolean;
}

/**
 * Takes a room out of order for some nights: its type has one unit less, and nobody sleeps in it. Stays are locked first, then
 * the nights, as a change of a stay does; the room is occupied last, where an assignment of the same moment meets it (R6, R11).
 * Returns the reservations that had to leave.
 */
export async function takeOutNights(tx: Tx, outage: NightsToTake): Promise<string[]> {
  const { room, room_type_id, start_date, end_date, displace } = outage;
  expectNobody(await staysInRoom(tx, room.id, start_date, end_date), room, displace);
  const displaced = displace ? await displaceStays(tx, room.id, start_date, end_date) : [];
  // A hold that has run out takes no unit from anybody (R9), so neither from this room.
  await sweepHolds(tx);
  const nights = typeNights(room_type_id, start_date, end_date);
  await lockNights(
    tx,
    nights.map((night) => ({ ...night, units: 0 })),
  );
  expectSpare(await oversoldDates(tx, room_type_id, start_date, end_date), room);
  await occupyRoom(tx, {
    outlet_id: room.outlet_id,
    room_id: room.id,
    start_date,
    end_date,
    kind: 'OUT_OF_ORDER',
    subject_id: outage.outage_id,
  });
  await moveCounters(nights.map((night) => ({ ...night, out_of_order: 1 }))).execute(tx.db);
  return displaced.map((stay) => stay.id);
}
