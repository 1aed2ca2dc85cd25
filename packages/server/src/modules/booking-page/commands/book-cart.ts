import type { CartBooking } from '@hostelry/contracts';
import { sql } from 'kysely';
import { DomainError, found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { changeGuest, findGuest } from '../../guests/index.ts';
import { findOutlet } from '../../outlets/index.ts';
import { addTrace, bookStays, describeBooking } from '../../reservations/index.ts';
import { claimPromotion } from '../../rates/index.ts';
import { releaseHold } from '../../rooms/index.ts';
import { findExtra, type CartRow } from '../queries.ts';
import { expectStock } from './keep-stock.ts';

export type CartGuest = Omit<CartBooking, 'accepts_terms' | 'payment'>;

/** Keeps what the guest said about themselves until they have paid. */
export async function keepGuest(tx: Tx, cart: CartRow, guest: CartGuest): Promise<void> {
  await sql`update booking_page.carts set guest = ${JSON.stringify(guest)}::jsonb where id = ${cart.id}`.execute(tx.db);
}

/** Refuses a cart whose time is over: its price is not promised any more (R13). */
export function expectOpen(tx: Tx, cart: CartRow): void {
  if (!cart.booking_id && cart.expires_at <= tx.now.toISOString())
    throw new DomainError('QUOTE_EXPIRED', { expires_at: cart.expires_at });
}

/**
 * Books a locked cart at its frozen price; booking it again answers the booking there is. Whoever paid in time is
 * booked even if the hold ran out meanwhile, as long as the rooms are still there.
 */
export async function bookCart(
  tx: Tx,
  cart: CartRow,
  guest: CartGuest,
  payment: CartBooking['payment'],
): Promise<string> {
  if (cart.booking_id) return cart.booking_id;
  const outlet = found(await findOutlet(tx, cart.outlet_id));
  if (cart.hold_id) await releaseHold(tx, cart.hold_id);
  const [booking] = await bookStays(tx, [
    {
      outlet_id: cart.outlet_id,
      room_type_id: cart.room_type_id,
      status: 'CONFIRMED',
      start_date: cart.start_date,
      end_date: cart.end_date,
      rooms: cart.rooms,
      adults: cart.adults,
      children: cart.children,
      guest: { name: guest.guest.name.trim(), email: guest.guest.email, phone: guest.guest.phone },
      rate_plan_id: cart.rate_plan_id,
      nightly_prices_minor: cart.nights.map((night) => night.price_minor),
      nightly_taxes_minor: cart.nights.map((night) => night.tax_minor),
      cancellation_terms: cart.terms,
      guarantee: payment === 'CARD' ? 'DEPOSIT' : 'NONE',
      currency: cart.currency,
      source: 'WEB',
      external_key: null,
      channel: null,
      market_segment: null,
      country: null,
      meal_plan: cart.meal_plan,
      booked_on: outlet.business_date,
      cancelled_on: null,
    },
  ]);
  const { id, outlet_id } = booking!;
  await describeBooking(tx, booking!, {
    language: guest.language,
    notes: guest.wishes?.trim(),
    arrival_time: guest.arrival_time,
  });
  if (cart.promotion_id) await claimPromotion(tx, cart.promotion_id);
  await bookExtras(tx, cart, id);
  await tellGuest(tx, booking!.guest!.id, guest);
  if (guest.wishes?.trim())
    await addTrace(tx, booking!, { date: cart.start_date, department: 'FRONT_DESK', text: guest.wishes.trim() });
  await sql`update booking_page.carts set booking_id = ${id}, hold_id = null where id = ${cart.id}`.execute(tx.db);
  audit(tx, {
    action: 'booking_page.book',
    entity_type: 'booking',
    entity_id: id,
    outlet_id,
    after: { cart_id: cart.id, payment, total_minor: cart.total_minor, accepts_terms: true },
  });
  return id;
}

async function bookExtras(tx: Tx, cart: CartRow, booking_id: string): Promise<void> {
  for (const extra of [...cart.extras].sort((a, b) => (a.extra_id < b.extra_id ? -1 : 1))) {
    const { daily_stock } = found(await findExtra(tx, extra.extra_id));
    await expectStock(tx, { id: extra.extra_id, name: extra.name, daily_stock }, extra.quantity, cart);
    await tx.db
      .insertInto('booking_page.booked_extras')
      .values({
        tenant_id: tx.tenant_id,
        id: newId(),
        outlet_id: cart.outlet_id,
        booking_id,
        ...extra,
        start_date: cart.start_date,
        end_date: cart.end_date,
        created_at: tx.now.toISOString(),
      })
      .execute();
  }
}

/** The guest's profile learns the language they read, and whether they want to hear from the hotel. */
async function tellGuest(tx: Tx, guest_id: string, { language, marketing_consent }: CartGuest): Promise<void> {
  if (!language && !marketing_consent) return;
  await changeGuest(tx, found(await findGuest(tx, guest_id)), {
    ...(language ? { language } : {}),
    ...(marketing_consent ? { marketing_consent, marketing_consent_source: 'Booking page' } : {}),
  });
}
