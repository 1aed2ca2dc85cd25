import type { NewRoomClass, RoomClassChange } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { badField, DomainError, expectVersion } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import type { RoomClassRow } from '../queries.ts';

/** Adds a class that room types of a hotel belong to, such as "superior". */
export async function createRoomClass(
  tx: Tx,
  outlet: { id: string; kind: string },
  input: Static<typeof NewRoomClass>,
): Promise<RoomClassRow> {
  if (outlet.kind !== 'HOTEL') throw badField('outlet_id', 'must be an outlet of kind HOTEL');
  const row = await tx.db
    .insertInto('rooms.room_classes')
    .values({ tenant_id: tx.tenant_id, id: newId(), ...input })
    .returningAll()
    .executeTakeFirstOrThrow();
  audit(tx, {
    action: 'rooms.create_class',
    entity_type: 'room_class',
    entity_id: row.id,
    outlet_id: row.outlet_id,
    after: input,
  });
  return row;
}

/** Changes what a class is called or where it stands. */
export async function changeRoomClass(
  tx: Tx,
  before: RoomClassRow,
  { version, ...change }: Static<typeof RoomClassChange>,
): Promise<RoomClassRow> {
  expectVersion(before.version, version);
  const after = await tx.db
    .updateTable('rooms.room_classes')
    .set({ ...change, version: before.version + 1, updated_at: tx.now.toISOString() })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .returningAll()
    .executeTakeFirst();
  if (!after) throw new DomainError('STALE_VERSION', { expected: before.version });
  audit(tx, {
    action: 'rooms.change_class',
    entity_type: 'room_class',
    entity_id: before.id,
    outlet_id: before.outlet_id,
    before,
    after,
  });
  return after;
}
