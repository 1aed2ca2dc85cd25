import { sql } from 'kysely';
import { addDays } from '../platform/clock.ts';
import type { Tx } from '../platform/transaction.ts';
import { autoAssign, houseFor, planRooms } from '../modules/front-desk/index.ts';
import { assignRooms, lockStays } from '../modules/reservations/index.ts';

/** So many of today's arrivals, and everybody who comes later than that, still wait for a room: somebody has to give it. */
const WAITING_TODAY = 2;
const DAYS_GIVEN = 9;

/** Puts the demo's guests into rooms: who is there or has just left, and most of those who come in the next days. */
export async function giveRooms(tx: Tx, outlet: { id: string; business_date: string }): Promise<void> {
  const { id: outlet_id, business_date } = outlet;
  await putWhereTheySlept(tx, outlet_id, business_date);
  const today = await arrivalsOf(tx, outlet_id, business_date);
  if (today.length > WAITING_TODAY)
    await autoAssign(tx, {
      outlet_id,
      business_date,
      from: business_date,
      to: addDays(business_date, 1),
      reservation_ids: today.slice(WAITING_TODAY),
    });
  const from = addDays(business_date, 1);
  await autoAssign(tx, { outlet_id, business_date, from, to: addDays(from, DAYS_GIVEN - 1) });
}

async function putWhereTheySlept(tx: Tx, outlet_id: string, business_date: string): Promise<void> {
  const stays = await lockStays(
    tx,
    sql`r.outlet_id = ${outlet_id} and r.room_id is null and r.end_date > r.start_date
      and (r.status = 'IN_HOUSE' or (r.status = 'CHECKED_OUT' and r.end_date > ${addDays(business_date, -7)}::date))`,
  );
  const house = await houseFor(tx, outlet_id, business_date, stays);
  const plan = planRooms(
    house,
    stays.map((stay) => ({ ...stay, preferences: [] })),
  );
  const of = new Map(stays.map((stay) => [stay.id, stay]));
  const numbers = new Map(house.rooms.map(({ id, number }) => [id, number]));
  await assignRooms(
    tx,
    plan.placements.map(({ stay_id, room_id }) => ({
      stay: of.get(stay_id)!,
      room_id,
      room_number: numbers.get(room_id)!,
    })),
  );
}

async function arrivalsOf(tx: Tx, outlet_id: string, date: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from reservations.reservations
    where outlet_id = ${outlet_id} and status = 'CONFIRMED' and start_date = ${date}::date and room_id is null order by id`.execute(
    tx.db,
  );
  return rows.map(({ id }) => id);
}
