import { sql } from 'kysely';
import { badField, DomainError, expectVersion, unknownReference } from '../../../../platform/errors.ts';
import type { Tx } from '../../../../platform/transaction.ts';
import { findRoom, occupyRoom, vacateRooms, type RoomRow } from '../../../rooms/index.ts';
import { lockStays, type LockedStay } from '../queries.ts';
import { announceStay, saveStay } from './save-stay.ts';

/** Gives a stay a room for its nights to come; refuses with ROOM_TAKEN. It moves no counter (R7). */
export async function assignRoom(
  tx: Tx,
  stay: LockedStay,
  { room_id, is_room_locked, version }: { room_id: string; is_room_locked?: boolean; version?: number },
): Promise<void> {
  expectVersion(stay.version, version);
  expectAssignable(stay);
  const room = await expectRoomFor(tx, stay, room_id);
  await sleepIn(tx, stay, room.id);
  await saveStay(tx, stay, { room_id: room.id, is_room_locked: is_room_locked ?? stay.is_room_locked });
  announceStay(tx, stay, {
    type: 'reservation.room_assigned',
    action: 'reservations.assign_room',
    before: { room_id: stay.room_id },
    after: { room_id: room.id, room_number: room.number },
  });
}

/** Takes the room away from a stay that has not begun. */
export async function unassignRoom(tx: Tx, stay: LockedStay, { version }: { version?: number }): Promise<void> {
  expectVersion(stay.version, version);
  if (stay.status === 'IN_HOUSE')
    throw new DomainError('RULE_VIOLATION', { rule: 'IN_HOUSE' }, 'The guest is in the room; move them instead.');
  if (stay.room_id === null) return;
  await vacateRooms(tx, stay.id, stay.start_date);
  await saveStay(tx, stay, { room_id: null, is_room_locked: false });
  announceStay(tx, stay, {
    type: 'reservation.room_assigned',
    action: 'reservations.unassign_room',
    before: { room_id: stay.room_id },
    after: { room_id: null },
  });
}

/** Takes stays out of a room that is needed for something else, and says who they are; refuses where a guest sleeps in it (R11). */
export async function displaceStays(
  tx: Tx,
  room_id: string,
  start_date: string,
  end_date: string,
): Promise<LockedStay[]> {
  const stays = await lockStays(
    tx,
    sql`r.id in (
    select subject_id from rooms.occupancies
    where room_id = ${room_id} and kind = 'STAY' and nights && daterange(${start_date}::date, ${end_date}::date))`,
  );
  const staying = stays.filter((stay) => stay.status === 'IN_HOUSE' || stay.is_room_locked);
  if (staying.length > 0)
    throw new DomainError(
      'ROOM_TAKEN',
      { stays: staying.map(({ id, confirmation_code, guest_name }) => ({ id, confirmation_code, guest_name })) },
      'A guest is in this room or was promised it.',
    );
  for (const stay of stays) await unassignRoom(tx, stay, {});
  return stays;
}

function expectAssignable({ status }: LockedStay): void {
  if (status === 'CONFIRMED' || status === 'OPTIONAL' || status === 'IN_HOUSE') return;
  throw new DomainError(
    'RULE_VIOLATION',
    { rule: 'NOT_EXPECTED', status },
    'Only a stay that is to come, or in house, has a room.',
  );
}

/** The room, if it can take this stay: in the same hotel, in use, and of the type that was sold. */
export async function expectRoomFor(
  tx: Tx,
  stay: { outlet_id: string; room_type_id: string },
  room_id: string,
): Promise<RoomRow> {
  const room = await expectRoomOf(tx, stay.outlet_id, room_id);
  if (room.room_type_id !== stay.room_type_id)
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'ROOM_TYPE', room_type_id: room.room_type_id, room_number: room.number },
      `Room ${room.number} is of another type; change the type of the stay first.`,
    );
  return room;
}

/** The room, if it is one of this hotel and in use. */
export async function expectRoomOf(tx: Tx, outlet_id: string, room_id: string): Promise<RoomRow> {
  const room = await findRoom(tx, room_id);
  if (!room) throw unknownReference('room_id');
  if (room.outlet_id !== outlet_id) throw badField('room_id', 'must be a room of the same hotel');
  if (!room.is_active) throw badField('room_id', 'is not in use any more');
  return room;
}

/** Puts a stay into a room for what is left of it; the nights it has slept stay where they were. */
export async function sleepIn(tx: Tx, stay: LockedStay, room_id: string): Promise<void> {
  const from =
    stay.status === 'IN_HOUSE' && stay.business_date > stay.start_date ? stay.business_date : stay.start_date;
  await vacateRooms(tx, stay.id, from);
  if (from < stay.end_date)
    await occupyRoom(tx, {
      outlet_id: stay.outlet_id,
      room_id,
      start_date: from,
      end_date: stay.end_date,
      kind: 'STAY',
      subject_id: stay.id,
    });
}
