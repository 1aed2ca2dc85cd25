import type { RoomChange } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { badField, DomainError, expectVersion, found, unknownReference } from '../../../platform/errors.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { findRoom, findRoomType, type RoomRow } from '../queries.ts';

/** Changes a room: its number, floor, type, or how clean it is. */
export async function changeRoom(tx: Tx, before: RoomRow, { version, ...change }: Static<typeof RoomChange>) {
  expectVersion(before.version, version);
  if (change.room_type_id) await expectSameHotel(tx, change.room_type_id, before.outlet_id);
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
  return after;
}

async function expectSameHotel(tx: Tx, room_type_id: string, outlet_id: string): Promise<void> {
  const type = await findRoomType(tx, room_type_id);
  if (!type) throw unknownReference('room_type_id');
  if (type.outlet_id !== outlet_id) throw badField('room_type_id', 'must be a type of the same hotel');
}
