import type { HousekeepingStatus, RoomChange } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { badField, DomainError, expectVersion, found, unknownReference } from '../../../platform/errors.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { findRoom, findRoomType, type RoomRow } from '../queries.ts';
import { announceRoomStatus } from './set-room-status.ts';

/** Changes a room: its number, floor, type, or how clean it is. */
export async function changeRoom(tx: Tx, before: RoomRow, { version, ...change }: Static<typeof RoomChange>) {
  expectVersion(before.version, version);
  if (change.room_type_id) await expectSameHotel(tx, change.room_type_id, before.outlet_id);
  await expectConnecting(tx, change.connecting_room_ids, before.outlet_id, before.id);
  const changed = await tx.db
    .updateTable('rooms.rooms')
    .set({ ...change, version: before.version + 1, updated_at: tx.now.toISOString() })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw new DomainError('STALE_VERSION', { expected: before.version });
  const after = found(await findRoom(tx, before.id));
  audit(tx, {
    action: 'rooms.change_room',
    entity_type: 'room',
    entity_id: before.id,
    outlet_id: before.outlet_id,
    before,
    after,
  });
  announceStatus(tx, before, after);
  return after;
}

/** Whoever may change the room itself may also put its status right by hand, past the steps of cleaning. */
function announceStatus(tx: Tx, before: RoomRow, after: RoomRow): void {
  const [from, to] = [before, after].map((room) => room.housekeeping_status as HousekeepingStatus);
  if (from !== to)
    announceRoomStatus(tx, {
      room_id: after.id,
      outlet_id: after.outlet_id,
      number: after.number,
      from: from!,
      to: to!,
    });
}

async function expectSameHotel(tx: Tx, room_type_id: string, outlet_id: string): Promise<void> {
  const type = await findRoomType(tx, room_type_id);
  if (!type) throw unknownReference('room_type_id');
  if (type.outlet_id !== outlet_id) throw badField('room_type_id', 'must be a type of the same hotel');
}

/** Refuses a door to a room of another hotel, or to the room itself. */
export async function expectConnecting(
  tx: Tx,
  room_ids: readonly string[] | undefined,
  outlet_id: string,
  own_id?: string,
): Promise<void> {
  if (!room_ids?.length) return;
  const rows = await tx.db
    .selectFrom('rooms.rooms')
    .select('id')
    .where('outlet_id', '=', outlet_id)
    .where('id', 'in', [...room_ids])
    .execute();
  const known = new Set(rows.map((row) => row.id));
  const wrong = room_ids.findIndex((id) => id === own_id || !known.has(id));
  if (wrong >= 0) throw badField(`connecting_room_ids.${wrong}`, 'must be another room of the same hotel');
}
