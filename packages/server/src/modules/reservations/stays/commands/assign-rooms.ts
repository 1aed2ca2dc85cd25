import { sql } from 'kysely';
import { newId } from '../../../../platform/ids.ts';
import type { Tx } from '../../../../platform/transaction.ts';
import type { LockedStay } from '../queries.ts';
import { announceStay } from './save-stay.ts';

export interface RoomGiven {
  stay: LockedStay;
  room_id: string;
  room_number: string;
}

/**
 * Gives many stays a room each for all their nights, in three statements however many they are. All of them or none: a room
 * that somebody else was given meanwhile refuses the whole act with ROOM_TAKEN (R6). It moves no counter (R7).
 */
export async function assignRooms(tx: Tx, given: readonly RoomGiven[]): Promise<void> {
  if (given.length === 0) return;
  const ids = given.map(({ stay }) => stay.id);
  const rooms = given.map(({ room_id }) => room_id);
  await sql`delete from rooms.occupancies where subject_id = any(${ids}::uuid[])`.execute(tx.db);
  await sql`
    insert into rooms.occupancies (tenant_id, id, outlet_id, room_id, nights, kind, subject_id)
    select ${tx.tenant_id}, g.id, r.outlet_id, g.room_id, daterange(r.start_date, r.end_date), 'STAY', r.id
    from unnest(${ids.map(() => newId())}::uuid[], ${ids}::uuid[], ${rooms}::uuid[]) as g(id, stay_id, room_id)
    join reservations.reservations r on r.id = g.stay_id order by g.room_id, r.start_date`.execute(tx.db);
  await sql`
    update reservations.reservations r set room_id = g.room_id, version = r.version + 1, updated_at = ${tx.now.toISOString()}
    from unnest(${ids}::uuid[], ${rooms}::uuid[]) as g(stay_id, room_id) where r.id = g.stay_id`.execute(tx.db);
  for (const { stay, room_id, room_number } of given)
    announceStay(tx, stay, {
      type: 'reservation.room_assigned',
      action: 'reservations.assign_room',
      before: { room_id: stay.room_id },
      after: { room_id, room_number },
    });
}
