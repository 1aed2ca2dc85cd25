import { sql } from 'kysely';
import { nightsOf } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { demandPerNight, type RoomNight } from '../rules.ts';
import { lockHouse } from './lock-house.ts';
import { limitedOf, lockRows } from './lock-rows.ts';
import { emitInventoryChanged } from './provide-units.ts';

interface HeldUnits {
  id: string;
  outlet_id: string;
  room_type_id: string;
  start_date: string;
  end_date: string;
  units: number;
}

/** Gives a hold's units back to the market. Says false where its time had run out or it was released before. */
export async function releaseHold(tx: Tx, hold_id: string): Promise<boolean> {
  const { rows } = await sql<HeldUnits & { is_overdue: boolean }>`
    select id, outlet_id, room_type_id, start_date, end_date, units, coalesce(expires_at <= ${tx.now}, false) as is_overdue
    from rooms.holds where id = ${hold_id} and released_at is null`.execute(tx.db);
  const [hold] = rows;
  if (!hold) return false;
  return (await release(tx, [hold])) > 0 && !hold.is_overdue;
}

/** Releases the overdue holds of the hotels and dates that these nights belong to. */
export async function releaseOverdueHolds(tx: Tx, nights: readonly RoomNight[]): Promise<void> {
  const dates = nights.map((night) => night.date).sort();
  const { rows } = await sql<HeldUnits>`
    select id, outlet_id, room_type_id, start_date, end_date, units from rooms.holds
    where released_at is null and expires_at <= ${tx.now} and start_date <= ${dates.at(-1)!}::date and end_date > ${dates[0]!}::date
      and outlet_id in (select outlet_id from rooms.room_types where id = any(${[...new Set(nights.map((night) => night.room_type_id))]}::uuid[]))
    order by id`.execute(tx.db);
  await release(tx, rows);
}

const MOST_HOLDS_A_SWEEP = 500;

/** Releases what is overdue anywhere in the tenant; the sweep's job. Returns how many holds that were. */
export async function sweepHolds(tx: Tx): Promise<number> {
  const { rows } = await sql<HeldUnits>`
    select id, outlet_id, room_type_id, start_date, end_date, units from rooms.holds
    where released_at is null and expires_at <= ${tx.now} order by expires_at limit ${MOST_HOLDS_A_SWEEP}`.execute(
    tx.db,
  );
  return release(tx, rows);
}

/** The nights are locked before the holds, as everybody else does, so whoever comes second finds nothing left to release. */
async function release(tx: Tx, holds: readonly HeldUnits[]): Promise<number> {
  if (holds.length === 0) return 0;
  const demand = demandPerNight(
    holds.flatMap(({ room_type_id, start_date, end_date }) =>
      nightsOf(start_date, end_date).map((date) => ({ room_type_id, date })),
    ),
  );
  const nights = [...demand.values()].map((night) => ({ ...night, units: 0 }));
  await lockHouse(tx, limitedOf(nights, await lockRows(tx, nights)));
  const { rows } = await sql<{ id: string }>`
    with freed as (
      update rooms.holds set released_at = ${tx.now} where id = any(${holds.map((hold) => hold.id)}::uuid[]) and released_at is null
      returning id, room_type_id, start_date, end_date, units
    ), freed_nights as (
      select room_type_id, night::date as date, sum(units)::int as units
      from freed, generate_series(start_date, end_date - 1, interval '1 day') as night group by 1, 2
    ), given_back as (
      update rooms.inventory_days d set held = d.held - n.units from freed_nights n
      where d.tenant_id = ${tx.tenant_id} and d.room_type_id = n.room_type_id and d.date = n.date
    )
    select id from freed`.execute(tx.db);
  const freed = new Set(rows.map((row) => row.id));
  for (const hold of holds) if (freed.has(hold.id)) emitInventoryChanged(tx, hold);
  return freed.size;
}
