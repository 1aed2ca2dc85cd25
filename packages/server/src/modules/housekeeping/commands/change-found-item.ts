import type { FoundItemChange } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { badField, DomainError, expectVersion, found, unknownReference } from '../../../platform/errors.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { findStayCard } from '../../reservations/index.ts';
import { findFoundItem, type FoundItemRow, type LockedFoundItem } from '../found-items.ts';

/** Corrects what is known of a found item: what and where it is, until when it is kept, whose it is. */
export async function changeFoundItem(
  tx: Tx,
  item: LockedFoundItem,
  { version, ...change }: Static<typeof FoundItemChange>,
): Promise<FoundItemRow> {
  expectVersion(item.version, version);
  if (item.status !== 'KEPT')
    throw new DomainError('RULE_VIOLATION', { rule: 'ITEM_GONE' }, 'This item is not in the house any more.');
  if (change.keep_until && change.keep_until < item.found_on)
    throw badField('keep_until', 'must not be before it was found');
  if (change.reservation_id && (await findStayCard(tx, change.reservation_id))?.outlet_id !== item.outlet_id)
    throw unknownReference('reservation_id');
  await tx.db
    .updateTable('housekeeping.found_items')
    .set({ ...change, version: item.version + 1, updated_at: tx.now.toISOString() })
    .where('id', '=', item.id)
    .execute();
  audit(tx, {
    action: 'housekeeping.change_found_item',
    entity_type: 'found_item',
    entity_id: item.id,
    outlet_id: item.outlet_id,
    before: item,
    after: change,
  });
  return found(await findFoundItem(tx, item.id));
}
