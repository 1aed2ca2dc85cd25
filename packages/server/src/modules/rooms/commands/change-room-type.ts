import type { RoomTypeChange } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { addDays } from '../../../platform/clock.ts';
import { badField, DomainError, expectVersion, found } from '../../../platform/errors.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { findOutlet } from '../../outlets/index.ts';
import { findRoomClass, type RoomTypeRow } from '../queries.ts';
import { applySellLimits } from './apply-sell-limits.ts';
import { emitInventoryChanged, MOST_PRELOADED_NIGHTS } from './provide-units.ts';

/**
 * Changes a room type. A new number of units applies to the open nights from the business date on, and is
 * refused as a whole, naming the first night, where more are sold already.
 */
export async function changeRoomType(
  tx: Tx,
  before: RoomTypeRow,
  { version, ...change }: Static<typeof RoomTypeChange>,
) {
  expectVersion(before.version, version);
  const after = { ...before, ...change };
  if (after.max_occupancy < after.base_occupancy) throw badField('max_occupancy', 'must be at least base_occupancy');
  if (after.total_units !== before.total_units) await changeUnits(tx, before, after.total_units);
  if (change.class_id) await expectClassOf(tx, change.class_id, before.outlet_id);
  const row = await tx.db
    .updateTable('rooms.room_types')
    .set({ ...change, version: before.version + 1, updated_at: tx.now.toISOString() })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw new DomainError('STALE_VERSION', { expected: before.version });
  if (row.class_id !== before.class_id) await applyToOpenNights(tx, row);
  audit(tx, {
    action: 'rooms.change_type',
    entity_type: 'room_type',
    entity_id: row.id,
    outlet_id: row.outlet_id,
    before,
    after: row,
  });
  return row;
}

/** Another class may bring another sell limit, on every night that is still open. */
async function applyToOpenNights(tx: Tx, { id, outlet_id }: RoomTypeRow): Promise<void> {
  const { business_date } = found(await findOutlet(tx, outlet_id));
  const end_date = addDays(business_date, MOST_PRELOADED_NIGHTS);
  await applySellLimits(tx, { outlet_id, room_type_id: id, start_date: business_date, end_date });
}

/** Refuses a class of another hotel. */
export async function expectClassOf(tx: Tx, class_id: string, outlet_id: string): Promise<void> {
  if ((await findRoomClass(tx, class_id))?.outlet_id !== outlet_id)
    throw badField('class_id', 'is not a room class of this outlet');
}

async function changeUnits(tx: Tx, type: { id: string; outlet_id: string }, units: number): Promise<void> {
  const { business_date } = found(await findOutlet(tx, type.outlet_id));
  // Locked first and in order, so that a booking of the same moment is either counted here or comes after.
  const { rows } = await sql<{ date: string; taken: number; sell_limit: number }>`
    select date, held + sold + blocked + out_of_order as taken, sell_limit from rooms.inventory_days
    where room_type_id = ${type.id} and date >= ${business_date} order by date for update nowait`.execute(tx.db);
  const short = rows.find((night) => night.taken > units + night.sell_limit);
  if (short) {
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'UNITS_ALREADY_TAKEN', date: short.date, taken: short.taken, total_units: units },
      `On ${short.date} ${short.taken} units are taken already, so the type cannot have ${units}.`,
    );
  }
  const last = rows.at(-1);
  if (!last) return;
  await sql`update rooms.inventory_days set physical = ${units} where room_type_id = ${type.id} and date >= ${business_date}`.execute(
    tx.db,
  );
  const stretch = { start_date: business_date, end_date: addDays(last.date, 1) };
  // A limit in per cent follows the units.
  await applySellLimits(tx, { ...stretch, outlet_id: type.outlet_id, room_type_id: type.id });
  emitInventoryChanged(tx, {
    room_type_id: type.id,
    outlet_id: type.outlet_id,
    ...stretch,
  });
}
