import type { NewFoundItem } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { addDays } from '../../../platform/clock.ts';
import { badField, found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { staysInRoom } from '../../reservations/index.ts';
import { findFoundItem, type FoundItemRow } from '../found-items.ts';
import { expectRoomOf, settingsOf, type Outlet } from '../queries.ts';

/** How far back a guest may have left something that is found only now. */
const LOOK_BACK_NIGHTS = 7;

/**
 * Writes down what a guest left behind and how long the house keeps it. Found in a room, it is thought to belong to whoever
 * stayed there last; the desk can say otherwise.
 */
export async function keepFoundItem(tx: Tx, outlet: Outlet, input: Static<typeof NewFoundItem>): Promise<FoundItemRow> {
  const room = input.room_id ? await expectRoomOf(tx, input.room_id, outlet.id) : null;
  const place = (input.place ?? '').trim();
  if (!room && !place) throw badField('place', 'must say where, when it is not in a room');
  const { keep_found_days } = await settingsOf(tx, outlet.id);
  const today = outlet.business_date;
  const stays = room ? await staysInRoom(tx, room.id, addDays(today, -LOOK_BACK_NIGHTS), addDays(today, 1)) : [];
  const last = stays.filter((stay) => stay.status === 'IN_HOUSE' || stay.status === 'CHECKED_OUT').at(-1);
  const id = newId();
  await tx.db
    .insertInto('housekeeping.found_items')
    .values({
      tenant_id: tx.tenant_id,
      id,
      outlet_id: outlet.id,
      room_id: room?.id ?? null,
      place,
      description: input.description.trim(),
      found_on: today,
      found_by: tx.actor.id,
      found_by_name: tx.actor.name,
      stored_at: input.stored_at ?? '',
      keep_until: addDays(today, keep_found_days),
      reservation_id: last?.reservation_id ?? null,
      note: input.note ?? '',
      created_at: tx.now.toISOString(),
      updated_at: tx.now.toISOString(),
    })
    .execute();
  const after = found(await findFoundItem(tx, id));
  audit(tx, {
    action: 'housekeeping.keep_found_item',
    entity_type: 'found_item',
    entity_id: id,
    outlet_id: outlet.id,
    after: { ...after, guest_name: undefined },
  });
  return after;
}
