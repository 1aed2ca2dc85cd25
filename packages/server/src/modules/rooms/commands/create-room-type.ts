import type { NewRoomType } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { badField } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { expectClassOf } from './change-room-type.ts';

/** Adds a category of rooms to a hotel. It can be sold once its calendar is preloaded. */
export async function createRoomType(tx: Tx, outlet: { id: string; kind: string }, input: Static<typeof NewRoomType>) {
  if (outlet.kind !== 'HOTEL') throw badField('outlet_id', 'must be an outlet of kind HOTEL');
  if (input.max_occupancy < input.base_occupancy) throw badField('max_occupancy', 'must be at least base_occupancy');
  if (input.class_id) await expectClassOf(tx, input.class_id, outlet.id);
  const row = await tx.db
    .insertInto('rooms.room_types')
    .values({ tenant_id: tx.tenant_id, id: newId(), ...input })
    .returningAll()
    .executeTakeFirstOrThrow();
  audit(tx, {
    action: 'rooms.create_type',
    entity_type: 'room_type',
    entity_id: row.id,
    outlet_id: row.outlet_id,
    after: input,
  });
  return row;
}
