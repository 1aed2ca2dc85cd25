import type { Tx } from '../../platform/transaction.ts';
import { createRatePlan } from '../rates/index.ts';
import { createRoomType, preloadInventory } from '../rooms/index.ts';
import { addExtra, setPage } from './commands/keep-page.ts';

/** For tests only. A hotel with one type of room, a page and an extra. */
export async function openPage(tx: Tx, hotel_id: string, slug: string, units = 3) {
  const type = await createRoomType(
    tx,
    { id: hotel_id, kind: 'HOTEL' },
    { outlet_id: hotel_id, code: 'DBL', name: 'Double', total_units: units, base_occupancy: 2, max_occupancy: 3 },
  );
  await preloadInventory(tx, type, { start_date: '2026-06-15', end_date: '2026-09-01' });
  await createRatePlan(tx, {
    outlet_id: hotel_id,
    code: 'FLEX',
    name: 'Flexible',
    is_default: true,
    prices: [{ room_type_id: type.id, price_minor: 10_000 }],
  });
  const page = await setPage(
    tx,
    { id: hotel_id, kind: 'HOTEL' },
    { slug, is_enabled: true, free_cancel_days: 2, late_cancel_bp: 5_000 },
  );
  const breakfast = await addExtra(tx, {
    outlet_id: hotel_id,
    name: 'Breakfast',
    per: 'PERSON_NIGHT',
    price_minor: 1_200,
    charge_code: 'BREAKFAST',
  });
  return { type, page, breakfast };
}

export const GUEST = { name: 'Ana Reis', email: 'ana@example.com', phone: '+351 912 345 678' };
