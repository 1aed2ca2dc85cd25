import {
  GuestBooking,
  GuestCancellation,
  GuestDates,
  GuestExtra,
  GuestPriceChange,
  Id,
  OnlineCheckIn,
} from '@hostelry/contracts';
import ical from 'ical-generator';
import type { TSchema } from 'typebox';
import { Type, type Static } from 'typebox';
import { DomainError } from '../../../platform/errors.ts';
import { FileReply, open, type Route } from '../../../platform/http/route.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { findInvoice, invoicePdf } from '../../folios/index.ts';
import {
  addExtraForGuest,
  cancelForGuest,
  checkInOnline,
  moveDates,
  priceOtherDates,
} from '../commands/serve-guest.ts';
import { withKey } from '../guests.ts';
import { showBooking } from '../my-booking.ts';

const BECAUSE = 'Guests are not signed in; the key from their letter says whose booking it is.';
const KeyParams = Type.Object({ key: Type.String({ minLength: 20, maxLength: 64 }) });

/** An act of a guest on their own booking, which then shows as it is. */
function step<B extends TSchema>(
  name: string,
  summary: string,
  body: B,
  run: (tx: Tx, booking_id: string, body: Static<B>) => Promise<void>,
): Route {
  return open({
    method: 'POST',
    path: `/public/bookings/:key/${name}`,
    summary,
    permission: 'public',
    because: `${BECAUSE} Repeating it changes nothing more; the command audits it.`,
    params: KeyParams,
    body,
    reply: GuestBooking,
    run: (asked) =>
      withKey(asked, (asked.params as { key: string }).key, async (tx, booking_id) => {
        await run(tx, booking_id, asked.body as Static<B>);
        return showBooking(tx, booking_id);
      }),
  });
}

export const selfServiceRoutes: readonly Route[] = [
  open({
    method: 'GET',
    path: '/public/bookings/:key',
    summary: 'A booking as its guest sees it',
    permission: 'public',
    because: BECAUSE,
    params: KeyParams,
    reply: GuestBooking,
    run: (asked) => withKey(asked, asked.params.key, showBooking, { read_only: true }),
  }),
  open({
    method: 'POST',
    path: '/public/bookings/:key/price-change',
    summary: 'What other dates would cost',
    permission: 'public',
    because: `${BECAUSE} It changes nothing.`,
    params: KeyParams,
    body: GuestDates,
    reply: GuestPriceChange,
    run: (asked) => withKey(asked, asked.params.key, (tx, booking_id) => priceOtherDates(tx, booking_id, asked.body)),
  }),
  step('dates', 'Move the stay to other dates', GuestDates, moveDates),
  step('cancel', 'Cancel the booking, at the fee that was shown', GuestCancellation, (tx, id, { fee_minor }) =>
    cancelForGuest(tx, id, fee_minor),
  ),
  step('extras', 'Add an extra', GuestExtra, (tx, id, { extra_id, quantity = 1 }) =>
    addExtraForGuest(tx, id, extra_id, quantity),
  ),
  step('check-in', 'Fill in the registration card before arrival', OnlineCheckIn, checkInOnline),
  open({
    method: 'GET',
    path: '/public/bookings/:key/calendar',
    summary: 'The stay for the guest’s calendar',
    permission: 'public',
    because: BECAUSE,
    params: KeyParams,
    run: (asked) =>
      withKey(
        asked,
        asked.params.key,
        async (tx, booking_id) => {
          const { hotel, confirmation_code, start_date, end_date } = await showBooking(tx, booking_id);
          const calendar = ical({ name: hotel.name });
          calendar.createEvent({
            id: `${booking_id}@hostelry`,
            start: new Date(`${start_date}T00:00:00Z`),
            end: new Date(`${end_date}T00:00:00Z`),
            allDay: true,
            summary: hotel.name,
            description: confirmation_code,
            location: [hotel.address, hotel.city].filter(Boolean).join(', '),
          });
          return new FileReply(calendar.toString(), 'text/calendar; charset=utf-8', `${confirmation_code}.ics`);
        },
        { read_only: true },
      ),
  }),
  open({
    method: 'GET',
    path: '/public/bookings/:key/invoices/:id',
    summary: 'An invoice of the stay, as PDF',
    permission: 'public',
    because: BECAUSE,
    params: Type.Object({ key: KeyParams.properties.key, id: Id }),
    run: (asked) =>
      withKey(
        asked,
        asked.params.key,
        async (tx, booking_id) => {
          const { invoices } = await showBooking(tx, booking_id);
          if (!invoices.some(({ id }) => id === asked.params.id)) throw new DomainError('NOT_FOUND');
          const invoice = await findInvoice(tx, asked.params.id);
          return new FileReply(await invoicePdf(invoice, tx.now), 'application/pdf', `invoice-${invoice.number}.pdf`);
        },
        { read_only: true },
      ),
  }),
];
