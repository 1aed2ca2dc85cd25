import { sql } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { lockNights, moveCounters } from '../../rooms/index.ts';
import { announceBlock, announceUnits } from '../announce.ts';
import { lockBlock } from '../queries.ts';
import { isPastCutoff, keepsRooms } from '../rules.ts';

interface Taken {
  block_id: string;
  room_type_id: string;
  date: string;
  units: number;
}

/**
 * A cancelled booking's rooms go back to the block they came from, if that still keeps rooms and the market has not taken them
 * meanwhile; else the block has so many fewer. Repeating it changes nothing, because the pickup is gone.
 */
export async function returnPickup(tx: Tx, booking_id: string): Promise<void> {
  const { rows: held } = await sql<{ block_id: string }>`
    select distinct block_id from groups.pickups where booking_id = ${booking_id}`.execute(tx.db);
  const block = held[0] && (await lockBlock(tx, held[0].block_id));
  if (!block) return;
  const { rows: nights } = await sql<Taken>`
    with gone as (delete from groups.pickups where booking_id = ${booking_id} returning block_id, room_type_id, date, units),
      listed as (update groups.rooming_entries set booking_id = null, confirmation_code = null, version = version + 1 where booking_id = ${booking_id})
    select * from gone order by room_type_id, date`.execute(tx.db);
  if (nights.length === 0) return;
  const kept = keepsRooms(block.status) && !isPastCutoff(block) && (await wins(tx, nights));
  await sql`
    update groups.allotments a set picked_up = a.picked_up - n.units, allotted = a.allotted - case when ${kept} then 0 else n.units end
    from unnest(${nights.map((night) => night.room_type_id)}::uuid[], ${nights.map((night) => night.date)}::date[],
                ${nights.map((night) => night.units)}::int[]) as n(room_type_id, date, units)
    where a.block_id = ${block.id} and a.room_type_id = n.room_type_id and a.date = n.date`.execute(tx.db);
  if (kept) announceUnits(tx, block, nights);
  announceBlock(tx, block, { action: 'groups.return_pickup', before: nights, after: { kept_by_block: kept } });
}

async function wins(tx: Tx, nights: readonly Taken[]): Promise<boolean> {
  try {
    await lockNights(tx, nights);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'SOLD_OUT') return false;
    throw error;
  }
  await moveCounters(nights.map(({ room_type_id, date, units }) => ({ room_type_id, date, blocked: units }))).execute(
    tx.db,
  );
  return true;
}
