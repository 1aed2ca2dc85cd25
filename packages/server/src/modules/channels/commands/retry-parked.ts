import type { ChannelProblem } from '@hostelry/contracts';
import { sql } from 'kysely';
import { audit, type Tx } from '../../../platform/transaction.ts';
import type { RemoteBooking } from '../bookings/rules.ts';
import { settleBooking } from '../bookings/settle-booking.ts';
import type { Source } from '../bookings/source.ts';
import { saveRemote } from '../bookings/take-booking.ts';

/** Tries again to book what waits for a person, from what the channel said last. Says how many are booked now. */
export async function retryParked(
  tx: Tx,
  channel_id: string,
  problem: ChannelProblem | null,
  remote_booking_id: string | null = null,
): Promise<number> {
  const { rows } = await sql<Source & { remote_booking_id: string; content_hash: string; said: RemoteBooking }>`
    select b.id as remote_booking_id, b.content_hash, b.said, b.source_id as id, b.channel_id, c.name as channel_name, b.outlet_id,
      c.kind = 'OTA' as counts_up,
      (select json_build_object('room_type_id', f.room_type_id, 'rate_plan_id', f.rate_plan_id) from channels.feeds f
       where f.tenant_id = b.tenant_id and f.id = b.source_id) as place
    from channels.remote_bookings b join channels.channels c on c.tenant_id = b.tenant_id and c.id = b.channel_id
    where b.channel_id = ${channel_id} and b.status = 'PARKED' and (${problem}::text is null or b.problem = ${problem})
      and (${remote_booking_id}::uuid is null or b.id = ${remote_booking_id}::uuid)
    order by b.id limit 200 for update of b`.execute(tx.db);
  let booked = 0;
  for (const { remote_booking_id: id, content_hash, said, ...source } of rows) {
    const left = await settleBooking(tx, source, id, said);
    await saveRemote(tx, id, said, content_hash, left);
    if (!left) booked += 1;
  }
  return booked;
}

/** A person has dealt with the booking in another way; what the channel said stays on record. */
export async function dismissParked(tx: Tx, parked: { id: string; outlet_id: string }): Promise<void> {
  await sql`
    update channels.remote_bookings set status = coalesce(said ->> 'status', 'BOOKED'), problem = null, updated_at = ${tx.now}
    where id = ${parked.id} and status = 'PARKED'`.execute(tx.db);
  audit(tx, {
    action: 'channels.dismiss_parked',
    entity_type: 'channel_booking',
    entity_id: parked.id,
    outlet_id: parked.outlet_id,
  });
}
