import type { MenuItem, MenuItemPatch, NewMenuItem } from '@hostelry/contracts';
import { sql } from 'kysely';
import { DomainError, expectVersion } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { findItem } from '../queries.ts';
import { menuChanged } from './menu-changed.ts';

/** Puts an item on the menu. */
export async function addItem(tx: Tx, { modifier_group_ids, ...draft }: NewMenuItem): Promise<MenuItem> {
  const id = newId();
  await tx.db
    .insertInto('menu.items')
    .values({ tenant_id: tx.tenant_id, id, ...draft })
    .execute();
  if (modifier_group_ids) await linkGroups(tx, id, draft.outlet_id, modifier_group_ids);
  return itemChanged(tx, 'menu.add_item', await findItem(tx, id));
}

/** Changes what an item is or costs; orders placed before keep what they were told. */
export async function changeItem(
  tx: Tx,
  id: string,
  { version, modifier_group_ids, ...patch }: MenuItemPatch,
): Promise<MenuItem> {
  const before = await findItem(tx, id);
  expectVersion(before.version, version);
  const { numUpdatedRows } = await tx.db
    .updateTable('menu.items')
    .set({ ...patch, version: before.version + 1, updated_at: tx.now.toISOString() })
    .where('id', '=', id)
    .where('version', '=', before.version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError('STALE_VERSION');
  if (modifier_group_ids) await linkGroups(tx, id, before.outlet_id, modifier_group_ids);
  return itemChanged(tx, 'menu.change_item', await findItem(tx, id), before);
}

/** Says that an item has run out, or is there again. A repeat changes and tells nothing. */
export async function setAvailability(tx: Tx, id: string, is_available: boolean): Promise<MenuItem> {
  const before = await findItem(tx, id);
  if (before.is_available === is_available) return before;
  await sql`
    update menu.items set is_available = ${is_available}, version = version + 1, updated_at = ${tx.now}
    where id = ${id}`.execute(tx.db);
  return itemChanged(tx, 'menu.set_availability', await findItem(tx, id), before);
}

/** Takes an item off the menu for good; the orders that named it keep it. */
export async function retireItem(tx: Tx, id: string): Promise<void> {
  const before = await findItem(tx, id);
  await sql`update menu.items set retired_at = ${tx.now}, version = version + 1 where id = ${id}`.execute(tx.db);
  await menuChanged(tx, {
    action: 'menu.retire_item',
    entity_type: 'menu_item',
    entity_id: id,
    outlet_id: before.outlet_id,
    before,
    event: 'menu.item_changed',
    data: { is_available: false, is_retired: true },
  });
}

async function linkGroups(tx: Tx, item_id: string, outlet_id: string, group_ids: readonly string[]): Promise<void> {
  await sql`delete from menu.item_modifier_groups where item_id = ${item_id}`.execute(tx.db);
  if (group_ids.length === 0) return;
  await tx.db
    .insertInto('menu.item_modifier_groups')
    .values(group_ids.map((group_id) => ({ tenant_id: tx.tenant_id, id: newId(), outlet_id, item_id, group_id })))
    .execute();
}

async function itemChanged(tx: Tx, action: string, after: MenuItem, before?: MenuItem): Promise<MenuItem> {
  await menuChanged(tx, {
    action,
    entity_type: 'menu_item',
    entity_id: after.id,
    outlet_id: after.outlet_id,
    before,
    after,
    event: 'menu.item_changed',
    data: { name: after.name, is_available: after.is_available, price_minor: after.price_minor },
  });
  return after;
}
