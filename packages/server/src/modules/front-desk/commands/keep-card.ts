import type { RegistrationCard, RegistrationCardInput } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { badField, found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { changeGuest, findGuest } from '../../guests/index.ts';
import type { LockedStay } from '../../reservations/index.ts';
import { findCard } from '../cards.ts';

type Card = Static<typeof RegistrationCardInput>;

/**
 * Writes down what a guest declared and signed. The card keeps it as it was said; the profile learns it too, so that the
 * next stay begins with it. A card that is there already is corrected, and keeps its signature unless a new one is given.
 */
export async function keepCard(tx: Tx, stay: LockedStay, card: Card): Promise<RegistrationCard> {
  expectPlausible(card, stay);
  if (stay.guest_id) await teachProfile(tx, stay.guest_id, card);
  const signature = card.signature ? JSON.stringify(card.signature) : null;
  const now = tx.now.toISOString();
  await sql`
    insert into front_desk.registration_cards (tenant_id, id, outlet_id, reservation_id, guest_id, guest_name, nationality, birth_date,
      document_type, document_number, document_country, document_expires_on, address, signature, signed_at, key_packets, note,
      taken_by, taken_by_name, created_at, updated_at)
    values (${tx.tenant_id}, ${newId()}, ${stay.outlet_id}, ${stay.id}, ${stay.guest_id}, ${card.guest_name.trim()}, ${card.nationality ?? null},
      ${card.birth_date ?? null}, ${card.document_type ?? null}, ${card.document_number ?? null}, ${card.document_country ?? null},
      ${card.document_expires_on ?? null}, ${card.address ?? ''}, ${signature}::jsonb, ${signature ? now : null}, ${card.key_packets ?? 1},
      ${card.note ?? ''}, ${tx.actor.id}, ${tx.actor.name}, ${now}, ${now})
    on conflict on constraint registration_cards_one_a_stay do update set
      guest_id = excluded.guest_id, guest_name = excluded.guest_name, nationality = excluded.nationality, birth_date = excluded.birth_date,
      document_type = excluded.document_type, document_number = excluded.document_number, document_country = excluded.document_country,
      document_expires_on = excluded.document_expires_on, address = excluded.address,
      signature = coalesce(excluded.signature, registration_cards.signature),
      signed_at = coalesce(excluded.signed_at, registration_cards.signed_at),
      key_packets = excluded.key_packets, note = excluded.note, taken_by = excluded.taken_by, taken_by_name = excluded.taken_by_name,
      version = registration_cards.version + 1, updated_at = excluded.updated_at`.execute(tx.db);
  const kept = found(await findCard(tx, stay.id));
  // The audit says that a card was taken, not what stands on it: documents are erased with the guest, audits are not.
  audit(tx, {
    action: 'front_desk.keep_card',
    entity_type: 'registration_card',
    entity_id: kept.id,
    outlet_id: stay.outlet_id,
    after: { reservation_id: stay.id, version: kept.version, is_signed: kept.signed_at !== null },
  });
  return kept;
}

function expectPlausible(card: Card, stay: LockedStay): void {
  if (card.birth_date && card.birth_date > stay.business_date) throw badField('birth_date', 'is in the future');
  if (card.document_expires_on && card.document_expires_on < stay.business_date)
    throw badField('document_expires_on', 'has passed: ask for another document');
}

async function teachProfile(tx: Tx, guest_id: string, card: Card): Promise<void> {
  const guest = await findGuest(tx, guest_id);
  if (!guest || guest.erased_at || guest.merged_into_id) return;
  const said = {
    nationality: card.nationality,
    birth_date: card.birth_date,
    document_type: card.document_type,
    document_number: card.document_number,
    document_country: card.document_country,
    document_expires_on: card.document_expires_on,
    address: card.address,
  };
  const news = Object.entries(said).filter(
    ([field, value]) =>
      value !== undefined && value !== null && value !== '' && value !== guest[field as keyof typeof guest],
  );
  if (news.length > 0) await changeGuest(tx, guest, Object.fromEntries(news));
}
