import type { Attendant, BoardRoom, HousekeepingBoard } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { may } from '../../platform/actor.ts';
import { addDays } from '../../platform/clock.ts';
import type { Tx } from '../../platform/transaction.ts';
import { peopleInRole } from '../identity/index.ts';
import { houseStateOf, type StayOfTheDay } from '../reservations/index.ts';
import { ROOMS_WITH_TYPES } from '../rooms/index.ts';
import { settingsOf, type Outlet } from './queries.ts';
import { guestStateOf, isArriving } from './rules.ts';

type BoardRow = Omit<Static<typeof BoardRoom>, 'guest_state' | 'stay' | 'arrival'>;

/** Every room of a hotel with its status, its guests, today's work and what is wrong with it. */
export async function boardOf(tx: Tx, outlet: Outlet): Promise<Static<typeof HousekeepingBoard>> {
  const { business_date } = outlet;
  const [rooms, stays] = [await boardRooms(tx, outlet), await houseStateOf(tx, outlet.id, business_date)];
  // A name belongs to those who work with the guest; a housekeeper needs to know how many sleep there.
  const showNames = may(tx.actor, 'reservations.read', outlet.id);
  const card = (stay: StayOfTheDay | undefined) => {
    if (!stay) return null;
    const { room_id: _, status: __, ...known } = stay;
    return showNames ? known : { ...known, guest_name: null };
  };
  return {
    outlet_id: outlet.id,
    business_date,
    inspects: (await settingsOf(tx, outlet.id)).inspects,
    attendants: await attendantsOf(tx, outlet),
    rooms: rooms.map((room) => {
      const own = stays.filter((stay) => stay.room_id === room.id);
      const present =
        own.find((stay) => stay.status === 'IN_HOUSE') ?? own.find((stay) => stay.status === 'CHECKED_OUT');
      return {
        ...room,
        guest_state: guestStateOf(own, business_date),
        stay: card(present),
        arrival: card(own.find(isArriving)),
      };
    }),
  };
}

async function boardRooms(tx: Tx, { id, business_date }: Outlet): Promise<BoardRow[]> {
  const { rows } = await sql<BoardRow>`
    select r.id, r.number, r.floor, r.room_type_code, r.housekeeping_status, r.version,
      coalesce((select json_agg(json_build_object('id', t.id, 'business_date', t.business_date, 'kind', t.kind, 'status', t.status,
          'minutes', t.minutes, 'is_rush', t.is_rush, 'is_planned', t.is_planned, 'attendant_id', t.attendant_id,
          'attendant_name', t.attendant_name, 'note', t.note, 'started_at', t.started_at, 'running_since', t.running_since,
          'worked_seconds', t.worked_seconds, 'finished_at', t.finished_at, 'skip_reason', t.skip_reason,
          'inspected_by_name', t.inspected_by_name, 'fail_reason', t.fail_reason, 'version', t.version)
          order by t.kind = 'TURN_DOWN', t.id)
        from housekeeping.tasks t where t.outlet_id = r.outlet_id and t.business_date = ${business_date}::date and t.room_id = r.id), '[]') as tasks,
      (select json_build_object('id', o.id, 'kind', o.kind, 'start_date', o.start_date, 'end_date', o.end_date, 'reason', o.reason)
        from housekeeping.outages o where o.room_id = r.id and o.returned_at is null and o.start_date <= ${business_date}::date
          and o.end_date >= ${addDays(business_date, 1)}::date order by o.kind, o.id limit 1) as outage,
      (select count(*)::int from housekeeping.tickets m where m.room_id = r.id and m.status in ('OPEN', 'IN_PROGRESS')) as open_tickets,
      (select d.kind from housekeeping.discrepancies d where d.room_id = r.id and d.resolved_at is null) as discrepancy
    from ${sql.raw(ROOMS_WITH_TYPES)} r where r.outlet_id = ${id} and r.is_active order by r.floor, r.number, r.id`.execute(
    tx.db,
  );
  return rows;
}

/** The housekeepers of an outlet with the work they have today. */
export async function attendantsOf(tx: Tx, outlet: Outlet): Promise<Static<typeof Attendant>[]> {
  const people = await peopleInRole(tx, 'HOUSEKEEPER', outlet);
  const { rows } = await sql<Static<typeof Attendant>>`
    select attendant_id as id, count(*)::int as tasks, sum(minutes)::int as minutes,
      count(*) filter (where status in ('OPEN', 'IN_PROGRESS', 'PAUSED'))::int as open_tasks,
      coalesce(sum(minutes) filter (where status in ('OPEN', 'IN_PROGRESS', 'PAUSED')), 0)::int as open_minutes
    from housekeeping.tasks
    where outlet_id = ${outlet.id} and business_date = ${outlet.business_date}::date and attendant_id is not null and status <> 'SKIPPED'
    group by attendant_id`.execute(tx.db);
  const work = new Map(rows.map((row) => [row.id, row]));
  return people.map((person) => ({
    tasks: 0,
    minutes: 0,
    open_tasks: 0,
    open_minutes: 0,
    ...work.get(person.id),
    ...person,
  }));
}
