import { FOUND_ITEM, mayBecome } from '@hostelry/contracts';
import { sql } from 'kysely';
import { DomainError, expectVersion, found } from '../../../platform/errors.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { findOutlet } from '../../outlets/index.ts';
import { findFoundItem, type FoundItemRow, type LockedFoundItem } from '../found-items.ts';

/** A found item leaves the house: handed to its owner, or disposed of once the house need not keep it any longer. */
export async function closeFoundItem(
  tx: Tx,
  item: LockedFoundItem,
  { status, handed_to, version }: { status: 'RETURNED' | 'DISPOSED'; handed_to?: string; version?: number },
): Promise<FoundItemRow> {
  expectVersion(item.version, version);
  if (!mayBecome(FOUND_ITEM, item.status, status))
    throw new DomainError('ILLEGAL_TRANSITION', { from: item.status, to: status, allowed: FOUND_ITEM[item.status] });
  const { business_date } = found(await findOutlet(tx, item.outlet_id));
  if (status === 'DISPOSED' && business_date < item.keep_until)
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'STILL_KEPT', date: item.keep_until },
      `The house keeps this until ${item.keep_until}.`,
    );
  await sql`
    update housekeeping.found_items set status = ${status}, handed_to = ${handed_to?.trim() ?? null}, closed_at = ${tx.now},
      closed_by_name = ${tx.actor.name}, version = version + 1, updated_at = ${tx.now}
    where id = ${item.id}`.execute(tx.db);
  audit(tx, {
    action: `housekeeping.item_${status.toLowerCase()}`,
    entity_type: 'found_item',
    entity_id: item.id,
    outlet_id: item.outlet_id,
    before: item,
    after: { status, handed_to: handed_to ?? null },
  });
  return found(await findFoundItem(tx, item.id));
}
