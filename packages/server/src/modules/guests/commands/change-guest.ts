import type { GuestChange } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { badField, DomainError, expectVersion, found, unknownReference } from '../../../platform/errors.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { findCompany, findGuest, type GuestRow } from '../queries.ts';

type Change = Omit<Static<typeof GuestChange>, 'version'>;

/** Corrects a guest's profile. Bookings keep the name they were made under. */
export async function changeGuest(
  tx: Tx,
  before: GuestRow,
  { version, ...change }: Static<typeof GuestChange>,
): Promise<GuestRow> {
  expectVersion(before.version, version);
  expectAlive(before);
  await writeProfile(tx, before, change);
  const after = found(await findGuest(tx, before.id));
  const { id, outlet_id } = after;
  emit(tx, { type: 'guest.changed', aggregate_type: 'guest', aggregate_id: id, outlet_id, data: { id } });
  audit(tx, { action: 'guests.change', entity_type: 'guest', entity_id: id, outlet_id, before, after });
  return after;
}

/** Refuses to work on a profile that is one only by its id. */
export function expectAlive(guest: GuestRow): void {
  if (guest.erased_at)
    throw new DomainError('RULE_VIOLATION', { rule: 'GUEST_ERASED' }, 'This guest was erased; there is nothing left.');
  if (guest.merged_into_id)
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'GUEST_MERGED', merged_into_id: guest.merged_into_id },
      'This profile was merged into another one; change that one.',
    );
}

/** Writes fields of a profile; `step` is what the version moves by. */
export async function writeProfile(tx: Tx, before: GuestRow, change: Change, step = 1): Promise<void> {
  const blacklisted = change.is_blacklisted ?? before.is_blacklisted;
  const reason = change.blacklist_reason === undefined ? before.blacklist_reason : change.blacklist_reason;
  if (blacklisted && !reason?.trim()) throw badField('blacklist_reason', 'must say why the guest is not welcome');
  if (change.company_id && (await findCompany(tx, change.company_id))?.outlet_id !== before.outlet_id)
    throw unknownReference('company_id');
  const asked = change.marketing_consent !== undefined && change.marketing_consent !== before.marketing_consent;
  const { numUpdatedRows } = await tx.db
    .updateTable('guests.guests')
    .set({
      ...change,
      ...(blacklisted ? {} : { blacklist_reason: null }),
      ...(asked
        ? {
            marketing_consent_at: tx.now.toISOString(),
            marketing_consent_source: change.marketing_consent_source ?? tx.actor.name,
          }
        : {}),
      version: before.version + step,
      updated_at: tx.now.toISOString(),
    })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError('STALE_VERSION', { expected: before.version });
}
