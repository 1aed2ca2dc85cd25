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
  const { subject_id, outlet_id, room_id, start_date, end_date, reason } = mark;
  await sql`
    insert into rooms.out_of_service (tenant_id, subject_id, outlet_id, room_id, start_date, end_date, reason)
    values (${tx.tenant_id}, ${subject_id}, ${outlet_id}, ${room_id}, ${start_date}, ${end_date}, ${reason})
    on conflict (tenant_id, subject_id) do update
      set start_date = excluded.start_date, end_date = excluded.end_date, reason = excluded.reason`.execute(tx.db);
}

/** Ends the mark on a date; one that had not begun by then is gone. */
export async function shortenOutOfService(tx: Tx, subject_id: string, end_date: string): Promise<void> {
  await sql`
    with gone as (
      delete from rooms.out_of_service where subject_id = ${subject_id} and start_date >= ${end_date}::date
    )
    update rooms.out_of_service set end_date = ${end_date}
    where subject_id = ${subject_id} and start_date < ${end_date}::date and end_date > ${end_date}::date`.execute(
    tx.db,
  );
}

/** The rooms of an outlet that are out of service on a night from `from` up to, and without, `to`: to be offered last. */
export async function outOfServiceOf(tx: Tx, outlet_id: string, from: string, to: string): Promise<OutOfService[]> {
  const { rows } = await sql<OutOfService>`
    select outlet_id, room_id, start_date, end_date, reason, subject_id from rooms.out_of_service
    where outlet_id = ${outlet_id} and end_date > ${from}::date and start_date < ${to}::date
    order by room_id, start_date`.execute(tx.db);
  return rows;
}
