import type { Channel, ChannelMapping, NewChannelMapping } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { badField, unknownReference } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { findRatePlan } from '../../rates/index.ts';
import { expectRoomType } from '../../rooms/index.ts';
import { refreshChannel } from '../ota/mark-dirty.ts';
import { mappingsOf } from '../queries.ts';
import { retryParked } from './retry-parked.ts';

/** Says which room and rate there is which type and plan here. What waited for it is booked at once. */
export async function addMapping(
  tx: Tx,
  channel: Channel,
  mapping: Static<typeof NewChannelMapping>,
): Promise<ChannelMapping[]> {
  if (channel.kind !== 'OTA') throw badField('id', 'must be a travel agent; a calendar is of one room type already');
  await expectPlace(tx, channel.outlet_id, mapping);
  const id = newId();
  await tx.db
    .insertInto('channels.mappings')
    .values({ tenant_id: tx.tenant_id, id, channel_id: channel.id, created_at: tx.now.toISOString(), ...mapping })
    .execute();
  audit(tx, {
    action: 'channels.map',
    entity_type: 'channel',
    entity_id: channel.id,
    outlet_id: channel.outlet_id,
    after: mapping,
  });
  await refreshChannel(tx, channel);
  await retryParked(tx, channel.id, 'UNMAPPED_ROOM');
  return mappingsOf(tx, channel.id);
}

/** Takes a mapping away: bookings for it wait for a person from now on, and it is told nothing more. */
export async function removeMapping(tx: Tx, channel: Channel, mapping_id: string): Promise<ChannelMapping[]> {
  await tx.db
    .deleteFrom('channels.mappings')
    .where('id', '=', mapping_id)
    .where('channel_id', '=', channel.id)
    .execute();
  audit(tx, {
    action: 'channels.unmap',
    entity_type: 'channel',
    entity_id: channel.id,
    outlet_id: channel.outlet_id,
    before: { mapping_id },
  });
  return mappingsOf(tx, channel.id);
}

/** Refuses a type or plan of another hotel, or of none. */
export async function expectPlace(
  tx: Tx,
  outlet_id: string,
  { room_type_id, rate_plan_id }: { room_type_id?: string; rate_plan_id?: string | null },
): Promise<void> {
  if (room_type_id) {
    const type = await expectRoomType(tx, room_type_id).catch(() => undefined);
    if (type?.outlet_id !== outlet_id) throw unknownReference('room_type_id');
  }
  if (rate_plan_id) {
    const plan = await findRatePlan(tx, rate_plan_id);
    if (plan?.outlet_id !== outlet_id) throw unknownReference('rate_plan_id');
  }
}
