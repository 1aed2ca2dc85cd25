import type { BlockStatus, BlockStep } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { expectVersion, found } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { OUTLET_TERMS } from '../../outlets/index.ts';
import { cancelBooking, lockBooking } from '../../reservations/index.ts';
import { lockNights, moveCounters, type RoomNight } from '../../rooms/index.ts';
import { announceBlock, announceUnits } from '../announce.ts';
import { allotmentsOf, lockBlock, type LockedBlock } from '../queries.ts';
import { expectStep, keepsRooms } from '../rules.ts';

/** Takes a block a step along its lifecycle; from an inquiry on it wins its rooms, at its end it gives back what was not picked up. */
export async function stepBlock(
  tx: Tx,
  block: LockedBlock,
  { status, reason, with_bookings = false, version }: Static<typeof BlockStep>,
): Promise<void> {
  if (block.status === status) return;
  expectVersion(block.version, version);
  expectStep(block.status, status);
  if (status === 'CANCELLED' && with_bookings) await cancelPickups(tx, block, reason);
  const nights = (await allotmentsOf(tx, block.id)).filter((night) => night.allotted > night.picked_up);
  const before = keepsRooms(block.status);
  const after = keepsRooms(status);
  if (before !== after && nights.length > 0) {
    const open = nights.map(({ room_type_id, date, allotted, picked_up }) => ({
      room_type_id,
      date,
      units: allotted - picked_up,
    }));
    await lockNights(tx, after ? open : open.map((night) => ({ ...night, units: 0 })));
    await moveCounters(open.map(({ units, ...night }) => ({ ...night, blocked: after ? units : -units }))).execute(
      tx.db,
    );
    announceUnits(tx, block, open);
  }
  await writeStatus(tx, block, status, reason ?? null);
}

async function writeStatus(tx: Tx, block: LockedBlock, status: BlockStatus, reason: string | null): Promise<void> {
  await tx.db
    .updateTable('groups.blocks')
    .set({ status, closed_because: reason, version: block.version + 1, updated_at: tx.now.toISOString() })
    .where('id', '=', block.id)
    .execute();
  announceBlock(tx, block, {
    action: 'groups.step_block',
    before: { status: block.status },
    after: { status, reason },
  });
}

/** Cancels the bookings that came from the block and may still be cancelled. */
async function cancelPickups(tx: Tx, block: LockedBlock, reason = 'The group was cancelled'): Promise<void> {
  const { rows } = await sql<{ booking_id: string }>`
    select distinct booking_id from groups.pickups where block_id = ${block.id} order by booking_id`.execute(tx.db);
  for (const { booking_id } of rows) {
    const booking = found(await lockBooking(tx, booking_id));
    if (['CONFIRMED', 'OPTIONAL'].includes(booking.status))
      await cancelBooking(tx, booking, { reason, waive_fee: true });
  }
}

/**
 * Gives back what overdue blocks keep: all of them in the sweep, or those that keep units of nights for want of which somebody would
 * be refused. A block that somebody is at work on is left to them.
 */
export async function releaseOverdueBlocks(tx: Tx, nights: readonly RoomNight[] | null): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select k.id from groups.blocks k join ${sql.raw(OUTLET_TERMS)} o on o.id = k.outlet_id
    where k.status in ('OPTIONAL', 'CONFIRMED') and k.cutoff_date <= o.business_date
      and (${nights === null} or exists (
        select 1 from groups.allotments a
        join unnest(${(nights ?? []).map((night) => night.room_type_id)}::uuid[], ${(nights ?? []).map((night) => night.date)}::date[]) as n(room_type_id, date)
          on a.room_type_id = n.room_type_id and a.date = n.date
        where a.tenant_id = k.tenant_id and a.block_id = k.id and a.allotted > a.picked_up))
    order by k.id for update of k skip locked`.execute(tx.db);
  for (const { id } of rows) {
    const block = found(await lockBlock(tx, id));
    const status = block.status === 'CONFIRMED' ? 'RELEASED' : 'CANCELLED';
    await stepBlock(tx, block, { status, reason: 'The cutoff date was reached' });
  }
  return rows.length;
}
