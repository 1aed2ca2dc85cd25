import { sql } from 'kysely';
import { addDays, daysBetween } from '../../../platform/clock.ts';
import { badField } from '../../../platform/errors.ts';
import { emit, type Tx } from '../../../platform/transaction.ts';
import { takeTurnsAt } from './limit-house.ts';

export const MOST_PRELOADED_NIGHTS = 3_660;

export interface Provision {
  room_type_id: string;
  outlet_id: string;
  start_date: string;
  end_date: string;
  units: number;
}

/**
 * Opens the nights from `start_date` up to, and without, `end_date` in the calendar. Nights that are open
 * already are left as they are, so repeating it changes nothing. Returns how many were added.
 */
export async function openNights(tx: Tx, provision: Provision): Promise<number> {
  const nights = daysBetween(provision.start_date, provision.end_date);
  if (nights < 1) throw badField('end_date', 'must be after start_date');
  if (nights > MOST_PRELOADED_NIGHTS)
    throw badField('end_date', `must be within ${MOST_PRELOADED_NIGHTS} nights of start_date`);
  await takeTurnsAt(tx, provision.outlet_id, 'open');
  const result = await sql`
    insert into rooms.inventory_days (tenant_id, room_type_id, date, physical, is_house_limited)
    select ${tx.tenant_id}, ${provision.room_type_id}, date, ${provision.units}::int,
      exists (select 1 from rooms.house_days h where h.outlet_id = ${provision.outlet_id} and h.date = night.date)
    from generate_series(${provision.start_date}::date, ${addDays(provision.end_date, -1)}::date, interval '1 day') as night(date)
    order by date
    on conflict (tenant_id, room_type_id, date) do nothing`.execute(tx.db);
  const added = Number(result.numAffectedRows ?? 0);
  if (added > 0) emitInventoryChanged(tx, provision);
  return added;
}

/** Opens nights with at least the given units: those that are open already with fewer are raised. */
export async function raiseUnits(tx: Tx, provision: Provision): Promise<void> {
  await openNights(tx, provision);
  await sql`
    update rooms.inventory_days set physical = ${provision.units}
    where room_type_id = ${provision.room_type_id} and date >= ${provision.start_date} and date < ${provision.end_date}
      and physical < ${provision.units}`.execute(tx.db);
}

/** Tells listeners which stretch of which type's calendar to look at again. */
export function emitInventoryChanged(
  tx: Tx,
  change: { room_type_id: string; outlet_id: string; start_date: string; end_date: string },
): void {
  emit(tx, {
    type: 'inventory.changed',
    aggregate_type: 'room_type',
    aggregate_id: change.room_type_id,
    outlet_id: change.outlet_id,
    data: { room_type_id: change.room_type_id, start_date: change.start_date, end_date: change.end_date },
  });
}
