import type { NewSellLimit } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { daysBetween } from '../../../platform/clock.ts';
import { badField } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { findRoomClass, findRoomType, type SellLimitRow } from '../queries.ts';
import { applySellLimits } from './apply-sell-limits.ts';
import { MOST_PRELOADED_NIGHTS } from './provide-units.ts';

/** Decides how far beyond its units the hotel sells over a range of dates: a type, a class, or each type of the house. */
export async function addSellLimit(tx: Tx, input: Static<typeof NewSellLimit>) {
  const { class_id = null, room_type_id = null, ...rest } = input;
  const nights = daysBetween(input.start_date, input.end_date);
  if (nights < 1) throw badField('end_date', 'must be after start_date');
  if (nights > MOST_PRELOADED_NIGHTS)
    throw badField('end_date', `must be within ${MOST_PRELOADED_NIGHTS} nights of start_date`);
  if (input.kind === 'PERCENT' && input.value > 100) throw badField('value', 'must be at most 100 per cent');
  if (class_id && room_type_id) throw badField('class_id', 'cannot stand beside room_type_id');
  if (room_type_id && (await findRoomType(tx, room_type_id))?.outlet_id !== input.outlet_id)
    throw badField('room_type_id', 'is not a room type of this outlet');
  if (class_id && (await findRoomClass(tx, class_id))?.outlet_id !== input.outlet_id)
    throw badField('class_id', 'is not a room class of this outlet');
  const level = room_type_id ? 'TYPE' : class_id ? 'CLASS' : 'HOUSE';
  const row = await tx.db
    .insertInto('rooms.sell_limits')
    .values({ tenant_id: tx.tenant_id, id: newId(), level, class_id, room_type_id, ...rest })
    .returningAll()
    .executeTakeFirstOrThrow();
  await applySellLimits(tx, { outlet_id: row.outlet_id, start_date: row.start_date, end_date: row.end_date });
  audit(tx, {
    action: 'inventory.add_sell_limit',
    entity_type: 'sell_limit',
    entity_id: row.id,
    outlet_id: row.outlet_id,
    after: input,
  });
  return row;
}

/** Takes a decision back; broader or older ones count again. Refused where more is sold than would then be allowed. */
export async function removeSellLimit(tx: Tx, row: SellLimitRow): Promise<void> {
  await tx.db.deleteFrom('rooms.sell_limits').where('id', '=', row.id).execute();
  await applySellLimits(tx, { outlet_id: row.outlet_id, start_date: row.start_date, end_date: row.end_date });
  audit(tx, {
    action: 'inventory.remove_sell_limit',
    entity_type: 'sell_limit',
    entity_id: row.id,
    outlet_id: row.outlet_id,
    before: row,
  });
}
