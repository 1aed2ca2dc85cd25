import type pg from 'pg';
import type { Tx } from '../../../platform/transaction.ts';
import { createRoom } from '../../rooms/index.ts';
import { bookRooms, lockStay, lockStaysOfBooking, saleTermsOf, type LockedStay } from '../index.ts';

/** For tests only. Physical rooms of a type, ready for guests. */
export async function openRooms(
  tx: Tx,
  type: { id: string; outlet_id: string; code: string },
  numbers: readonly string[],
) {
  const rooms: { id: string; number: string }[] = [];
  for (const number of numbers)
    rooms.push(await createRoom(tx, type, { room_type_id: type.id, number, housekeeping_status: 'CLEAN' }));
  return rooms;
}

/** For tests only. Books one room and gives its stay. */
export async function bookStay(
  tx: Tx,
  room_type_id: string,
  start_date: string,
  end_date: string,
  quantity = 1,
): Promise<LockedStay> {
  const terms = (await saleTermsOf(tx, room_type_id, null, { start_date, end_date }))!;
  const booking = await bookRooms(tx, terms, {
    room_type_id,
    start_date,
    end_date,
    quantity,
    guest: { name: 'A Guest' },
  });
  const [stay] = await lockStaysOfBooking(tx, booking.id);
  return stay!;
}

/** For tests only. The stay as it is now. */
export async function again(tx: Tx, stay: { id: string }): Promise<LockedStay> {
  return (await lockStay(tx, stay.id))!;
}

/** Rooms in which two sleep at once, and guests who sleep where their reservation does not say; empty when all is well (R6). */
export async function misplacedGuests(db: pg.Pool): Promise<{ room_id: string; date: string }[]> {
  const { rows } = await db.query(`
    select o.room_id, night::date::text as date
    from rooms.occupancies o, generate_series(lower(o.nights), upper(o.nights) - 1, interval '1 day') as night
    group by o.room_id, night having count(*) > 1
    union all
    select o.room_id, lower(o.nights)::text from rooms.occupancies o
    join reservations.reservations r on r.tenant_id = o.tenant_id and r.id = o.subject_id
    where o.kind = 'STAY' and (lower(o.nights) < r.start_date or upper(o.nights) > r.end_date
      or r.status in ('CANCELLED', 'NO_SHOW', 'INQUIRED', 'WAITLISTED'))`);
  return rows;
}
