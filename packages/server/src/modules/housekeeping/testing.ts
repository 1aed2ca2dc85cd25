import type pg from 'pg';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/transaction.ts';
import { createRoom, createRoomType, occupyRoom, preloadInventory } from '../rooms/index.ts';

/** For tests only. A type with open nights and its rooms, numbered from 101 up, four to a floor. */
export async function openHotel(
  tx: Tx,
  outlet_id: string,
  options: { code: string; rooms: number; units?: number; start_date: string; end_date: string },
) {
  const type = await createRoomType(
    tx,
    { id: outlet_id, kind: 'HOTEL' },
    {
      outlet_id,
      code: options.code,
      name: `Type ${options.code}`,
      total_units: options.units ?? options.rooms,
      base_occupancy: 2,
      max_occupancy: 3,
    },
  );
  await preloadInventory(tx, type, options);
  const rooms = [];
  for (let room = 0; room < options.rooms; room += 1) {
    const floor = 1 + Math.floor(room / 4);
    rooms.push(
      await createRoom(tx, type, { room_type_id: type.id, number: `${options.code}${floor}0${1 + (room % 4)}`, floor }),
    );
  }
  return { type, rooms };
}

/** For tests only. A stay as the desk would have it, in a room. */
export interface TestStay {
  status: 'CONFIRMED' | 'IN_HOUSE' | 'CHECKED_OUT';
  start_date: string;
  end_date: string;
  guest_name?: string;
  is_room_locked?: boolean;
  checked_out_on?: string;
  preferences?: string[];
}

/** For tests only. Puts a stay into a room without going through the desk. */
export async function putStay(
  tx: Tx,
  db: pg.Pool,
  room: { id: string; outlet_id: string; room_type_id: string },
  stay: TestStay,
): Promise<string> {
  const [booking_id, id] = [newId(), newId()];
  const code = id.slice(-12).toUpperCase();
  await db.query(
    `insert into reservations.bookings (tenant_id, id, outlet_id, confirmation_code, status, start_date, end_date, rooms, adults, children,
       guest_name, total_minor, currency, booked_on)
     values ($1, $2, $3, $4, $5, $6, $7, 1, 2, 0, $8, 0, 'EUR', '2026-06-01')`,
    [
      tx.tenant_id,
      booking_id,
      room.outlet_id,
      code,
      stay.status,
      stay.start_date,
      stay.end_date,
      stay.guest_name ?? 'A Guest',
    ],
  );
  await db.query(
    `insert into reservations.reservations (tenant_id, id, booking_id, outlet_id, room_type_id, room_id, status, start_date, end_date, adults,
       children, total_minor, is_room_locked, checked_out_on, preferences)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 2, 0, 0, $10, $11, $12)`,
    [
      tx.tenant_id,
      id,
      booking_id,
      room.outlet_id,
      room.room_type_id,
      room.id,
      stay.status,
      stay.start_date,
      stay.end_date,
      stay.is_room_locked ?? false,
      stay.checked_out_on ?? null,
      stay.preferences ?? [],
    ],
  );
  if (stay.start_date < stay.end_date)
    await occupyRoom(tx, { ...stay, outlet_id: room.outlet_id, room_id: room.id, kind: 'STAY', subject_id: id });
  return id;
}

/** The nights whose out-of-order counter differs from a recount of the outages themselves; empty when all is well (R5). */
export async function miscountedOutages(
  db: pg.Pool,
): Promise<{ date: string; out_of_order: number; outages: number }[]> {
  const { rows } = await db.query(`
    select d.date::text as date, d.out_of_order, count(o.id)::int as outages
    from rooms.inventory_days d
    left join housekeeping.outages o on o.tenant_id = d.tenant_id and o.room_type_id = d.room_type_id and o.kind = 'OUT_OF_ORDER'
      and d.date >= o.start_date and d.date < o.end_date
    group by d.tenant_id, d.room_type_id, d.date, d.out_of_order
    having d.out_of_order <> count(o.id)`);
  return rows;
}
