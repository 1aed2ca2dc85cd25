import { sql } from 'kysely';
import type { Tx } from '../../../platform/transaction.ts';

/** A room that is offered last on the nights from `start_date` up to, and without, `end_date`, and why. */
export interface OutOfService {
  outlet_id: string;
  room_id: string;
  start_date: string;
  end_date: string;
  reason: string;
  subject_id: string;
}

/** Marks a room as out of service, or changes the mark. It stays on sale: no counter moves, and guests may sleep in it. */
export async function placeOutOfService(tx: Tx, mark: OutOfService): Promise<void> {
  await sql`
    insert into rooms.out_of_service (tenant_id, subject_id, outlet_id, room_id, nights, reason)
    values (${tx.tenant_id}, ${mark.subject_id}, ${mark.outlet_id}, ${mark.room_id},
            daterange(${mark.start_date}::date, ${mark.end_date}::date), ${mark.reason})
    on conflict (tenant_id, subject_id) do update set nights = excluded.nights, reason = excluded.reason`.execute(
    tx.db,
  );
}

/** Ends the mark on a date; one that had not begun by then is gone. */
export async function shortenOutOfService(tx: Tx, subject_id: string, end_date: string): Promise<void> {
  await sql`
    with gone as (
      delete from rooms.out_of_service where subject_id = ${subject_id} and lower(nights) >= ${end_date}::date
    )
    update rooms.out_of_service set nights = daterange(lower(nights), ${end_date}::date)
    where subject_id = ${subject_id} and lower(nights) < ${end_date}::date and upper(nights) > ${end_date}::date`.execute(
    tx.db,
  );
}

/** The rooms of an outlet that are out of service on a night from `from` up to, and without, `to`: to be offered last. */
export async function outOfServiceOf(tx: Tx, outlet_id: string, from: string, to: string): Promise<OutOfService[]> {
  const { rows } = await sql<OutOfService>`
    select outlet_id, room_id, lower(nights) as start_date, upper(nights) as end_date, reason, subject_id
    from rooms.out_of_service where outlet_id = ${outlet_id} and nights && daterange(${from}::date, ${to}::date)
    order by room_id, nights`.execute(tx.db);
  return rows;
}
