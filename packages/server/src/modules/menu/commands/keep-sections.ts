import type { MenuSection, MenuSectionPatch, NewMenuSection, TaxRate } from '@hostelry/contracts';
import { DomainError, expectVersion } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { findSection, findTaxRate, type SectionTable } from '../queries.ts';
import { allMenusChanged, menuChanged } from './menu-changed.ts';

const ENTITY: Record<SectionTable, string> = { 'menu.categories': 'menu_category', 'menu.stations': 'kitchen_station' };

/** Adds a category to the menu or a station to the kitchen. */
export async function addSection(tx: Tx, table: SectionTable, draft: NewMenuSection): Promise<MenuSection> {
  const id = newId();
  await tx.db
    .insertInto(table)
    .values({ tenant_id: tx.tenant_id, id, ...draft })
    .execute();
  return sectionChanged(tx, table, 'add', await findSection(tx, table, id));
}

/** Renames or moves a category or station. */
export async function changeSection(
  tx: Tx,
  table: SectionTable,
  id: string,
  { version, ...patch }: MenuSectionPatch,
): Promise<MenuSection> {
  const before = await findSection(tx, table, id);
  expectVersion(before.version, version);
  const { numUpdatedRows } = await tx.db
    .updateTable(table)
    .set({ ...patch, version: before.version + 1 })
    .where('id', '=', id)
    .where('version', '=', before.version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError('STALE_VERSION');
  return sectionChanged(tx, table, 'change', await findSection(tx, table, id), before);
}

/** Takes an empty category or unused station away; refused with IN_USE while items belong to it. */
export async function removeSection(tx: Tx, table: SectionTable, id: string): Promise<void> {
  const before = await findSection(tx, table, id);
  await tx.db.deleteFrom(table).where('id', '=', id).execute();
  await menuChanged(tx, {
    action: `menu.remove_${ENTITY[table]}`,
    entity_type: ENTITY[table],
    entity_id: id,
    outlet_id: before.outlet_id,
    before,
  });
}

async function sectionChanged(
  tx: Tx,
  table: SectionTable,
  act: string,
  after: MenuSection,
  before?: MenuSection,
): Promise<MenuSection> {
  await menuChanged(tx, {
    action: `menu.${act}_${ENTITY[table]}`,
    entity_type: ENTITY[table],
    entity_id: after.id,
    outlet_id: after.outlet_id,
    before,
    after,
  });
  return after;
}

/** Adds a tax rate for all outlets of the company. */
export async function addTaxRate(
  tx: Tx,
  draft: { name: string; rate_bp: number; is_inclusive?: boolean },
): Promise<TaxRate> {
  const id = newId();
  await tx.db
    .insertInto('menu.tax_rates')
    .values({ tenant_id: tx.tenant_id, id, ...draft })
    .execute();
  const after = await findTaxRate(tx, id);
  await allMenusChanged(tx, { action: 'menu.add_tax_rate', entity_type: 'tax_rate', entity_id: id, after });
  return after;
}

/** Changes a tax rate from now on; orders placed before keep theirs. */
export async function changeTaxRate(
  tx: Tx,
  id: string,
  { version, ...patch }: { name?: string; rate_bp?: number; is_inclusive?: boolean; version?: number },
): Promise<TaxRate> {
  const before = await findTaxRate(tx, id);
  expectVersion(before.version, version);
  const { numUpdatedRows } = await tx.db
    .updateTable('menu.tax_rates')
    .set({ ...patch, version: before.version + 1 })
    .where('id', '=', id)
    .where('version', '=', before.version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError('STALE_VERSION');
  const after = await findTaxRate(tx, id);
  await allMenusChanged(tx, { action: 'menu.change_tax_rate', entity_type: 'tax_rate', entity_id: id, before, after });
  return after;
}
