import type { Tx } from '../../../platform/transaction.ts';
import { lockNights, moveCounters, shortenOutOfService, vacateRooms } from '../../rooms/index.ts';
import { typeNights, type LockedOutage } from '../outages.ts';

/** Gives the nights of an outage back from a date on: exactly the units that it took, on exactly those nights (R5). */
export async function giveBackNights(tx: Tx, outage: LockedOutage, from_date: string): Promise<void> {
  if (outage.kind === 'OUT_OF_SERVICE') return shortenOutOfService(tx, outage.id, from_date);
  const nights = typeNights(outage.room_type_id, from_date, outage.end_date);
  await lockNights(
    tx,
    nights.map((night) => ({ ...night, units: 0 })),
  );
  await vacateRooms(tx, outage.id, from_date);
  await moveCounters(nights.map((night) => ({ ...night, out_of_order: -1 }))).execute(tx.db);
}
