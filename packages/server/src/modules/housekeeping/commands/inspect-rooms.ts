import { sql } from 'kysely';
import { unknownReference } from '../../../platform/errors.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { setRoomStatuses } from '../../rooms/index.ts';
import type { Outlet } from '../queries.ts';

/** Declares many clean rooms inspected, and the day's finished work on them with it: all of them or none. */
export async function inspectRooms(tx: Tx, outlet: Outlet, room_ids: readonly string[]): Promise<number> {
  const rooms = await setRoomStatuses(tx, room_ids, 'INSPECTED');
  if (rooms.length < room_ids.length || rooms.some((room) => room.outlet_id !== outlet.id))
    throw unknownReference('room_ids');
  const { rows } = await sql<{ id: string }>`
    update housekeeping.tasks set status = 'INSPECTED', inspected_at = ${tx.now}, inspected_by_name = ${tx.actor.name}, fail_reason = null,
      version = version + 1, updated_at = ${tx.now}
    where outlet_id = ${outlet.id} and business_date = ${outlet.business_date}::date and room_id = any(${[...room_ids]}::uuid[])
      and status = 'DONE' and kind <> 'TURN_DOWN'
    returning id`.execute(tx.db);
  const changed = rooms.filter((room) => room.from !== room.to);
  const data = {
    business_date: outlet.business_date,
    rooms: changed.map((room) => room.number),
    task_ids: rows.map((row) => row.id),
  };
  if (changed.length + rows.length > 0) {
    emit(tx, {
      type: 'housekeeping.task_changed',
      aggregate_type: 'outlet',
      aggregate_id: outlet.id,
      outlet_id: outlet.id,
      data,
    });
    audit(tx, {
      action: 'housekeeping.inspect_rooms',
      entity_type: 'outlet',
      entity_id: outlet.id,
      outlet_id: outlet.id,
      after: data,
    });
  }
  return changed.length;
}
