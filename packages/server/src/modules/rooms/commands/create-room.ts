import type { NewRoom } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { expectConnecting } from './change-room.ts';

/** Adds a physical room to a type. How many units are for sale is the type's own number; rooms are where guests sleep. */
export async function createRoom(
  tx: Tx,
  type: { id: string; outlet_id: string; code: string },
  input: Static<typeof NewRoom>,
) {
  await expectConnecting(tx, input.connecting_room_ids, type.outlet_id);
  const row = await tx.db
    .insertInto('rooms.rooms')
    .values({ tenant_id: tx.tenant_id, id: newId(), outlet_id: type.outlet_id, ...input })
    .returningAll()
    .executeTakeFirstOrThrow();
  audit(tx, {
    action: 'rooms.create_room',
    entity_type: 'room',
    entity_id: row.id,
    outlet_id: row.outlet_id,
    after: input,
  });
  return { ...row, room_type_code: type.code };
}
