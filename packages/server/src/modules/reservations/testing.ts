import type pg from 'pg';
import type { Tx } from '../../platform/transaction.ts';
import { createRatePlan } from '../rates/index.ts';
import { createRoomType, preloadInventory } from '../rooms/index.ts';

/** For tests and measurements only. A room type with open nights, and a default plan that prices it. */
export async function openRoomType(
  tx: Tx,
  hotel_id: string,
  options: { code: string; units: number; start_date: string; end_date: string; price_minor?: number },
) {
  const type = await createRoomType(
    tx,
    { id: hotel_id, kind: 'HOTEL' },
    {
      outlet_id: hotel_id,
      code: options.code,
      name: `Type ${options.code}`,
      total_units: options.units,
      base_occupancy: 2,
      max_occupancy: 3,
    },
  );
  await preloadInventory(tx, type, options);
  if (options.price_minor !== undefined) {
    await createRatePlan(tx, {
      outlet_id: hotel_id,
      code: `FLAT-${options.code}`,
      name: 'Flat',
      is_default: true,
      prices: [{ room_type_id: type.id, price_minor: options.price_minor }],
    });
  }
  return type;
}

export interface Miscount {
  date: string;
  sold: number;
  claimed: number;
}

/** The nights whose counter differs from a recount of the reservations' own nights; empty when all is well (R5). */
export async function miscountedNights(db: pg.Pool): Promise<Miscount[]> {
  const { rows } = await db.query<Miscount>(`
    select d.date::text as date, d.sold, count(n.date)::int as claimed
    from rooms.inventory_days d
    left join reservations.reservation_nights n
      on n.tenant_id = d.tenant_id and n.room_type_id = d.room_type_id and n.date = d.date and n.claim = 'SOLD'
    group by d.tenant_id, d.room_type_id, d.date, d.sold
    having d.sold <> count(n.date)`);
  return rows;
}
