import { addDays, daysBetween } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/transaction.ts';
import {
  changeRoomType,
  createRoomType,
  expectRoomType,
  MOST_PRELOADED_NIGHTS,
  nightsOfType,
  raiseUnits,
  roomTypesOf,
} from '../../rooms/index.ts';
import type { TypeNeed } from './survey.ts';

/**
 * Makes room for the file: the table tells no hotel's size, so each room type gets as many units as its fullest
 * night needs. Types and nights that are there already are only ever raised, so doing this twice changes nothing.
 */
export async function prepareRoomTypes(
  tx: Tx,
  outlet: { id: string; kind: string },
  needs: Iterable<TypeNeed>,
): Promise<Map<string, string>> {
  const existing = await roomTypesOf(tx, outlet.id);
  const ids = new Map<string, string>();
  for (const need of needs) {
    const type =
      existing.get(need.code) ??
      (await createRoomType(tx, outlet, {
        outlet_id: outlet.id,
        code: need.code,
        name: need.name,
        total_units: 1,
        base_occupancy: 2,
        max_occupancy: 4,
      }));
    ids.set(need.code, type.id);
    const units = Math.max(type.total_units, await fullestNight(tx, type.id, need));
    if (units > type.total_units) await changeRoomType(tx, await expectRoomType(tx, type.id), { total_units: units });
    for (
      let start_date = need.start_date;
      start_date < need.end_date;
      start_date = addDays(start_date, MOST_PRELOADED_NIGHTS)
    ) {
      const end_date = addDays(start_date, Math.min(MOST_PRELOADED_NIGHTS, daysBetween(start_date, need.end_date)));
      await raiseUnits(tx, { room_type_id: type.id, outlet_id: outlet.id, start_date, end_date, units });
    }
  }
  return ids;
}

async function fullestNight(tx: Tx, room_type_id: string, need: TypeNeed): Promise<number> {
  const taken = new Map(
    (await nightsOfType(tx, room_type_id, need.start_date, need.end_date)).map((night) => [
      night.date,
      night.sold + night.held + night.blocked + night.out_of_order - night.sell_limit,
    ]),
  );
  let most = 0;
  for (const [date, units] of need.units) most = Math.max(most, units + (taken.get(date) ?? 0));
  return most;
}
