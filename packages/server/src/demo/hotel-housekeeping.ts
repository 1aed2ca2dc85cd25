import { sql } from 'kysely';
import { systemActor } from '../platform/actor.ts';
import { addDays } from '../platform/clock.ts';
import { found } from '../platform/errors.ts';
import type { Database, Tx } from '../platform/transaction.ts';
import {
  assignTasks,
  expectHotel,
  keepFoundItem,
  lockTask,
  lockTicket,
  moveTask,
  moveTicket,
  openTicket,
  planDay,
  reportOccupation,
  takeRoomOut,
} from '../modules/housekeeping/index.ts';
import { createUser } from '../modules/identity/index.ts';
import { findRoom, type RoomRow } from '../modules/rooms/index.ts';
import type { DemoGroup } from './group.ts';

/** Colleagues of the demo's housekeeper; they have no sign-in of their own. */
const COLLEAGUES = [
  { name: 'Fátima Nogueira', email: 'fatima@example.com', username: 'fatima' },
  { name: 'Mariana Couto', email: 'mariana@example.com', username: 'mariana' },
] as const;

/** A morning in the demo hotel's housekeeping: work shared out and under way, a burst pipe, found things, a guest too many. */
export async function seedHousekeeping(database: Database, group: DemoGroup): Promise<void> {
  await database.inTenant(systemActor(group.tenant_id, 'Luísa Prata'), async (tx) => {
    const outlet = await expectHotel(tx, group.hotel_id);
    for (const person of COLLEAGUES)
      await createUser(tx, {
        ...person,
        grants: [{ role: 'HOUSEKEEPER', scope: 'OUTLET', scope_id: outlet.id }],
      });
    const rooms = await roomsOfToday(tx, outlet);
    await breakThings(tx, outlet, rooms);
    await planDay(tx, outlet);
    await shareOut(tx, outlet);
    await workAWhile(tx, outlet);
    const [vacant] = rooms.free.filter((room) => room.housekeeping_status === 'CLEAN');
    if (vacant)
      await reportOccupation(tx, vacant, {
        room_id: vacant.id,
        seen: 'OCCUPIED',
        note: 'Suitcase on the bed, nobody there.',
      });
    await findThings(tx, outlet, rooms);
  });
}

type Hotel = Awaited<ReturnType<typeof expectHotel>>;

interface Rooms {
  /** In which nobody is, and nobody comes today. */
  free: RoomRow[];
  taken: RoomRow[];
  /** Of the free ones, those that nobody has been given for the week to come. */
  empty: RoomRow[];
}

/** Which rooms somebody is in or comes to today; the desk has given them. */
async function roomsOfToday(tx: Tx, outlet: Hotel): Promise<Rooms> {
  const { rows } = await sql<{ id: string; is_taken: boolean; is_given: boolean }>`
    select m.id, exists (
      select 1 from rooms.occupancies o where o.tenant_id = m.tenant_id and o.room_id = m.id
        and o.end_date > ${outlet.business_date}::date and o.start_date < ${addDays(outlet.business_date, 7)}::date) as is_given,
      exists (
      select 1 from reservations.reservations r
      where r.tenant_id = m.tenant_id and r.room_id = m.id
        and (r.status = 'IN_HOUSE' or (r.status = 'CONFIRMED' and r.start_date = ${outlet.business_date}::date))) as is_taken
    from rooms.rooms m where m.outlet_id = ${outlet.id} order by m.number`.execute(tx.db);
  const rooms: Rooms = { free: [], taken: [], empty: [] };
  for (const { id, is_taken, is_given } of rows) {
    const room = found(await findRoom(tx, id));
    rooms[is_taken ? 'taken' : 'free'].push(room);
    if (!is_taken && !is_given) rooms.empty.push(room);
  }
  return rooms;
}

async function breakThings(tx: Tx, outlet: Hotel, rooms: Rooms): Promise<void> {
  const today = outlet.business_date;
  const doubles = rooms.empty.filter(({ room_type_code }) => room_type_code === 'DBL').reverse();
  const [broken, stained] = doubles;
  if (broken)
    await openTicket(tx, {
      outlet_id: outlet.id,
      room_id: broken.id,
      category: 'PLUMBING',
      priority: 'URGENT',
      title: 'Pipe leaks under the washbasin',
      description: 'Water shut off. The plumber comes tomorrow morning.',
      outage: { kind: 'OUT_OF_ORDER', start_date: today, end_date: addDays(today, 4) },
    });
  if (stained)
    await takeRoomOut(tx, stained, {
      kind: 'OUT_OF_SERVICE',
      start_date: today,
      end_date: addDays(today, 6),
      reason: 'Wine stain on the carpet; offer last',
    });
  const small = [
    { category: 'ELECTRICAL', priority: 'HIGH', title: 'Reading lamp flickers', room_id: rooms.taken[3]?.id },
    { category: 'HEATING', priority: 'NORMAL', title: 'Air conditioning is loud', room_id: rooms.taken[9]?.id },
    { category: 'FURNITURE', priority: 'LOW', title: 'Armchair by the lift is torn', place: 'Lobby, by lift 2' },
  ] as const;
  const progress = ['IN_PROGRESS', null, 'DONE'] as const;
  for (const [index, ticket] of small.entries()) {
    const { id } = await openTicket(tx, { outlet_id: outlet.id, ...ticket });
    const status = progress[index];
    if (status) await moveTicket(tx, found(await lockTicket(tx, id)), { status });
  }
}

async function shareOut(tx: Tx, outlet: Hotel): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select user_id as id from identity.role_grants where role = 'HOUSEKEEPER' and scope_id = ${outlet.id} order by user_id`.execute(
    tx.db,
  );
  await assignTasks(tx, outlet, { attendant_ids: rows.map(({ id }) => id) });
}

/** What is done by mid-morning: each has a room under way, some are ready, one guest sleeps in. */
const MORNING = ['INSPECTED', 'DONE', 'IN_PROGRESS', 'SKIPPED'] as const;

async function workAWhile(tx: Tx, outlet: Hotel): Promise<void> {
  const { rows } = await sql<{ id: string; attendant_id: string }>`
    select id, attendant_id from housekeeping.tasks
    where outlet_id = ${outlet.id} and business_date = ${outlet.business_date}::date and kind in ('STAYOVER', 'LINEN', 'VACANT')
    order by attendant_id, id`.execute(tx.db);
  const begun = new Map<string, number>();
  for (const { id, attendant_id } of rows) {
    const count = begun.get(attendant_id) ?? 0;
    begun.set(attendant_id, count + 1);
    const goal = MORNING[count];
    if (!goal) continue;
    const step = async (to: 'DONE' | 'INSPECTED' | 'IN_PROGRESS') =>
      void (await moveTask(tx, found(await lockTask(tx, id)), { to }));
    if (goal === 'SKIPPED')
      await moveTask(tx, found(await lockTask(tx, id)), { to: 'SKIPPED', skip_reason: 'DO_NOT_DISTURB' });
    else if (goal === 'INSPECTED') {
      await step('DONE');
      await step('INSPECTED');
    } else await step(goal);
  }
}

async function findThings(tx: Tx, outlet: Hotel, rooms: Rooms): Promise<void> {
  const things = [
    { description: 'Silver earring, single', room_id: rooms.taken[5]?.id, stored_at: 'Safe, envelope 12' },
    { description: 'Children’s umbrella with frogs', place: 'Breakfast room', stored_at: 'Shelf B' },
  ];
  for (const thing of things) await keepFoundItem(tx, outlet, { outlet_id: outlet.id, ...thing });
}
