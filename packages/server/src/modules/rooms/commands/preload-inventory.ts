import { daysBetween } from '../../../platform/clock.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { applySellLimits } from './apply-sell-limits.ts';
import { openNights } from './provide-units.ts';

/** Opens a stretch of nights for sale with the type's own number of units; also extends what is open already. */
export async function preloadInventory(
  tx: Tx,
  type: { id: string; outlet_id: string; total_units: number },
  range: { start_date: string; end_date: string },
): Promise<{ nights: number; added: number }> {
  const added = await openNights(tx, {
    room_type_id: type.id,
    outlet_id: type.outlet_id,
    units: type.total_units,
    ...range,
  });
  if (added > 0) await applySellLimits(tx, { ...range, outlet_id: type.outlet_id, room_type_id: type.id });
  audit(tx, {
    action: 'inventory.preload',
    entity_type: 'room_type',
    entity_id: type.id,
    outlet_id: type.outlet_id,
    after: { start_date: range.start_date, end_date: range.end_date, added },
  });
  return { nights: daysBetween(range.start_date, range.end_date), added };
}
