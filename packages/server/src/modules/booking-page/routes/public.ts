import {
  Cart,
  CartBooked,
  CartBooking,
  Id,
  NewCart,
  PublicHotel,
  PublicNight,
  PublicOffer,
  StayWish,
  Body,
} from '@hostelry/contracts';
import { Type } from 'typebox';
import { DomainError, found } from '../../../platform/errors.ts';
import { open, type Route } from '../../../platform/http/route.ts';
import { findBooking } from '../../reservations/index.ts';
import { bookCart, expectOpen, keepGuest } from '../commands/book-cart.ts';
import { cutKey } from '../commands/keep-keys.ts';
import { placeCart } from '../commands/place-cart.ts';
import { atPage } from '../guests.ts';
import { rememberedMonth, rememberMonth } from '../months.ts';
import { findCart, findPage, lockCart, presentCart } from '../queries.ts';
import { dialable } from '../rules.ts';
import { searchOffers, showHotel, showMonth } from '../search.ts';

const BECAUSE = 'Guests at the booking page are not signed in; the slug says whose page it is.';
const SlugParams = Type.Object({ slug: Type.String({ maxLength: 60 }) });
const CartParams = Type.Object({ slug: Type.String({ maxLength: 60 }), id: Id });

export const publicRoutes: readonly Route[] = [
  open({
    method: 'GET',
    path: '/public/hotels/:slug',
    summary: 'A hotel as its booking page shows it',
    permission: 'public',
    because: BECAUSE,
    params: SlugParams,
    reply: PublicHotel,
    run: (asked) => atPage(asked, asked.params.slug, showHotel, { read_only: true }),
  }),
  open({
    method: 'GET',
    path: '/public/hotels/:slug/availability',
    summary: 'A month of nights: whether a room is free, and from which price',
    permission: 'public',
    because: BECAUSE,
    params: SlugParams,
    query: Body({
      month: Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$', description: 'YYYY-MM' }),
      adults: Type.Optional(Type.Integer({ minimum: 1, maximum: 40, default: 2 })),
    }),
    reply: Type.Array(PublicNight),
    run: (asked) =>
      atPage(
        asked,
        asked.params.slug,
        async (tx, outlet_id) => {
          const { month, adults = 2 } = asked.query;
          const kept = rememberedMonth(outlet_id, month, adults, tx.now);
          if (kept) return kept;
          const nights = await showMonth(tx, outlet_id, month, adults);
          rememberMonth(outlet_id, month, adults, tx.now, nights);
          return nights;
        },
        { read_only: true },
      ),
  }),
  open({
    method: 'GET',
    path: '/public/hotels/:slug/offers',
    summary: 'Every room type for a stay: its price, or why it cannot be had',
    permission: 'public',
    because: BECAUSE,
    params: SlugParams,
    query: StayWish,
    reply: Type.Array(PublicOffer),
    run: (asked) =>
      atPage(asked, asked.params.slug, (tx, outlet_id) => searchOffers(tx, outlet_id, asked.query), {
        read_only: true,
      }),
  }),
  open({
    method: 'POST',
    path: '/public/hotels/:slug/carts',
    summary: 'Freeze a price and keep the rooms for a quarter of an hour',
    description:
      'The cart’s id is known to nobody but its guest; with it, the cart is booked once, however often it is asked.',
    permission: 'public',
    because: `${BECAUSE} A cart that is not booked ends by itself; the command audits it.`,
    params: SlugParams,
    body: NewCart,
    reply: Cart,
    status: 201,
    run: (asked) =>
      atPage(asked, asked.params.slug, async (tx, outlet_id) =>
        presentCart(await placeCart(tx, found(await findPage(tx, outlet_id)), asked.body)),
      ),
  }),
  open({
    method: 'GET',
    path: '/public/hotels/:slug/carts/:id',
    summary: 'Show a cart',
    permission: 'public',
    because: BECAUSE,
    params: CartParams,
    reply: Cart,
    run: (asked) =>
      atPage(
        asked,
        asked.params.slug,
        async (tx, outlet_id) => presentCart(ofPage(await findCart(tx, asked.params.id), outlet_id)),
        { read_only: true },
      ),
  }),
  open({
    method: 'POST',
    path: '/public/hotels/:slug/carts/:id/book',
    summary: 'Book a cart, to be paid at the hotel, or say who will pay by card',
    description:
      'Paid at the hotel, the cart is booked at once. By card it is booked when `payments/verify-razorpay` or the gateway’s webhook says that the money is there.',
    permission: 'public',
    because: `${BECAUSE} A cart is booked once: the second request answers the booking of the first.`,
    params: CartParams,
    body: CartBooking,
    reply: CartBooked,
    run: (asked) =>
      atPage(asked, asked.params.slug, async (tx, outlet_id) => {
        const page = found(await findPage(tx, outlet_id));
        const cart = ofPage(await lockCart(tx, asked.params.id), outlet_id);
        const { payment, accepts_terms: _, ...said } = asked.body;
        const guest = { ...said, guest: { ...said.guest, phone: dialable(said.guest.phone) } };
        expectOpen(tx, cart);
        if (!(payment === 'CARD' ? page.takes_cards : page.takes_pay_at_hotel))
          throw new DomainError('BAD_INPUT', {
            fields: [{ field: 'payment', message: 'is not offered by this hotel' }],
          });
        if (payment === 'CARD' && !cart.booking_id && cart.due_now_minor > 0) {
          await keepGuest(tx, cart, guest);
          return { status: 'PAYMENT_DUE', confirmation_code: null, key: null };
        }
        const booking_id = await bookCart(tx, cart, guest, payment);
        const { confirmation_code } = found(await findBooking(tx, booking_id));
        return { status: 'BOOKED', confirmation_code, key: await cutKey(tx, booking_id) };
      }),
  }),
];

/** The cart, if it is one of this page’s hotel. */
function ofPage<T extends { outlet_id: string }>(cart: T | undefined, outlet_id: string): T {
  if (cart?.outlet_id !== outlet_id) throw new DomainError('NOT_FOUND');
  return cart;
}
