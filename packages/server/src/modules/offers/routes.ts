import {
  CivilDate,
  Id,
  IdParams,
  NewQuote,
  Offer,
  OfferSearch,
  OneOf,
  Quote,
  QUOTE_STATUSES,
  QuoteRow,
} from '@hostelry/contracts';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { authorize } from '../../platform/actor.ts';
import { found } from '../../platform/errors.ts';
import { atLeast, equals, listRoute } from '../../platform/http/list.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import { findOutlet } from '../outlets/index.ts';
import { makeQuote } from './commands/make-quote.ts';
import { findQuote, QUOTE_COLUMNS, QUOTE_STATUS } from './queries.ts';
import { searchOffers } from './search.ts';

export const offerRoutes: readonly Route[] = [
  read({
    method: 'POST',
    path: '/offers/search',
    summary: 'What can be sold to a party over some nights',
    description:
      'Every room type in every plan of every hotel that you may see, or of those named. Each with nightly prices, taxes, terms and rooms left; where it cannot be sold, the rule and the night that refuse it.',
    permission: 'rooms.read',
    body: OfferSearch,
    reply: Type.Array(Offer),
    run: ({ tx, body }) => searchOffers(tx, body),
  }),
  listRoute({
    path: '/quotes',
    summary: 'List quotes',
    permission: 'reservations.read',
    item: QuoteRow,
    list: {
      select: `${QUOTE_COLUMNS}, ${QUOTE_STATUS} as status`,
      from: 'offers.quotes q',
      id: 'q.id',
      outlet: 'q.outlet_id',
      search: ['q.code', 'q.guest_name', 'q.guest_email'],
      sort: { created_at: 'q.id', start_date: 'q.start_date', total_minor: 'q.total_minor' },
      default_sort: '-created_at',
      filters: {
        outlet_id: equals('q.outlet_id', Id, '::uuid'),
        status: {
          schema: OneOf(QUOTE_STATUSES),
          where: (status: string) => sql`${sql.raw(QUOTE_STATUS)} = ${status}`,
        },
        from: atLeast('q.start_date', CivilDate, '::date'),
      },
    },
  }),
  act({
    method: 'POST',
    path: '/quotes',
    summary: 'Promise prices for a while',
    description:
      'Freezes nightly prices, taxes and terms for 30 minutes or as long as you say. It keeps no rooms. `POST quotes/{id}/book` books it at that price.',
    permission: 'reservations.create',
    body: NewQuote,
    reply: Quote,
    status: 201,
    run: async ({ tx, body }) => {
      const outlet = found(await findOutlet(tx, body.outlet_id));
      authorize(tx.actor, 'reservations.create', outlet.id);
      return makeQuote(tx, body);
    },
  }),
  read({
    path: '/quotes/:id',
    summary: 'Show a quote',
    permission: 'reservations.read',
    params: IdParams,
    reply: Quote,
    run: async ({ tx, params }) => {
      const quote = found(await findQuote(tx, params.id));
      authorize(tx.actor, 'reservations.read', quote.outlet_id);
      return quote;
    },
  }),
];
