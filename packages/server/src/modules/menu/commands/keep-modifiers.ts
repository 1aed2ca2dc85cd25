import type { ModifierGroup, NewModifierGroup } from '@hostelry/contracts';
import { sql } from 'kysely';
import { DomainError, expectVersion, found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { findGroup } from '../queries.ts';
import { menuChanged } from './menu-changed.ts';

/** Adds a group of modifiers, such as milk or how a steak is done. */
export async function addModifierGroup(tx: Tx, { modifiers, ...draft }: NewModifierGroup): Promise<ModifierGroup> {
  const id = newId();
  await tx.db
    .insertInto('menu.modifier_groups')
    .values({ tenant_id: tx.tenant_id, id, ...draft })
    .execute();
  await tx.db
    .insertInto('menu.modifiers')
    .values(
      modifiers.map((modifier, sort_order) => ({
        tenant_id: tx.tenant_id,
        id: newId(),
        group_id: id,
        sort_order,
        ...modifier,
      })),
    )
    .execute();
  return groupChanged(tx, 'menu.add_modifier_group', await findGroup(tx, id));
}

/** Renames a group or changes how many of its modifiers may be chosen. */
export async function changeModifierGroup(
  tx: Tx,
  id: string,
  { version, ...patch }: { name?: string; min_choices?: number; max_choices?: number; version?: number },
): Promise<ModifierGroup> {
  const before = await findGroup(tx, id);
  expectVersion(before.version, version);
  const { numUpdatedRows } = await tx.db
    .updateTable('menu.modifier_groups')
    .set({ ...patch, version: before.version + 1 })
    .where('id', '=', id)
    .where('version', '=', before.version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError('STALE_VERSION');
  return groupChanged(tx, 'menu.change_modifier_group', await findGroup(tx, id), before);
}

/** Takes a group away from the menu and from its items. */
export async function removeModifierGroup(tx: Tx, id: string): Promise<void> {
  const before = await findGroup(tx, id);
  await tx.db.deleteFrom('menu.modifier_groups').where('id', '=', id).execute();
  await menuChanged(tx, {
    action: 'menu.remove_modifier_group',
    entity_type: 'modifier_group',
    entity_id: id,
    outlet_id: before.outlet_id,
    before,
  });
}

/** Renames or reprices one modifier, or says that it has run out. */
export async function changeModifier(
  tx: Tx,
  id: string,
  patch: { name?: string; price_minor?: number; is_available?: boolean },
): Promise<ModifierGroup> {
  const before = await findGroup(tx, await groupOfModifier(tx, id));
  if (Object.keys(patch).length > 0)
    await tx.db.updateTable('menu.modifiers').set(patch).where('id', '=', id).execute();
  return groupChanged(tx, 'menu.change_modifier', await findGroup(tx, before.id), before);
}

/** The group that a modifier belongs to; refuses with NOT_FOUND. */
export async function groupOfModifier(tx: Tx, id: string): Promise<string> {
  const { rows } = await sql<{ group_id: string }>`select group_id from menu.modifiers where id = ${id}`.execute(tx.db);
  return found(rows[0]).group_id;
}

async function groupChanged(
  tx: Tx,
  action: string,
  after: ModifierGroup,
  before?: ModifierGroup,
): Promise<ModifierGroup> {
  await menuChanged(tx, {
    action,
    entity_type: 'modifier_group',
    entity_id: after.id,
    outlet_id: after.outlet_id,
    before,
    after,
  });
  return after;
}
