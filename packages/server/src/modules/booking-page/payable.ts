import type { CartGuest } from './commands/book-cart.ts';
import { sql } from 'kysely';
import { DomainError, found } from '../../platform/errors.ts';
import type { Payable } from '../payments/index.ts';
import { openFolio, takePayment } from '../folios/index.ts';
import { findBooking } from '../reservations/index.ts';
import { bookCart, expectOpen } from './commands/book-cart.ts';
import { cutKey } from './commands/keep-keys.ts';
import { findCart, lockCart } from './queries.ts';

/** A cart is paid by card before it is booked: the money is captured, then the rooms are booked and the deposit stands on the guest’s account. */
export const cartPayable: Payable = {
  purpose: 'BOOKING_CART',
  tenantOf: (database, subject_id) =>
    database.asSystem(async (db) => {
      const { rows } = await sql<{ tenant_id: string }>`
        select tenant_id from booking_page.carts where id = ${subject_id}`.execute(db);
      return rows[0]?.tenant_id;
    }),
  due: async (tx, subject_id) => {
    const cart = found(await findCart(tx, subject_id));
    if (cart.booking_id) throw new DomainError('ORDER_SETTLED');
    expectOpen(tx, cart);
    if (!cart.guest)
      throw new DomainError(
        'RULE_VIOLATION',
        { rule: 'GUEST_UNKNOWN' },
        'Say first who is coming; then the card is charged.',
      );
    return { outlet_id: cart.outlet_id, amount_minor: cart.due_now_minor, currency: cart.currency };
  },
  settle: async (tx, order) => {
    const cart = found(await lockCart(tx, order.subject_id));
    // Somebody paid twice for one cart, over two orders: the second money goes back.
    if (cart.booking_id) throw new DomainError('ORDER_SETTLED');
    const booking_id = await bookCart(tx, cart, cart.guest as CartGuest, 'CARD');
    const booking = found(await findBooking(tx, booking_id));
    const folio = await openFolio(tx, {
      outlet_id: booking.outlet_id,
      kind: 'GUEST',
      name: booking.guest_name ?? booking.confirmation_code,
      reservation_id: booking.reservations[0]!.id,
      booking_id,
      guest_id: booking.guest_id,
    });
    const { posting } = await takePayment(tx, {
      folio_id: folio.id,
      method: 'ONLINE',
      amount_minor: order.amount_minor,
      reference: order.gateway_payment_id,
      is_deposit: true,
      source_key: `gateway:${order.id}`,
    });
    return { payment_id: posting.payment_id! };
  },
  tell: async (tx, subject_id) => {
    const { booking_id } = found(await findCart(tx, subject_id));
    const { confirmation_code } = found(await findBooking(tx, booking_id!));
    return { status: 'CAPTURED', confirmation_code, key: await cutKey(tx, booking_id!) };
  },
};
