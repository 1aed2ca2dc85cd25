import { sql } from 'kysely';
import { newId } from '../../../platform/ids.ts';
import type { Tx } from '../../../platform/transaction.ts';

export interface Occupancy {
  outlet_id: string;
  room_id: string;
  /** Nights from `start_date` up to, and without, `end_date`. */
  start_date: string;
  end_date: string;
  kind: 'STAY' | 'OUT_OF_ORDER';
  /** The reservation that stays, or the outage. */
  subject_id: string;
}

/**
 * Puts a stay or an outage into a room for some nights; refuses with ROOM_TAKEN where another one is there already
 * (R6). It moves no counter of the calendar (R7).
 */
export async function occupyRoom(tx: Tx, occupancy: Occupancy): Promise<void> {
  const { start_date, end_date, ...row } = occupancy;
  await sql`
    insert into rooms.occupancies (tenant_id, id, outlet_id, room_id, nights, kind, subject_id)
    values (${tx.tenant_id}, ${newId()}, ${row.outlet_id}, ${row.room_id}, daterange(${start_date}::date, ${end_date}::date), ${row.kind},
            ${row.subject_id})`.execute(tx.db);
}

/** Takes a stay or an outage out of its rooms from a date on; the nights before it stay on record. */
export async function vacateRooms(tx: Tx, subject_id: string, from_date: string): Promise<void> {
  await sql`
    with gone as (
      delete from rooms.occupancies where subject_id = ${subject_id} and lower(nights) >= ${from_date}::date
    )
    update rooms.occupancies set nights = daterange(lower(nights), ${from_date}::date)
    where subject_id = ${subject_id} and lower(nights) < ${from_date}::date and upper(nights) > ${from_date}::date`.execute(
    tx.db,
  );
}

export interface OccupiedStretch {
  room_id: string;
  start_date: string;
  end_date: string;
  kind: Occupancy['kind'];
  subject_id: string;
}

/** Who is in which rooms of an outlet on the nights from `from` up to, and without, `to`. */
export async function occupanciesOf(tx: Tx, outlet_id: string, from: string, to: string): Promise<OccupiedStretch[]> {
  const { rows } = await sql<OccupiedStretch>`
    select room_id, lower(nights) as start_date, upper(nights) as end_date, kind, subject_id from rooms.occupancies
    where outlet_id = ${outlet_id} and nights && daterange(${from}::date, ${to}::date)
    order by room_id, nights`.execute(tx.db);
  return rows;
}
