import type { CalendarEdit } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { daysBetween, nightsOf } from '../../../platform/clock.ts';
import { badField } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { roomTypesOf } from '../queries.ts';
import { weekdayOf } from '../sell-limits.ts';
import { applySellLimits } from './apply-sell-limits.ts';
import { limitHouse } from './limit-house.ts';
import { emitInventoryChanged } from './provide-units.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const MOST_EDITED_NIGHTS = 800;

/** Edits many nights of a hotel's calendar at once: closes or opens them, sets how far they are oversold, limits the house. */
export async function editCalendar(tx: Tx, edit: Static<typeof CalendarEdit>): Promise<{ nights: number }> {
  const { outlet_id, start_date, end_date, weekdays = EVERY_DAY } = edit;
  expectEdit(edit);
  const types = await typesOf(tx, edit);
  const dates = nightsOf(start_date, end_date).filter((date) => weekdays.includes(weekdayOf(date)));
  if (edit.is_closed !== undefined) await close(tx, types, dates, edit.is_closed);
  if (edit.house_limit !== undefined) await limitHouse(tx, outlet_id, dates, edit.house_limit);
  if (edit.sell_limit) await limitSelling(tx, edit, edit.room_type_ids ?? null);
  for (const room_type_id of types) emitInventoryChanged(tx, { room_type_id, outlet_id, start_date, end_date });
  audit(tx, { action: 'inventory.edit', entity_type: 'outlet', entity_id: outlet_id, outlet_id, after: edit });
  return { nights: types.length * dates.length };
}

function expectEdit(edit: Static<typeof CalendarEdit>): void {
  const nights = daysBetween(edit.start_date, edit.end_date);
  if (nights < 1) throw badField('end_date', 'must be after start_date');
  if (nights > MOST_EDITED_NIGHTS)
    throw badField('end_date', `must be within ${MOST_EDITED_NIGHTS} nights of start_date`);
  if (edit.sell_limit?.kind === 'PERCENT' && edit.sell_limit.value > 100)
    throw badField('sell_limit.value', 'must be at most 100 per cent');
  if (edit.is_closed === undefined && edit.sell_limit === undefined && edit.house_limit === undefined)
    throw badField('is_closed', 'or sell_limit or house_limit must say what to change');
  if (edit.house_limit !== undefined && edit.room_type_ids)
    throw badField('house_limit', 'counts for every type, so it cannot be set for some of them');
}

async function typesOf(tx: Tx, edit: Static<typeof CalendarEdit>): Promise<string[]> {
  const known = new Set([...(await roomTypesOf(tx, edit.outlet_id)).values()].map((type) => type.id));
  const unknown = edit.room_type_ids?.findIndex((id) => !known.has(id)) ?? -1;
  if (unknown >= 0) throw badField(`room_type_ids.${unknown}`, 'is not a room type of this outlet');
  return [...new Set(edit.room_type_ids ?? known)].sort();
}

async function close(tx: Tx, types: readonly string[], dates: readonly string[], is_closed: boolean): Promise<void> {
  const among = sql`d.room_type_id = any(${[...types]}::uuid[]) and d.date = any(${[...dates]}::date[])`;
  await sql`
    with locked as materialized (
      select d.room_type_id, d.date from rooms.inventory_days d where ${among} order by d.room_type_id, d.date for update nowait)
    update rooms.inventory_days d set is_closed = ${is_closed}
    from locked l where d.room_type_id = l.room_type_id and d.date = l.date and ${among}`.execute(tx.db);
}

/** A bulk edit is a rule like any other: the newest of its level wins, so it need not take the older ones apart. */
async function limitSelling(
  tx: Tx,
  { outlet_id, start_date, end_date, weekdays = EVERY_DAY, sell_limit }: Static<typeof CalendarEdit>,
  room_type_ids: readonly string[] | null,
): Promise<void> {
  const rule = { tenant_id: tx.tenant_id, outlet_id, start_date, end_date, weekdays: [...weekdays], ...sell_limit! };
  const rows = room_type_ids
    ? [...new Set(room_type_ids)].map((room_type_id) => ({ ...rule, id: newId(), level: 'TYPE', room_type_id }))
    : [{ ...rule, id: newId(), level: 'HOUSE', room_type_id: null }];
  await tx.db.insertInto('rooms.sell_limits').values(rows).execute();
  await applySellLimits(tx, { outlet_id, start_date, end_date });
}
