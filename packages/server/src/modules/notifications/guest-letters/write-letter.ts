import type { LetterKind } from '@hostelry/contracts';
import { sql } from 'kysely';
import { newId } from '../../../platform/ids.ts';
import { addJob, type Tx } from '../../../platform/transaction.ts';
import { selfServiceLink } from '../../booking-page/index.ts';
import { findGuest } from '../../guests/index.ts';
import { findOutlet } from '../../outlets/index.ts';
import { findBooking, findWaitlistEntry } from '../../reservations/index.ts';
import { expectRoomType } from '../../rooms/index.ts';
import { compose, type Letter } from './compose.ts';

/** Writes to the guest of a booking or of a waitlist entry, once for each occasion, where the hotel sends such letters. */
export async function writeLetter(tx: Tx, kind: LetterKind, subject_id: string, occasion: string): Promise<void> {
  const found =
    kind === 'WAITLIST_OFFER' ? await offerLetter(tx, subject_id) : await bookingLetter(tx, kind, subject_id);
  if (!found?.recipient || !(await isSent(tx, found.outlet_id, kind))) return;
  const id = newId();
  const { subject, text, html, calendar } = compose(found.letter);
  const { rows } = await sql`
    insert into notifications.guest_letters (tenant_id, id, outlet_id, kind, subject_id, occasion, recipient, subject, created_at)
    values (${tx.tenant_id}, ${id}, ${found.outlet_id}, ${kind}, ${subject_id}, ${occasion}, ${found.recipient}, ${subject}, ${tx.now})
    on conflict (tenant_id, kind, subject_id, occasion) do nothing returning id`.execute(tx.db);
  if (rows.length === 0) return;
  addJob(tx, 'send_mail', {
    message_id: id,
    to: found.recipient,
    subject,
    text,
    html,
    ...(calendar ? { calendar } : {}),
  });
}

interface Addressed {
  outlet_id: string;
  recipient: string | null;
  letter: Letter;
}

async function isSent(tx: Tx, outlet_id: string, kind: LetterKind): Promise<boolean> {
  const { rows } = await sql<{ is_on: boolean }>`
    select is_on from notifications.letter_settings where outlet_id = ${outlet_id} and kind = ${kind}`.execute(tx.db);
  return rows[0]?.is_on ?? true;
}

/** Guests arrive from three in the afternoon on; the free hours end so many hours before that. */
const ARRIVAL_HOUR = 15;

function hoursBeforeArrival(terms: { free_until_days: number | null; free_until_hour: number }): number | null {
  if (terms.free_until_days === null) return null;
  return Math.max(0, terms.free_until_days * 24 + ARRIVAL_HOUR - terms.free_until_hour);
}

async function bookingLetter(tx: Tx, kind: LetterKind, id: string): Promise<Addressed | null> {
  const booking = await findBooking(tx, id);
  if (!booking?.guest?.email) return null;
  const guest = await findGuest(tx, booking.guest.id);
  const { outlet_id, start_date, end_date, rooms, adults, children, total_minor, currency } = booking;
  const terms = booking as unknown as {
    tax_minor?: number;
    cancellation_terms?: { free_until_days: number | null; free_until_hour: number } | null;
    option_expires_at?: string | null;
  };
  const until = terms.option_expires_at ?? null;
  return {
    outlet_id,
    recipient: booking.guest.email,
    letter: {
      kind,
      language: guest?.language ?? null,
      hotel: await hotelOf(tx, outlet_id),
      guest_name: booking.guest_name ?? booking.guest.name,
      code: booking.confirmation_code,
      start_date,
      end_date,
      rooms,
      room_types: await namesOf(tx, new Set(booking.reservations.map((room) => room.room_type_id))),
      adults,
      children,
      money: { total_minor, tax_minor: terms.tax_minor ?? 0, currency },
      policy: terms.cancellation_terms ? { free_until_hours: hoursBeforeArrival(terms.cancellation_terms) } : null,
      until,
      // The mail's own house is known only where it is sent.
      link: `{public_url}${await selfServiceLink(tx, id)}`,
      subject_id: id,
    },
  };
}

async function offerLetter(tx: Tx, id: string): Promise<Addressed | null> {
  const entry = await findWaitlistEntry(tx, id);
  if (entry?.status !== 'OFFERED') return null;
  const { outlet_id, guest_name, start_date, end_date, rooms, adults, children } = entry;
  return {
    outlet_id,
    recipient: entry.guest_email,
    letter: {
      kind: 'WAITLIST_OFFER',
      language: null,
      hotel: await hotelOf(tx, outlet_id),
      guest_name,
      code: null,
      start_date,
      end_date,
      rooms,
      room_types: await namesOf(tx, [entry.room_type_id]),
      adults,
      children,
      money: null,
      policy: null,
      until: entry.offered_until,
      link: null,
      subject_id: id,
    },
  };
}

async function hotelOf(tx: Tx, outlet_id: string): Promise<Letter['hotel']> {
  const { name, address, city, timezone } = (await findOutlet(tx, outlet_id))!;
  return { name, address, city, timezone };
}

async function namesOf(tx: Tx, ids: Iterable<string>): Promise<string[]> {
  const names: string[] = [];
  for (const id of ids) names.push((await expectRoomType(tx, id)).name);
  return names;
}
