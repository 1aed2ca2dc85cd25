import { sql } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import type { GuestRow } from '../queries.ts';
import { guestReferences } from '../references.ts';
import { ERASED_NAME } from '../rules.ts';
import { expectAlive } from './change-guest.ts';

/**
 * Takes the person out of everything the house keeps; bookings keep their figures. Refused while a part of the house
 * still needs to know who it is, such as while the guest sleeps here or owes something.
 */
export async function eraseGuest(tx: Tx, guest: GuestRow, reason: string): Promise<void> {
  expectAlive(guest);
  for (const { needs } of guestReferences()) {
    const rule = await needs?.(tx, guest);
    if (rule) throw new DomainError('RULE_VIOLATION', { rule }, SENTENCES[rule] ?? 'The house still needs this guest.');
  }
  const persons = [guest, ...(await mergedInto(tx, guest))];
  for (const person of persons) {
    for (const references of guestReferences()) await references.forget(tx, person);
  }
  await forgetProfiles(
    tx,
    persons.map(({ id }) => id),
  );
  const { id, outlet_id } = guest;
  emit(tx, { type: 'guest.changed', aggregate_type: 'guest', aggregate_id: id, outlet_id, data: { id } });
  audit(tx, { action: 'guests.erase', entity_type: 'guest', entity_id: id, outlet_id, after: { reason } });
}

const SENTENCES: Record<string, string> = {
  IN_HOUSE: 'The guest is in the house; erase the profile after the departure.',
  EXPECTED: 'The guest has a booking that is still to come; cancel it first or wait until it is over.',
  OPEN_FOLIO: 'The guest has an open account; settle and close it first.',
};

async function mergedInto(tx: Tx, guest: GuestRow): Promise<GuestRow[]> {
  const { rows } =
    await sql<GuestRow>`select * from guests.guests where merged_into_id = ${guest.id} order by id for update`.execute(
      tx.db,
    );
  return rows;
}

/** The profiles themselves, and what the audit log remembers of their changes. */
async function forgetProfiles(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`
    with forgotten as (
      update guests.guests set name = ${ERASED_NAME}, email = null, phone = null, language = null, nationality = null, birth_date = null,
        document_type = null, document_number = null, document_country = null, document_expires_on = null, address = '', postal_code = null,
        city = null, country = null, vip_level = 0, preferences = '{}', preference_notes = '', tags = '{}', notes = '',
        marketing_consent = false, marketing_consent_at = null, marketing_consent_source = null, company_id = null,
        is_blacklisted = false, blacklist_reason = null, erased_at = ${tx.now}, version = version + 1, updated_at = ${tx.now}
      where id = any(${[...ids]}::uuid[])
    ), unread as (
      update platform.audit_entries set before = null, after = '{"erased": true}'
      where entity_id = any(${[...ids]}::text[])
    )
    delete from platform.idempotency_keys k using unnest(${[...ids]}::text[]) as g(id)
    where k.reply::text like '%' || g.id || '%'`.execute(tx.db);
}
