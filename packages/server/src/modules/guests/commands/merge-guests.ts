import { DomainError, expectVersion, found } from '../../../platform/errors.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { findGuest, type GuestRow } from '../queries.ts';
import { guestReferences } from '../references.ts';
import { unite } from '../rules.ts';
import { expectAlive } from './change-guest.ts';

/**
 * Makes two profiles one. The kept one gains what it lacks, everything that refers to the other refers to it, and the other
 * stays as a pointer. It cannot be undone, so both profiles are audited as they were.
 */
export async function mergeGuests(tx: Tx, kept: GuestRow, other: GuestRow, version?: number): Promise<GuestRow> {
  expectVersion(kept.version, version);
  if (kept.id === other.id)
    throw new DomainError('RULE_VIOLATION', { rule: 'SAME_GUEST' }, 'A guest cannot be merged with themselves.');
  if (kept.outlet_id !== other.outlet_id)
    throw new DomainError('RULE_VIOLATION', { rule: 'OTHER_OUTLET' }, 'Both profiles must belong to one property.');
  expectAlive(kept);
  expectAlive(other);
  for (const references of guestReferences()) await references.move(tx, other.id, kept.id);
  const now = tx.now.toISOString();
  await tx.db
    .updateTable('guests.guests')
    .set({ ...(unite(kept as never, other as never) as object), version: kept.version + 1, updated_at: now })
    .where('id', '=', kept.id)
    .execute();
  // Who was merged into the other before now leads straight to the kept one.
  await tx.db
    .updateTable('guests.guests')
    .set({ merged_into_id: kept.id, updated_at: now })
    .where((row) => row.or([row('id', '=', other.id), row('merged_into_id', '=', other.id)]))
    .execute();
  const after = found(await findGuest(tx, kept.id));
  const { id, outlet_id } = after;
  for (const changed of [id, other.id])
    emit(tx, {
      type: 'guest.changed',
      aggregate_type: 'guest',
      aggregate_id: changed,
      outlet_id,
      data: { id: changed },
    });
  audit(tx, {
    action: 'guests.merge',
    entity_type: 'guest',
    entity_id: id,
    outlet_id,
    before: { kept, other },
    after,
  });
  return after;
}
