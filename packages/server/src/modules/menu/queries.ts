import type { Menu, MenuItem, MenuSection, ModifierGroup, TaxRate } from '@hostelry/contracts';
import { sql, type RawBuilder } from 'kysely';
import { found } from '../../platform/errors.ts';
import type { List } from '../../platform/http/list.ts';
import type { Tx } from '../../platform/transaction.ts';
import { tradingOutlet } from '../outlets/index.ts';

/** An item as an order needs it: its price, its tax, its station, and what may be added to it. */
export interface OrderableItem {
  id: string;
  outlet_id: string;
  name: string;
  price_minor: number;
  station_id: string | null;
  is_available: boolean;
  tax_rate_bp: number;
  is_tax_inclusive: boolean;
  groups: { id: string; name: string; min_choices: number; max_choices: number; modifiers: OrderableModifier[] }[];
}

export interface OrderableModifier {
  id: string;
  name: string;
  price_minor: number;
  is_available: boolean;
}

/** Reads items for an order. A fragment, so that an order reads outlet, table and items in one round trip. */
export function orderableItems(item_ids: readonly string[]): RawBuilder<OrderableItem> {
  return sql<OrderableItem>`
    select i.id, i.outlet_id, i.name, i.price_minor, i.station_id, i.is_available
      and i.retired_at is null as is_available,
      coalesce(t.rate_bp, 0) as tax_rate_bp, coalesce(t.is_inclusive, true) as is_tax_inclusive,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'min_choices', g.min_choices, 'max_choices',
          g.max_choices, 'modifiers', ${modifiersOf}))
        from menu.item_modifier_groups l join menu.modifier_groups g on g.tenant_id = l.tenant_id and g.id = l.group_id
        where l.tenant_id = i.tenant_id and l.item_id = i.id), '[]') as groups
    from menu.items i left join menu.tax_rates t on t.tenant_id = i.tenant_id and t.id = i.tax_rate_id
    where i.id = any(${[...item_ids]}::uuid[])`;
}

const modifiersOf = sql`coalesce((
  select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'price_minor', m.price_minor, 'is_available',
    m.is_available) order by m.sort_order, m.name)
  from menu.modifiers m where m.tenant_id = g.tenant_id and m.group_id = g.id), '[]')`;

const ITEM = `
  i.id, i.outlet_id, i.category_id, i.station_id, i.tax_rate_id, i.name, i.description, i.price_minor,
  i.allergens, i.sort_order, i.is_available, i.version`;

const ITEM_GROUPS = `coalesce((
  select jsonb_agg(l.group_id order by l.id) from menu.item_modifier_groups l where l.tenant_id = i.tenant_id
    and l.item_id = i.id), '[]') as modifier_group_ids`;

export const itemList: List = {
  select: `${ITEM}, c.name as category_name, s.name as station_name`,
  from: `menu.items i left join menu.categories c on c.tenant_id = i.tenant_id and c.id = i.category_id
    left join menu.stations s on s.tenant_id = i.tenant_id and s.id = i.station_id`,
  id: 'i.id',
  outlet: 'i.outlet_id',
  search: ['i.name', 'i.description', 'c.name'],
  sort: { sort_order: 'i.sort_order', name: 'i.name', price_minor: 'i.price_minor', created_at: 'i.created_at' },
  default_sort: 'sort_order',
  where: () => sql`i.retired_at is null`,
};

/** The stations' names, as a subquery for a higher module to join in its own statement. */
export const STATION_NAMES = '(select id, name from menu.stations)';

export type SectionTable = 'menu.categories' | 'menu.stations';

export function sectionList(table: SectionTable): List {
  return {
    select: 'c.id, c.outlet_id, c.name, c.sort_order, c.version',
    from: `${table} c`,
    id: 'c.id',
    outlet: 'c.outlet_id',
    search: ['c.name'],
    sort: { sort_order: 'c.sort_order', name: 'c.name' },
    default_sort: 'sort_order',
  };
}

