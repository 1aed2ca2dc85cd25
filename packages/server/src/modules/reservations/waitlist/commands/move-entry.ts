import { sql } from 'kysely';
import { DomainError, expectVersion, found } from '../../../../platform/errors.ts';
import { audit, emit, type Tx } from '../../../../platform/transaction.ts';
import { placeHold, releaseHold } from '../../../rooms/index.ts';
import { bookRooms } from '../../commands/book-rooms.ts';
import { saleTermsOf } from '../../queries.ts';
import { findWaitlistEntry, type WaitlistEntryRow } from '../queries.ts';

/** Keeps the rooms for a waiting party until an instant, and tells them. Refused like a booking where a night is full. */
export async function offerRooms(tx: Tx, entry: WaitlistEntryRow, minutes: number, version?: number) {
  expectVersion(entry.version, version);
  expectStatus(entry, 'OFFERED', ['WAITING']);
  const { outlet_id, room_type_id, start_date, end_date, rooms: units } = entry;
  const offered_until = new Date(tx.now.getTime() + minutes * 60_000);
  const hold_id = await placeHold(tx, {
    outlet_id,
    room_type_id,
    start_date,
    end_date,
    units,
    expires_at: offered_until,
  });
  return move(tx, entry, 'OFFERED', { hold_id, offered_until: offered_until.toISOString() }, 'waitlist.offered');
}

/** Books what the party waited for: out of its offer while that stands, else if the house has the rooms again. */
export async function convertEntry(tx: Tx, entry: WaitlistEntryRow, version?: number) {
  expectVersion(entry.version, version);
  expectStatus(entry, 'CONVERTED', ['WAITING', 'OFFERED']);
  if (entry.hold_id) await releaseHold(tx, entry.hold_id);
  const terms = found(await saleTermsOf(tx, entry.room_type_id, entry.rate_plan_id, entry));
  const { room_type_id, start_date, end_date, rooms: quantity, adults, children } = entry;
  const booking = await bookRooms(tx, terms, {
    room_type_id,
    start_date,
    end_date,
    quantity,
    adults,
    children,
    ...(entry.rate_plan_id ? { rate_plan_id: entry.rate_plan_id } : {}),
    guest: {
      name: entry.guest_name,
      ...(entry.guest_email ? { email: entry.guest_email } : {}),
      ...(entry.guest_phone ? { phone: entry.guest_phone } : {}),
    },
  });
  return move(tx, entry, 'CONVERTED', { booking_id: booking.id });
}

/** Takes a party off the list; an offer's rooms go back to the market. */
export async function leaveWaitlist(tx: Tx, entry: WaitlistEntryRow, version?: number) {
  if (entry.status === 'LEFT') return entry;
  expectVersion(entry.version, version);
  expectStatus(entry, 'LEFT', ['WAITING', 'OFFERED']);
  if (entry.hold_id) await releaseHold(tx, entry.hold_id);
  return move(tx, entry, 'LEFT', {});
}

/** Lets parties whose offer has run out wait again; the sweep's job. Their rooms are free already (R9). */
export async function sweepOffers(tx: Tx): Promise<number> {
  const { rows } = await sql<{ id: string; outlet_id: string }>`
    update reservations.waitlist_entries set status = 'WAITING', hold_id = null, offered_until = null, fits_since = null,
      version = version + 1, updated_at = ${tx.now}
    where status = 'OFFERED' and offered_until <= ${tx.now} returning id, outlet_id`.execute(tx.db);
  for (const { id, outlet_id } of rows)
    emit(tx, { type: 'waitlist.changed', aggregate_type: 'waitlist_entry', aggregate_id: id, outlet_id, data: { id } });
  return rows.length;
}

const STEPS = { WAITING: ['OFFERED', 'CONVERTED', 'LEFT'], OFFERED: ['CONVERTED', 'LEFT'], CONVERTED: [], LEFT: [] };

function expectStatus(entry: WaitlistEntryRow, to: string, from: readonly WaitlistEntryRow['status'][]): void {
  if (!from.includes(entry.status))
    throw new DomainError('ILLEGAL_TRANSITION', { from: entry.status, to, allowed: STEPS[entry.status] });
}

async function move(
  tx: Tx,
  entry: WaitlistEntryRow,
  status: WaitlistEntryRow['status'],
  { hold_id = null, offered_until = null, booking_id = null }: MoveDetails,
  type: 'waitlist.changed' | 'waitlist.offered' = 'waitlist.changed',
): Promise<WaitlistEntryRow> {
  await sql`
    update reservations.waitlist_entries set status = ${status}, hold_id = ${hold_id}, offered_until = ${offered_until}, booking_id = ${booking_id},
      version = version + 1, updated_at = ${tx.now} where id = ${entry.id}`.execute(tx.db);
  const after = found(await findWaitlistEntry(tx, entry.id));
  const { id, outlet_id } = after;
  emit(tx, {
    type,
    aggregate_type: 'waitlist_entry',
    aggregate_id: id,
    outlet_id,
    data: { id, status, offered_until },
  });
  audit(tx, {
    action: 'waitlist.move',
    entity_type: 'waitlist_entry',
    entity_id: id,
    outlet_id,
    before: { status: entry.status },
    after: { status, offered_until, booking_id },
  });
  return after;
}

interface MoveDetails {
  hold_id?: string | null;
  offered_until?: string | null;
  booking_id?: string | null;
}
