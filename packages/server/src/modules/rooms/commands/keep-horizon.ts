import { sql } from 'kysely';
import { addDays } from '../../../platform/clock.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { OUTLET_TERMS } from '../../outlets/index.ts';
import { DEFAULT_HORIZON_NIGHTS } from '../queries.ts';
import { preloadInventory } from './preload-inventory.ts';

/** Sets how many nights ahead of its business date a hotel keeps its calendar open. */
export async function setHorizon(tx: Tx, outlet_id: string, nights: number): Promise<void> {
  await sql`
    insert into rooms.horizons (tenant_id, outlet_id, nights) values (${tx.tenant_id}, ${outlet_id}, ${nights})
    on conflict (tenant_id, outlet_id) do update set nights = excluded.nights`.execute(tx.db);
  audit(tx, {
    action: 'inventory.set_horizon',
    entity_type: 'outlet',
    entity_id: outlet_id,
    outlet_id,
    after: { nights },
  });
}

export interface KeptHorizon {
  code: string;
  end_date: string;
  added: number;
}

/**
 * Opens what is missing between each hotel's business date and its horizon, for every type on sale; nights that are open
 * stay as they are, so repeating it changes nothing. With `nights` the horizon is that, whatever the hotel has set.
 */
export async function keepHorizon(tx: Tx, nights?: number): Promise<KeptHorizon[]> {
  const { rows } = await sql<{
    id: string;
    outlet_id: string;
    code: string;
    total_units: number;
    business_date: string;
    horizon: number;
  }>`
    select t.id, t.outlet_id, t.code, t.total_units, o.business_date, coalesce(h.nights, ${DEFAULT_HORIZON_NIGHTS}) as horizon
    from rooms.room_types t
    join ${sql.raw(OUTLET_TERMS)} o on o.id = t.outlet_id
    left join rooms.horizons h on h.tenant_id = t.tenant_id and h.outlet_id = t.outlet_id
    where t.is_active
      and (select count(*) from rooms.inventory_days d
           where d.tenant_id = t.tenant_id and d.room_type_id = t.id and d.date >= o.business_date
             and d.date < o.business_date + coalesce(${nights ?? null}::int, h.nights, ${DEFAULT_HORIZON_NIGHTS}))
          < coalesce(${nights ?? null}::int, h.nights, ${DEFAULT_HORIZON_NIGHTS})
    order by t.id`.execute(tx.db);
  const kept: KeptHorizon[] = [];
  for (const { business_date, horizon, ...type } of rows) {
    const end_date = addDays(business_date, nights ?? horizon);
    const { added } = await preloadInventory(tx, type, { start_date: business_date, end_date });
    kept.push({ code: type.code, end_date, added });
  }
  return kept;
}
