import {
  Booking,
  BOOKING_SOURCES,
  BookingCancellation,
  BookingRow,
  CivilDate,
  Id,
  IdParams,
  NewBooking,
  Nullable,
  OneOf,
  QuoteBooking,
  RESERVATION_STATUSES,
} from '@hostelry/contracts';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { authorize } from '../../platform/actor.ts';
import { found } from '../../platform/errors.ts';
import { atLeast, atMost, equals, listRoute } from '../../platform/http/list.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import { findQuote } from '../offers/index.ts';
import { findOutlet } from '../outlets/index.ts';
import { bookQuote } from './commands/book-quote.ts';
import { bookLots } from './commands/book-rooms.ts';
import { cancelBooking } from './commands/cancel-booking.ts';
import { presentNewBooking } from './present.ts';
import {
  BOOKING_COLUMNS,
  COMPANY_OF_BOOKING,
  findBooking,
  lockBooking,
  ROOM_TYPES_OF_BOOKING,
  termsOfLots,
} from './queries.ts';
import { lotsOf } from './rules.ts';
import { authorizeFees } from './stays/authorize-fees.ts';

const hasRoomOfType = (room_type_id: string) => sql`exists (
  select 1 from reservations.reservations r
  where r.tenant_id = b.tenant_id and r.booking_id = b.id and r.room_type_id = ${room_type_id}::uuid)`;

export const reservationRoutes: readonly Route[] = [
  listRoute({
    path: '/reservations',
    summary: 'List bookings',
    permission: 'reservations.read',
    item: BookingRow,
    list: {
      select: `${BOOKING_COLUMNS}, ${COMPANY_OF_BOOKING} as company_name, ${ROOM_TYPES_OF_BOOKING} as room_types`,
      from: 'reservations.bookings b',
      id: 'b.id',
      outlet: 'b.outlet_id',
      search_beginnings: ['b.search_code', 'b.search_name', 'b.search_last_name'],
      // Ids grow with time, so sorting by them is sorting by creation, with an index that exists anyway.
      sort: {
        created_at: 'b.id',
        start_date: 'b.start_date',
        end_date: 'b.end_date',
        confirmation_code: 'b.confirmation_code',
        guest_name: "coalesce(b.guest_name, '')",
        status: 'b.status',
        total_minor: 'b.total_minor',
      },
      default_sort: '-created_at',
      filters: {
        outlet_id: equals('b.outlet_id', Id, '::uuid'),
        status: equals('b.status', OneOf(RESERVATION_STATUSES)),
        confirmation_code: equals('b.confirmation_code'),
        guest_id: equals('b.guest_id', Id, '::uuid'),
        company_id: equals('b.company_id', Id, '::uuid'),
        source: equals('b.source', OneOf(BOOKING_SOURCES)),
        room_type_id: { schema: Id, where: hasRoomOfType },
        is_overbooked: {
          schema: Type.Boolean(),
          where: (is: boolean) => (is ? sql`b.is_overbooked` : sql`not b.is_overbooked`),
        },
        from: atLeast('b.start_date', CivilDate, '::date'),
        to: atMost('b.start_date', CivilDate, '::date'),
      },
    },
  }),
  act({
    method: 'POST',
    path: '/reservations',
    aliases: ['/reservations/create'],
    summary: 'Book rooms for a guest',
    description:
      'All rooms on all nights, or nothing: `quantity` rooms of one type, or `rooms` of several types, plans and dates. With `option_expires_at` they are held until then and sold when the booking is confirmed. Without `rate_plan_id` the outlet’s default plan gives the price; where no plan has one, the rooms are booked at 0.',
    permission: 'reservations.create',
    body: NewBooking,
    reply: Booking,
    status: 201,
    run: async ({ tx, body }) => {
      const lots = found(await termsOfLots(tx, lotsOf(body), body.promotion_code));
      for (const { terms } of lots) {
        authorize(tx.actor, 'reservations.create', terms.outlet_id);
        if (body.override_restrictions) authorize(tx.actor, 'reservations.override', terms.outlet_id);
      }
      return presentNewBooking(await bookLots(tx, lots, body), lots, tx.now);
    },
  }),
  act({
    method: 'POST',
    path: '/quotes/:id/book',
    summary: 'Book a quote at the price it promised',
    description: 'Once, and before it expires, as one booking with all that was quoted, or nothing.',
    permission: 'reservations.create',
    params: IdParams,
    body: QuoteBooking,
    reply: Booking,
    status: 201,
    run: async ({ tx, params, body }) => {
      const quote = found(await findQuote(tx, params.id));
      authorize(tx.actor, 'reservations.create', quote.outlet_id);
      const { business_date } = found(await findOutlet(tx, quote.outlet_id));
      const { id } = await bookQuote(tx, quote.id, business_date, body.guest);
      return found(await findBooking(tx, id));
    },
  }),
  read({
    path: '/reservations/:id',
    summary: 'Show a booking',
    permission: 'reservations.read',
    params: IdParams,
    reply: Booking,
    run: async ({ tx, params }) => {
      const booking = found(await findBooking(tx, params.id));
      authorize(tx.actor, 'reservations.read', booking.outlet_id);
      return booking;
    },
  }),
  act({
    method: 'POST',
    path: '/reservations/:id/cancel',
    summary: 'Cancel a booking',
    description:
      'Cancels every room of the booking, gives the nights back and charges what its terms say. Repeating it changes nothing.',
    permission: 'reservations.cancel',
    params: IdParams,
    body: Nullable(BookingCancellation),
    reply: Booking,
    run: async ({ tx, params, body }) => {
      const booking = found(await lockBooking(tx, params.id));
      authorize(tx.actor, 'reservations.cancel', booking.outlet_id);
      authorizeFees(tx, booking.outlet_id, body ?? {});
      await cancelBooking(tx, booking, body ?? {});
      return found(await findBooking(tx, params.id));
    },
  }),
];
