import { sql } from 'kysely';
import { addDays } from '../../platform/clock.ts';
import type { Tx } from '../../platform/transaction.ts';
import type { House, RoomToGive, TakenStretch } from './assignment.ts';
import { staysBetween } from './chart.ts';

/** The rooms of a hotel and who is in them around some stays: a day more on both sides, where a gap could be left. */
export async function houseFor(
  tx: Tx,
  outlet_id: string,
  business_date: string,
  stays: readonly { start_date: string; end_date: string }[],
): Promise<House> {
  const dates = stays.flatMap(({ start_date, end_date }) => [start_date, end_date]).sort();
  const from = addDays(dates[0] ?? business_date, -2);
  const to = addDays(dates.at(-1) ?? business_date, 2);
  return { business_date, rooms: await roomsToGive(tx, outlet_id), taken: await takenBetween(tx, outlet_id, from, to) };
}

async function roomsToGive(tx: Tx, outlet_id: string): Promise<RoomToGive[]> {
  const { rows } = await sql<RoomToGive>`
    select m.id, m.number, m.floor, m.room_type_id, m.housekeeping_status, m.is_accessible, m.is_smoking, m.view, m.features,
      m.connecting_room_ids, exists (
        select 1 from reservations.reservations r
        where r.tenant_id = m.tenant_id and r.outlet_id = m.outlet_id and r.status = 'IN_HOUSE' and r.room_id = m.id) as is_occupied
    from rooms.rooms m where m.outlet_id = ${outlet_id} and m.is_active`.execute(tx.db);
  return rows;
}

/** The stretches in which rooms are taken, by stays or by repairs. */
async function takenBetween(tx: Tx, outlet_id: string, from: string, to: string): Promise<TakenStretch[]> {
  const { rows } = await sql<TakenStretch>`
    with stays as materialized (${staysBetween(outlet_id, from, to)})
    select o.room_id, lower(o.nights) as start_date, upper(o.nights) as end_date
    from rooms.occupancies o
    where o.subject_id in (select id from stays)
    union all
    select o.room_id, lower(o.nights), upper(o.nights) from rooms.occupancies o
    where o.outlet_id = ${outlet_id} and o.kind = 'OUT_OF_ORDER' and o.end_date > ${from}::date and o.start_date < ${to}::date`.execute(
    tx.db,
  );
  return rows;
}
