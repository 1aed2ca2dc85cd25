import type { GuestBooking } from '@hostelry/contracts';
import { sql } from 'kysely';
import { found } from '../../platform/errors.ts';
import type { Tx } from '../../platform/transaction.ts';
import { FOLIO_PAPERS, folioOfReservation } from '../folios/index.ts';
import { findOutlet } from '../outlets/index.ts';
import { GATEWAY_PAYMENTS } from '../payments/index.ts';
import { cancellationFee, freeUntil, type CancellationTerms } from '../rates/index.ts';
import { findBooking, findStay } from '../reservations/index.ts';
import { extrasOnSale, findPage } from './queries.ts';
import { wallClock } from './rules.ts';

type BookedExtra = GuestBooking['extras'][number];

export async function bookedExtrasOf(tx: Tx, booking_id: string): Promise<BookedExtra[]> {
  const { rows } = await sql<BookedExtra>`
    select id, name, quantity, amount_minor from booking_page.booked_extras
    where booking_id = ${booking_id} and cancelled_at is null order by created_at, id`.execute(tx.db);
  return rows;
}

/** What was paid by the gateway for a booking and not given back yet, payment by payment. */
export async function cardPaymentsOf(
  tx: Tx,
  booking_id: string,
): Promise<{ payment_id: string; folio_id: string; left_minor: number }[]> {
  const { rows } = await sql<{ payment_id: string; folio_id: string; left_minor: number }>`
    select p.id as payment_id, p.folio_id, p.left_minor from ${sql.raw(GATEWAY_PAYMENTS)} p
    where p.purpose = 'BOOKING_CART' and p.left_minor > 0
      and p.subject_id in (select id from booking_page.carts where booking_id = ${booking_id})
    order by p.created_at, p.id`.execute(tx.db);
  return rows;
}

/** A booking as its guest sees it, with what they may do. */
export async function showBooking(tx: Tx, booking_id: string): Promise<GuestBooking> {
  const booking = found(await findBooking(tx, booking_id));
  const outlet = found(await findOutlet(tx, booking.outlet_id));
  const page = await findPage(tx, booking.outlet_id);
  const first = booking.reservations.find((room) => room.status !== 'CANCELLED') ?? booking.reservations[0]!;
  const stay = found(await findStay(tx, first.id));
  const folio = await folioOfReservation(tx, booking.reservations[0]!.id);
  const extras = await bookedExtrasOf(tx, booking_id);
  const { checked_in_online, invoices, paid_minor } = await papersOf(tx, booking_id, folio?.id ?? null);
  const extras_minor = extras.reduce((sum, extra) => sum + extra.amount_minor, 0);
  const total_minor = booking.total_minor + extras_minor;
  const is_possible = booking.status === 'CONFIRMED' && booking.start_date >= outlet.business_date;
  const terms = (booking as { cancellation_terms?: CancellationTerms | null }).cancellation_terms ?? null;
  const nightly_minor = booking.reservations.flatMap(({ nights }) =>
    nights.map(({ price_minor, tax_minor }) => price_minor + tax_minor),
  );
  const now = wallClock(outlet.timezone, tx.now);
  const fee_minor = cancellationFee(terms, { start_date: booking.start_date, nightly_minor }, now);
  const paid_by_card = (await cardPaymentsOf(tx, booking_id)).reduce((sum, payment) => sum + payment.left_minor, 0);
  return {
    hotel: {
      slug: page?.is_enabled ? page.slug : null,
      name: outlet.name,
      address: outlet.address,
      city: outlet.city,
      timezone: outlet.timezone,
      contact_email: page?.contact_email ?? null,
      contact_phone: page?.contact_phone ?? null,
      check_in_from: page?.check_in_from ?? null,
      check_out_until: page?.check_out_until ?? null,
      accent_colour: page?.accent_colour ?? null,
      languages: page?.languages ?? ['en'],
      policies: page?.policies ?? '',
    },
    confirmation_code: booking.confirmation_code,
    status: booking.status,
    guest_name: booking.guest_name,
    start_date: booking.start_date,
    end_date: booking.end_date,
    rooms: booking.rooms,
    room_types: [stay.room_type_name],
    adults: booking.adults,
    children: booking.children,
    currency: booking.currency,
    room_total_minor: booking.total_minor,
    extras,
    total_minor,
    paid_minor,
    arrival_time: stay.arrival_time,
    cancellation: {
      is_possible,
      fee_minor,
      refund_minor: Math.max(0, paid_by_card - fee_minor),
      free_until: terms ? (freeUntil(terms, booking.start_date)?.slice(0, 10) ?? null) : null,
    },
    can_change: is_possible && booking.reservations.length === 1,
    checked_in_online,
    can_check_in_online: is_possible,
    invoices,
    offered_extras: page
      ? (await extrasOnSale(tx, outlet.id)).map(({ id, name, description, per, price_minor }) => ({
          id,
          name,
          description,
          per,
          price_minor,
        }))
      : [],
  };
}

async function papersOf(tx: Tx, booking_id: string, folio_id: string | null) {
  const { rows } = await sql<Pick<GuestBooking, 'checked_in_online' | 'invoices' | 'paid_minor'>>`
    select exists (select 1 from booking_page.check_ins where booking_id = ${booking_id}) as checked_in_online,
      coalesce((select f.invoices from ${sql.raw(FOLIO_PAPERS)} f where f.id = ${folio_id}), '[]') as invoices,
      coalesce((select f.paid_minor from ${sql.raw(FOLIO_PAPERS)} f where f.id = ${folio_id}), 0)::bigint as paid_minor`.execute(
    tx.db,
  );
  return rows[0]!;
}
