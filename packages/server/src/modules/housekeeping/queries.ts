import type { HousekeepingTask, TaskKind, TaskStatus } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { DomainError, found, unknownReference } from '../../platform/errors.ts';
import type { Tx } from '../../platform/transaction.ts';
import { findColleague } from '../identity/index.ts';
import { findOutlet } from '../outlets/index.ts';
import { findRoom, ROOMS_WITH_TYPES, type RoomRow } from '../rooms/index.ts';
import type { CleaningRules, Credit } from './rules.ts';

export type TaskRow = Static<typeof HousekeepingTask>;
export type Outlet = NonNullable<Awaited<ReturnType<typeof findOutlet>>>;

export const TASK_COLUMNS = `t.id, t.outlet_id, t.business_date, t.room_id, r.number as room_number, r.floor, r.room_type_code, t.kind, t.status,
  t.minutes, t.is_rush, t.is_planned, t.attendant_id, t.attendant_name, t.note, t.started_at, t.running_since, t.worked_seconds,
  t.finished_at, t.skip_reason, t.inspected_by_name, t.fail_reason, t.version`;
export const TASKS_IN_ROOMS = `housekeeping.tasks t join ${ROOMS_WITH_TYPES} r on r.id = t.room_id`;

/** One task with its room, if the tenant has it. */
export async function findTask(tx: Tx, id: string): Promise<TaskRow | undefined> {
  const { rows } =
    await sql<TaskRow>`select ${sql.raw(TASK_COLUMNS)} from ${sql.raw(TASKS_IN_ROOMS)} where t.id = ${id}`.execute(
      tx.db,
    );
  return rows[0];
}

export interface LockedTask {
  id: string;
  outlet_id: string;
  room_id: string;
  business_date: string;
  kind: TaskKind;
  status: TaskStatus;
  attendant_id: string | null;
  version: number;
}

/** A task, held against others who want to change it until the transaction ends. */
export async function lockTask(tx: Tx, id: string): Promise<LockedTask | undefined> {
  const { rows } = await sql<LockedTask>`
    select id, outlet_id, room_id, business_date, kind, status, attendant_id, version from housekeeping.tasks
    where id = ${id} for update`.execute(tx.db);
  return rows[0];
}

/** A hotel, or a refusal: nothing else has rooms to clean. */
export async function expectHotel(tx: Tx, outlet_id: string): Promise<Outlet> {
  const outlet = found(await findOutlet(tx, outlet_id));
  if (outlet.kind !== 'HOTEL')
    throw new DomainError('BAD_INPUT', {
      fields: [{ field: 'outlet_id', message: 'must be an outlet of kind HOTEL' }],
    });
  return outlet;
}

/** Somebody who works in the outlet, to give work to; null takes it away from everybody. */
export async function expectColleague(
  tx: Tx,
  id: string | null,
  outlet_id: string,
  field: string,
): Promise<{ id: string; name: string } | null> {
  if (id === null) return null;
  const colleague = await findColleague(tx, id, found(await findOutlet(tx, outlet_id)));
  if (!colleague) throw unknownReference(field);
  return colleague;
}

export interface SettingsRow extends CleaningRules {
  outlet_id: string;
  inspects: boolean;
  keep_found_days: number;
  credits: Credit[];
  version: number;
}

/** How a house cleans: its own settings, or the usual ones where it never said. */
export async function settingsOf(tx: Tx, outlet_id: string): Promise<SettingsRow> {
  const { rows } = await sql<SettingsRow>`
    select o.outlet_id, coalesce(s.linen_every_nights, 3) as linen_every_nights, coalesce(s.inspects, true) as inspects,
      coalesce(s.turn_down_for, 'ON_REQUEST') as turn_down_for, coalesce(s.keep_found_days, 90) as keep_found_days,
      coalesce(s.version, 0) as version,
      coalesce((select json_agg(json_build_object('room_type_id', c.room_type_id, 'kind', c.kind, 'minutes', c.minutes)
                                order by c.room_type_id nulls first, c.kind)
                from housekeeping.credits c where c.outlet_id = o.outlet_id), '[]') as credits
    from (select ${outlet_id}::uuid as outlet_id) o
    left join housekeeping.settings s on s.outlet_id = o.outlet_id`.execute(tx.db);
  return rows[0]!;
}

/** A room that a request names, which must be one of the outlet's own. */
export async function expectRoomOf(tx: Tx, room_id: string, outlet_id: string): Promise<RoomRow> {
  const room = await findRoom(tx, room_id);
  if (room?.outlet_id !== outlet_id) throw unknownReference('room_id');
  return room;
}
