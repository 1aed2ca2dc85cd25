import { sql } from 'kysely';
import type { Tx } from '../../../platform/transaction.ts';
import { OUTLET_TERMS } from '../../outlets/index.ts';
import { changedLimits, stretchOf, type LimitedNight, type SellLimitRule } from '../sell-limits.ts';
import { emitInventoryChanged } from './provide-units.ts';

interface Stretch {
  outlet_id: string;
  start_date: string;
  end_date: string;
  /** Left out: every type of the hotel. */
  room_type_id?: string;
}

/** Works the rules of a stretch into the calendar's own limits, from the business date on; what is past stays as it was. */
export async function applySellLimits(tx: Tx, stretch: Stretch): Promise<number> {
  const { outlet_id, start_date, end_date } = stretch;
  const { rows: rules } = await sql<SellLimitRule>`
    select id, level, class_id, room_type_id, start_date, end_date, weekdays, kind, value from rooms.sell_limits
    where outlet_id = ${outlet_id} and start_date < ${end_date}::date and end_date > ${start_date}::date`.execute(
    tx.db,
  );
  const { rows: nights } = await sql<LimitedNight>`
    select d.room_type_id, t.class_id, d.date, d.physical, d.sell_limit, d.held + d.sold + d.blocked + d.out_of_order as taken
    from rooms.inventory_days d
    join rooms.room_types t on t.tenant_id = d.tenant_id and t.id = d.room_type_id
    join ${sql.raw(OUTLET_TERMS)} o on o.id = t.outlet_id
    where t.outlet_id = ${outlet_id} and d.date >= greatest(${start_date}::date, o.business_date) and d.date < ${end_date}::date
      and coalesce(d.room_type_id = ${stretch.room_type_id ?? null}::uuid, true)
    order by d.room_type_id, d.date
    for update of d nowait`.execute(tx.db);
  const changed = changedLimits(nights, rules);
  if (changed.length === 0) return 0;
  await sql`
    update rooms.inventory_days d set sell_limit = n.sell_limit
    from unnest(${changed.map((night) => night.room_type_id)}::uuid[], ${changed.map((night) => night.date)}::date[],
                ${changed.map((night) => night.sell_limit)}::int[]) as n(room_type_id, date, sell_limit)
    where d.tenant_id = ${tx.tenant_id} and d.room_type_id = n.room_type_id and d.date = n.date`.execute(tx.db);
  for (const room_type_id of new Set(changed.map((night) => night.room_type_id))) {
    const dates = changed.filter((night) => night.room_type_id === room_type_id).map((night) => night.date);
    emitInventoryChanged(tx, { room_type_id, outlet_id, ...stretchOf(dates) });
  }
  return changed.length;
}
