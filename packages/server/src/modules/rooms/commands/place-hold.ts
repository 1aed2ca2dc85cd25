import { sql } from 'kysely';
import { nightsOf } from '../../../platform/clock.ts';
import { newId } from '../../../platform/ids.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { lockNights } from './lock-nights.ts';
import { moveCounters } from './move-counters.ts';
import { emitInventoryChanged } from './provide-units.ts';

export interface NewHold {
  outlet_id: string;
  room_type_id: string;
  /** Nights from `start_date` up to, and without, `end_date`. */
  start_date: string;
  end_date: string;
  units: number;
  /** Null: until it is released. */
  expires_at: Date | string | null;
}

/** Takes units off the market for a while without selling them; refuses like a booking where a night has too few. */
export async function placeHold(tx: Tx, hold: NewHold): Promise<string> {
  const { room_type_id, start_date, end_date, units } = hold;
  const id = newId();
  const nights = nightsOf(start_date, end_date).map((date) => ({ room_type_id, date, units }));
  await lockNights(tx, nights);
  await sql`
    with placed as (
      insert into rooms.holds (tenant_id, id, outlet_id, room_type_id, start_date, end_date, units, expires_at, created_at)
      values (${tx.tenant_id}, ${id}, ${hold.outlet_id}, ${room_type_id}, ${start_date}, ${end_date}, ${units}, ${hold.expires_at},
              ${tx.now.toISOString()})
    )
    ${moveCounters(nights.map((night) => ({ ...night, held: units })))}`.execute(tx.db);
  emitInventoryChanged(tx, hold);
  return id;
}
