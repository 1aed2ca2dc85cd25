import type { HousekeepingStatus } from '@hostelry/contracts';
import { sql } from 'kysely';
import { addDays } from '../../../platform/clock.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { houseStateOf } from '../../reservations/index.ts';
import { occupanciesOf, ROOMS_WITH_TYPES, setRoomStatuses } from '../../rooms/index.ts';
import { settingsOf, type SettingsRow } from '../queries.ts';
import { minutesFor, planChanges, servicesOf, type KnownTask, type PlanChanges, type Service } from '../rules.ts';
import { endLapsedOutages } from './end-lapsed-outages.ts';

interface PlannedRoom {
  id: string;
  room_type_id: string;
  housekeeping_status: HousekeepingStatus;
}

/**
 * Makes the tasks of the open business day fit the house as it is now: departures, stayovers, linen, dirty empty rooms,
 * turn-downs. Called in the morning, after every check-out and by hand, as often as anybody likes.
 */
export async function planDay(
  tx: Tx,
  outlet: { id: string; business_date: string },
): Promise<{ business_date: string; added: number; changed: number; removed: number }> {
  await endLapsedOutages(tx, outlet);
  const rooms = await activeRooms(tx, outlet.id);
  const settings = await settingsOf(tx, outlet.id);
  const changes = planChanges(await wantedServices(tx, outlet, rooms, settings), await knownTasks(tx, outlet));
  const typeOf = new Map(rooms.map((room) => [room.id, room.room_type_id]));
  const minutes = (service: Service & { room_id: string }) =>
    minutesFor(settings.credits, typeOf.get(service.room_id)!, service.kind);
  await addTasks(tx, outlet, changes.add, minutes);
  await changeTasks(tx, changes, minutes);
  await soilSleptIn(tx, changes);
  const plan = {
    business_date: outlet.business_date,
    added: changes.add.length,
    changed: changes.change.length + changes.reopen.length,
    removed: changes.remove.length,
  };
  if (plan.added + plan.changed + plan.removed > 0) announce(tx, outlet.id, plan);
  return plan;
}

async function activeRooms(tx: Tx, outlet_id: string): Promise<PlannedRoom[]> {
  const { rows } = await sql<PlannedRoom>`
    select id, room_type_id, housekeeping_status from ${sql.raw(ROOMS_WITH_TYPES)} r
    where outlet_id = ${outlet_id} and is_active order by id`.execute(tx.db);
  return rows;
}

async function wantedServices(
  tx: Tx,
  { id, business_date }: { id: string; business_date: string },
  rooms: readonly PlannedRoom[],
  settings: SettingsRow,
): Promise<Map<string, Service[]>> {
  const stays = await houseStateOf(tx, id, business_date);
  const tonight = await occupanciesOf(tx, id, business_date, addDays(business_date, 1));
  const broken = new Set(tonight.filter(({ kind }) => kind === 'OUT_OF_ORDER').map(({ room_id }) => room_id));
  return new Map(
    rooms.map((room) => [
      room.id,
      servicesOf(
        {
          housekeeping_status: room.housekeeping_status,
          is_out_of_order: broken.has(room.id),
          stays: stays.filter((stay) => stay.room_id === room.id),
        },
        settings,
        business_date,
      ),
    ]),
  );
}

/** Locked in order, so that planning and somebody who starts a task take turns. */
async function knownTasks(tx: Tx, outlet: { id: string; business_date: string }): Promise<KnownTask[]> {
  const { rows } = await sql<KnownTask>`
    select id, room_id, kind, status, is_rush, is_planned from housekeeping.tasks
    where outlet_id = ${outlet.id} and business_date = ${outlet.business_date}::date order by id for update`.execute(
    tx.db,
  );
  return rows;
}

async function addTasks(
  tx: Tx,
  outlet: { id: string; business_date: string },
  added: PlanChanges['add'],
  minutes: (service: Service & { room_id: string }) => number,
): Promise<void> {
  if (added.length === 0) return;
  // Somebody who plans the same day at the same moment may have been first; theirs is as good.
  await sql`
    insert into housekeeping.tasks (tenant_id, id, outlet_id, business_date, room_id, kind, minutes, is_rush, created_at, updated_at)
    select ${tx.tenant_id}, n.id, ${outlet.id}, ${outlet.business_date}::date, n.room_id, n.kind, n.minutes, n.is_rush, ${tx.now}, ${tx.now}
    from unnest(${added.map(newId)}::uuid[], ${added.map((task) => task.room_id)}::uuid[], ${added.map((task) => task.kind)}::text[],
                ${added.map(minutes)}::int[], ${added.map((task) => task.is_rush)}::boolean[]) as n(id, room_id, kind, minutes, is_rush)
    on conflict on constraint tasks_once_a_day do nothing`.execute(tx.db);
}

async function changeTasks(
  tx: Tx,
  { change, reopen, remove }: PlanChanges,
  minutes: (service: Service & { room_id: string }) => number,
): Promise<void> {
  if (change.length + reopen.length + remove.length === 0) return;
  await sql`
    with gone as (
      delete from housekeeping.tasks where id = any(${remove}::uuid[])
    ), again as (
      update housekeeping.tasks set status = 'OPEN', finished_at = null, inspected_at = null, inspected_by_name = null,
        version = version + 1, updated_at = ${tx.now}
      where id = any(${reopen}::uuid[])
    )
    update housekeeping.tasks t set kind = n.kind, minutes = n.minutes, is_rush = n.is_rush, version = version + 1, updated_at = ${tx.now}
    from unnest(${change.map((task) => task.id)}::uuid[], ${change.map((task) => task.kind)}::text[], ${change.map(minutes)}::int[],
                ${change.map((task) => task.is_rush)}::boolean[]) as n(id, kind, minutes, is_rush)
    where t.tenant_id = ${tx.tenant_id} and t.id = n.id`.execute(tx.db);
}

const AFTER_A_NIGHT = new Set(['STAYOVER', 'LINEN', 'DEPARTURE']);

/** A room that somebody slept in is dirty in the morning; said once, when its task is made. */
async function soilSleptIn(tx: Tx, { add }: PlanChanges): Promise<void> {
  const room_ids = add.filter((task) => AFTER_A_NIGHT.has(task.kind)).map((task) => task.room_id);
  await setRoomStatuses(tx, room_ids, 'DIRTY');
}

function announce(tx: Tx, outlet_id: string, plan: object): void {
  emit(tx, {
    type: 'housekeeping.task_changed',
    aggregate_type: 'outlet',
    aggregate_id: outlet_id,
    outlet_id,
    data: { ...plan },
  });
  audit(tx, {
    action: 'housekeeping.plan_day',
    entity_type: 'outlet',
    entity_id: outlet_id,
    outlet_id,
    after: plan,
  });
}
