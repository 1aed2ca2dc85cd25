import type pg from 'pg';

/** For tests only. The nights whose held counter differs from the holds that nobody released; empty when all is well (R5). */
export async function miscountedHolds(db: pg.Pool): Promise<{ date: string; held: number; counted: number }[]> {
  const { rows } = await db.query(`
    select d.date::text as date, d.held, coalesce(sum(h.units), 0)::int as counted
    from rooms.inventory_days d
    left join rooms.holds h on h.tenant_id = d.tenant_id and h.room_type_id = d.room_type_id and h.released_at is null
      and h.start_date <= d.date and h.end_date > d.date
    group by d.tenant_id, d.room_type_id, d.date, d.held
    having d.held <> coalesce(sum(h.units), 0)`);
  return rows;
}

/** For tests only. The limited nights whose house counter differs from the sum over its types; empty when all is well (R5). */
export async function miscountedHouses(db: pg.Pool): Promise<{ date: string; taken: number; counted: number }[]> {
  const { rows } = await db.query(`
    select l.date::text as date, l.taken, coalesce(sum(d.sold + d.held + d.blocked), 0)::int as counted
    from rooms.house_days l
    left join rooms.room_types t on t.tenant_id = l.tenant_id and t.outlet_id = l.outlet_id
    left join rooms.inventory_days d on d.tenant_id = t.tenant_id and d.room_type_id = t.id and d.date = l.date
    group by l.tenant_id, l.outlet_id, l.date, l.taken
    having l.taken <> coalesce(sum(d.sold + d.held + d.blocked), 0)`);
  return rows;
}
