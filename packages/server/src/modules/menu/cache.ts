import type { Menu } from '@hostelry/contracts';
import type { Tx } from '../../platform/transaction.ts';
import { found } from '../../platform/errors.ts';
import { menuRevision, readMenu } from './queries.ts';

/**
 * Whole menus kept in this process. Every change counts up the outlet's revision in its own transaction, so
 * one small look tells exactly whether a kept menu still holds: also right after a change, and
 * also when another server made it. Dropping on events alone would show an old menu until the event arrives.
 */
const kept = new Map<string, Menu>();
const MOST_KEPT = 500;

/** The whole menu of an outlet, read again only when it changed. */
export async function wholeMenu(tx: Tx, outlet_id: string): Promise<Menu> {
  const revision = found(await menuRevision(tx, outlet_id));
  const key = `${tx.tenant_id}:${outlet_id}`;
  const known = kept.get(key);
  if (known?.revision === revision) return known;
  const menu = await readMenu(tx, outlet_id);
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(key, menu);
  return menu;
}

/** Gives the memory of a changed menu back at once; the next reader would replace it anyway. */
export function dropMenu(tenant_id: string, outlet_id: string | null): void {
  if (outlet_id) kept.delete(`${tenant_id}:${outlet_id}`);
}
