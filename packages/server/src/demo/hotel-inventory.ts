import { setRestrictions } from '../modules/rates/index.ts';
import { changeRoomType, createRoomClass, editCalendar, expectRoomType } from '../modules/rooms/index.ts';
import { addDays } from '../platform/clock.ts';
import type { Tx } from '../platform/transaction.ts';

const CLASSES = [
  { code: 'STD', name: 'Standard', types: ['SGL', 'DBL', 'TWN'] },
  { code: 'SUP', name: 'Superior', types: ['FAM', 'STE'] },
] as const;

const BEDS: Readonly<Record<string, string>> = {
  SGL: '1 single',
  DBL: '1 queen',
  TWN: '2 singles',
  FAM: '1 queen, 2 singles',
  STE: '1 king, sofa bed',
};
const FRIDAY_AND_SATURDAY = [5, 6];

/** What the demo's revenue manager has decided: classes, weekends, a closed stretch, a little overbooking, a house kept small. */
export async function decideWhatToSell(
  tx: Tx,
  outlet: { id: string; kind: string; business_date: string },
  type_ids: ReadonlyMap<string, string>,
): Promise<void> {
  const outlet_id = outlet.id;
  const from = (days: number, nights: number) => ({
    start_date: addDays(outlet.business_date, days),
    end_date: addDays(outlet.business_date, days + nights),
  });
  for (const [sort_order, { types, ...details }] of CLASSES.entries()) {
    const { id: class_id } = await createRoomClass(tx, outlet, { outlet_id, sort_order, ...details });
    for (const code of types) {
      const type = await expectRoomType(tx, type_ids.get(code)!);
      const amenities = ['WIFI', 'AIR_CONDITIONING', ...(sort_order > 0 ? ['MINIBAR', 'BATHTUB'] : [])];
      await changeRoomType(tx, type, { class_id, bed_setup: BEDS[code]!, amenities, sort_order: type.max_occupancy });
    }
  }
  await setRestrictions(tx, {
    outlet_id,
    ...from(5, 84),
    weekdays: FRIDAY_AND_SATURDAY,
    rules: [{ rule: 'MIN_STAY_THROUGH', value: 2 }],
  });
  await setRestrictions(tx, {
    outlet_id,
    ...from(12, 3),
    room_type_ids: [type_ids.get('SGL')!],
    rules: [{ rule: 'STOP_SELL', value: 1 }],
  });
  await setRestrictions(tx, { outlet_id, ...from(20, 1), rules: [{ rule: 'CLOSED_TO_ARRIVAL', value: 1 }] });
  await editCalendar(tx, {
    outlet_id,
    ...from(3, 60),
    weekdays: FRIDAY_AND_SATURDAY,
    room_type_ids: [type_ids.get('DBL')!],
    sell_limit: { kind: 'PERCENT', value: 5 },
  });
  await editCalendar(tx, { outlet_id, ...from(16, 2), house_limit: 50 });
}
