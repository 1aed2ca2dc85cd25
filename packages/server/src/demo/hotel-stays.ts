import type { NewBooking } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { systemActor } from '../platform/actor.ts';
import { addDays } from '../platform/clock.ts';
import { found } from '../platform/errors.ts';
import type { Database, Tx } from '../platform/transaction.ts';
import { findOutlet } from '../modules/outlets/index.ts';
import { addNote, addTrace, bookLots, lotsOf, termsOfLots } from '../modules/reservations/index.ts';
import { roomTypesOf } from '../modules/rooms/index.ts';
import type { DemoGroup } from './group.ts';

const HOUR_MS = 3_600_000;

/** What a desk has beside plain bookings: two options, a family in three kinds of rooms, and people whom a company sends. */
export async function seedStays(database: Database, group: DemoGroup): Promise<void> {
  await database.inTenant(systemActor(group.tenant_id, 'import'), async (tx) => {
    const outlet = found(await findOutlet(tx, group.hotel_id));
    const types = await roomTypesOf(tx, outlet.id);
    const type = (code: string) => found(types.get(code)).id;
    const nights = (from: number, count: number) => ({
      start_date: addDays(outlet.business_date, from),
      end_date: addDays(outlet.business_date, from + count),
    });
    const inHours = (hours: number) => new Date(tx.now.getTime() + hours * HOUR_MS).toISOString();
    await book(tx, {
      ...nights(75, 3),
      room_type_id: type('STE'),
      adults: 2,
      guest: { name: 'Beatriz Antunes', email: 'beatriz.antunes@example.com' },
      option_expires_at: inHours(20),
      notes: 'Decides tomorrow, after talking to her sister.',
    });
    await book(tx, {
      ...nights(82, 2),
      room_type_id: type('DBL'),
      quantity: 2,
      adults: 4,
      guest: { name: 'Per Nyström', phone: '+46 70 555 01 42' },
      option_expires_at: inHours(72),
    });
    await seedFamily(tx, nights, type);
    await seedCompanyStay(tx, outlet.id, { ...nights(66, 2), room_type_id: type('SGL') });
  });
}

async function seedFamily(
  tx: Tx,
  nights: (from: number, count: number) => { start_date: string; end_date: string },
  type: (code: string) => string,
): Promise<void> {
  const family = await book(tx, {
    ...nights(70, 4),
    guest: { name: 'Joana Meireles', email: 'joana.meireles@example.com' },
    arrival_time: '22:30',
    notes: 'Three generations; rooms close to each other if that can be.',
    rooms: [
      { room_type_id: type('FAM'), adults: 2, children: 2 },
      { room_type_id: type('DBL'), adults: 2, guest_name: 'Amélia Meireles' },
      { room_type_id: type('SGL'), guest_name: 'Tiago Meireles', start_date: nights(71, 1).start_date },
    ],
  });
  const { id, outlet_id, start_date } = family;
  await addNote(tx, { id, outlet_id }, 'Called: the grandmother walks badly, so near the lift, please.');
  await addTrace(
    tx,
    { id, outlet_id },
    { date: start_date, department: 'HOUSEKEEPING', text: 'Cot and a high chair in the family room' },
  );
}

async function seedCompanyStay(
  tx: Tx,
  outlet_id: string,
  stay: { room_type_id: string; start_date: string; end_date: string },
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from guests.companies where outlet_id = ${outlet_id} order by id limit 1`.execute(tx.db);
  await book(tx, {
    ...stay,
    quantity: 2,
    guest: { name: 'Rui Tavares', email: 'rui@ventosolar.example' },
    ...(rows[0] ? { company_id: rows[0].id, guarantee: 'COMPANY' as const } : {}),
    notes: 'Engineers for the roof of the town hall; names to follow.',
  });
}

async function book(tx: Tx, wish: Static<typeof NewBooking>) {
  return bookLots(tx, found(await termsOfLots(tx, lotsOf(wish))), wish);
}