export const taxRateList: List = {
  select: 't.id, t.name, t.rate_bp, t.is_inclusive, t.version',
  from: 'menu.tax_rates t',
  id: 't.id',
  search: ['t.name'],
  sort: { name: 't.name', rate_bp: 't.rate_bp' },
  default_sort: 'name',
};

export const groupList: List = {
  select: `g.id, g.outlet_id, g.name, g.min_choices, g.max_choices, g.version,
    coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'price_minor', m.price_minor,
      'is_available', m.is_available) order by m.sort_order, m.name)
      from menu.modifiers m where m.tenant_id = g.tenant_id and m.group_id = g.id), '[]') as modifiers`,
  from: 'menu.modifier_groups g',
  id: 'g.id',
  outlet: 'g.outlet_id',
  search: ['g.name'],
  sort: { name: 'g.name' },
  default_sort: 'name',
};

/** An item on the menu; a retired one is not found. */
export async function findItem(tx: Tx, id: string): Promise<MenuItem> {
  const { rows } = await sql<MenuItem>`
    select ${sql.raw(ITEM)}, ${sql.raw(ITEM_GROUPS)}
    from menu.items i where i.id = ${id} and i.retired_at is null`.execute(tx.db);
  return found(rows[0]);
}

export const findSection = (tx: Tx, table: SectionTable, id: string) => findIn<MenuSection>(tx, sectionList(table), id);
export const findTaxRate = (tx: Tx, id: string) => findIn<TaxRate>(tx, taxRateList, id);
export const findGroup = (tx: Tx, id: string) => findIn<ModifierGroup>(tx, groupList, id);

async function findIn<T>(tx: Tx, list: List, id: string): Promise<T> {
  const { rows } = await sql<T>`
      select ${sql.raw(list.select)} from ${sql.raw(list.from)} where ${sql.raw(list.id)} = ${id}`.execute(tx.db);
  return found(rows[0]);
}

/** How often the outlet's menu changed, or null if there is no such outlet. */
export async function menuRevision(tx: Tx, outlet_id: string): Promise<number | null> {
  const { rows } = await sql<{ revision: number }>`
    select coalesce((select revision from menu.revisions where id = ${outlet_id}), 0) as revision
      from (${tradingOutlet(outlet_id)}) o`.execute(tx.db);
  return rows[0]?.revision ?? null;
}

/** The whole menu in one statement. */
export async function readMenu(tx: Tx, outlet_id: string): Promise<Menu> {
  const section = (table: SectionTable) => sql`coalesce((
    select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'sort_order', c.sort_order)
      order by c.sort_order, c.name)
    from ${sql.table(table)} c where c.outlet_id = ${outlet_id}), '[]')`;
  const { rows } = await sql<Menu>`
    select ${outlet_id} as outlet_id, (select currency from (${tradingOutlet(outlet_id)}) o) as currency,
      coalesce((select revision from menu.revisions where id = ${outlet_id}), 0) as revision,
      ${section('menu.categories')} as categories, ${section('menu.stations')} as stations,
      coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'rate_bp', t.rate_bp, 'is_inclusive',
        t.is_inclusive) order by t.name) from menu.tax_rates t), '[]') as tax_rates,
      coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'min_choices', g.min_choices,
        'max_choices', g.max_choices, 'modifiers', ${modifiersOf}) order by g.name)
        from menu.modifier_groups g where g.outlet_id = ${outlet_id}), '[]') as modifier_groups,
      coalesce((select jsonb_agg(to_jsonb(item) order by item.sort_order, item.name)
        from (select ${sql.raw(ITEM)}, ${sql.raw(ITEM_GROUPS)} from menu.items i where i.outlet_id = ${outlet_id}
          and i.retired_at is null) item), '[]') as items`.execute(tx.db);
  return rows[0]!;
}
