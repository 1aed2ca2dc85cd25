import { mayBecome, ROOM_CLEANING, type HousekeepingStatus } from '@hostelry/contracts';
import { sql } from 'kysely';
import { DomainError, found } from '../../../platform/errors.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';

/** A room whose status was just changed. */
export interface RoomStatusChange {
  room_id: string;
  outlet_id: string;
  number: string;
  from: HousekeepingStatus;
  to: HousekeepingStatus;
}

/**
 * Says how clean a room is now; refuses a step that cleaning does not have. A room that has the status already is left
 * alone and nothing is told, so repeating it changes nothing.
 */
export async function setRoomStatus(tx: Tx, room_id: string, status: HousekeepingStatus): Promise<void> {
  const known = await setRoomStatuses(tx, [room_id], status);
  found(known[0]);
}

/** The same for many rooms at once: all of them or none. Returns every room with the status that it had before. */
export async function setRoomStatuses(
  tx: Tx,
  room_ids: readonly string[],
  status: HousekeepingStatus,
): Promise<RoomStatusChange[]> {
  if (room_ids.length === 0) return [];
  // In order of id, so that two people who mark the same rooms wait for each other instead of deadlocking.
  const { rows } = await sql<Omit<RoomStatusChange, 'to'>>`
    select id as room_id, outlet_id, number, housekeeping_status as from from rooms.rooms
    where id = any(${[...room_ids]}::uuid[]) order by id for update`.execute(tx.db);
  const changes = rows.map((row) => ({ ...row, to: status }));
  const changed = changes.filter(({ from, to }) => from !== to);
  changed.forEach(expectStep);
  if (changed.length > 0) {
    await sql`
      update rooms.rooms set housekeeping_status = ${status}, version = version + 1, updated_at = ${tx.now}
      where id = any(${changed.map((room) => room.room_id)}::uuid[])`.execute(tx.db);
  }
  for (const change of changed) announceRoomStatus(tx, change);
  return changes;
}

function expectStep({ from, to, number }: RoomStatusChange): void {
  if (mayBecome(ROOM_CLEANING, from, to)) return;
  throw new DomainError(
    'ILLEGAL_TRANSITION',
    { from, to, allowed: ROOM_CLEANING[from], number },
    `Room ${number} is ${from} and cannot become ${to} in one step.`,
  );
}

/** Tells everybody who watches rooms, and the audit log. */
export function announceRoomStatus(tx: Tx, change: RoomStatusChange): void {
  const { room_id, outlet_id, number, from, to } = change;
  emit(tx, {
    type: 'room.status_changed',
    aggregate_type: 'room',
    aggregate_id: room_id,
    outlet_id,
    data: { room_id, number, from, to },
  });
  audit(tx, {
    action: 'rooms.set_status',
    entity_type: 'room',
    entity_id: room_id,
    outlet_id,
    before: { housekeeping_status: from },
    after: { housekeeping_status: to },
  });
}
