import { MOST_NIGHTS_PER_STAY } from '@hostelry/contracts';
import { sql, type RawBuilder } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
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
 * Puts a stay or an outage into a room for some nights; refuses with ROOM_TAKEN, naming the first night and what stands
 * in the way (R6). Two who look at the same moment are told apart by the constraint. It moves no counter (R7).
 */
export async function occupyRoom(tx: Tx, occupancy: Occupancy): Promise<void> {
  const { start_date, end_date, outlet_id, room_id, kind, subject_id } = occupancy;
  const nights = sql`daterange(${start_date}::date, ${end_date}::date)`;
  const { rows } = await sql<{ taken: Taken | null }>`
    with taken as (
      select greatest(lower(nights), ${start_date}::date) as date, kind, subject_id from rooms.occupancies
      where room_id = ${room_id} and nights && ${nights} order by nights limit 1
    ), put as (
      insert into rooms.occupancies (tenant_id, id, outlet_id, room_id, nights, kind, subject_id)
      select ${tx.tenant_id}, ${newId()}, ${outlet_id}, ${room_id}, ${nights}, ${kind}, ${subject_id} where not exists (select from taken)
    )
    select (select to_jsonb(taken) from taken) as taken`.execute(tx.db);
  const taken = rows[0]?.taken;
  if (taken) throw new DomainError('ROOM_TAKEN', { room_id, ...taken });
}

interface Taken {
  date: string;
  kind: Occupancy['kind'];
  subject_id: string;
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

/** Takes stays or outages out of all their rooms; a piece of a statement. */
export function vacateAll(subject_ids: readonly string[]): RawBuilder<unknown> {
  return sql`delete from rooms.occupancies where subject_id = any(${[...subject_ids]}::uuid[])`;
}

export interface OccupiedStretch {
  room_id: string;
  start_date: string;
  end_date: string;
  kind: Occupancy['kind'];
  subject_id: string;
}

/** Who is in which rooms of an outlet on the nights from `from` up to, and without, `to`; no stretch is longer than a stay may be. */
export async function occupanciesOf(tx: Tx, outlet_id: string, from: string, to: string): Promise<OccupiedStretch[]> {
  const { rows } = await sql<OccupiedStretch>`
    select room_id, start_date, end_date, kind, subject_id from rooms.occupancies
    where outlet_id = ${outlet_id} and end_date > ${from}::date and end_date <= ${to}::date + ${MOST_NIGHTS_PER_STAY}::int
      and start_date < ${to}::date
    order by room_id, start_date`.execute(tx.db);
  return rows;
}
