import type { NewWaitlistEntry } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { found } from '../../../../platform/errors.ts';
import { newId } from '../../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../../platform/transaction.ts';
import { addGuests } from '../../../guests/index.ts';
import type { SaleTerms } from '../../queries.ts';
import { expectBookableDates, expectParty } from '../../rules.ts';
import { findWaitlistEntry, type WaitlistEntryRow } from '../queries.ts';

/** Lets a party wait for rooms that the house does not have now. It takes nothing off the market. */
export async function joinWaitlist(
  tx: Tx,
  terms: SaleTerms,
  input: Static<typeof NewWaitlistEntry>,
): Promise<WaitlistEntryRow> {
  const rooms = input.rooms ?? 1;
  const party = { rooms, adults: input.adults ?? rooms, children: input.children ?? 0 };
  expectBookableDates(input, terms.business_date);
  expectParty(party, terms.max_occupancy);
  const [id, guest_id] = [newId(), newId()];
  const { outlet_id } = terms;
  const { name, email = null, phone = null } = input.guest;
  const now = tx.now.toISOString();
  await sql`
    with guest as (${addGuests(tx.tenant_id, [{ id: guest_id, outlet_id, name: name.trim(), email, phone }], now)})
    insert into reservations.waitlist_entries (tenant_id, id, outlet_id, room_type_id, rate_plan_id, start_date, end_date, rooms, adults,
      children, guest_id, guest_name, guest_email, guest_phone, priority, note, created_at, updated_at)
    values (${tx.tenant_id}, ${id}, ${outlet_id}, ${terms.room_type_id}, ${input.rate_plan_id ?? null}, ${input.start_date}, ${input.end_date},
      ${rooms}, ${party.adults}, ${party.children}, ${guest_id}, ${name.trim()}, ${email}, ${phone}, ${input.priority ?? 0},
      ${input.note ?? ''}, ${now}, ${now})`.execute(tx.db);
  const entry = found(await findWaitlistEntry(tx, id));
  emit(tx, { type: 'waitlist.changed', aggregate_type: 'waitlist_entry', aggregate_id: id, outlet_id, data: { id } });
  audit(tx, { action: 'waitlist.join', entity_type: 'waitlist_entry', entity_id: id, outlet_id, after: entry });
  return entry;
}
