import {
  BALANCE_SIDES,
  Folio,
  FOLIO_KINDS,
  FOLIO_STATUSES,
  Id,
  IdParams,
  ListedFolio,
  NewCharge,
  NewFolio,
  NewFolioPayment,
  NewRefund,
  OpenedFolio,
  OneOf,
  Posting,
  Reversal,
  Split,
  Move,
  RESERVATION_STATUSES,
  type Permission,
} from '@hostelry/contracts';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { authorize } from '../../platform/actor.ts';
import { equals, listRoute } from '../../platform/http/list.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/transaction.ts';
import { authorizeAt } from '../outlets/index.ts';
import { closeFolio } from './commands/close-folios.ts';
import { applyDeposits, movePosting, reversePosting, splitPosting } from './commands/correct-posting.ts';
import { openFolio } from './commands/open-folio.ts';
import { postCharge } from './commands/post-charge.ts';
import { refundToGuest } from './commands/refund-to-guest.ts';
import { takePayment } from './commands/take-payment.ts';
import { deskRoutes } from './desk-routes.ts';
import { invoiceRoutes } from './invoice-routes.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import {
  findFolio,
  findListedFolio,
  findPosting,
  listedFolioColumns,
  BALANCE,
  paymentsOf,
  postingsOf,
  routingOf,
} from './queries.ts';
import { stayCards } from './stays.ts';

const Postings = Type.Array(Posting);

/** The folio, if it is this tenant's and the actor may do this at its hotel. */
export async function folioFor(tx: Tx, permission: Permission, id: string) {
  const folio = await findFolio(tx, id);
  authorize(tx.actor, permission, folio.outlet_id);
  return folio;
}

async function postingFor(tx: Tx, id: string) {
  const posting = await findPosting(tx, id);
  authorize(tx.actor, 'folios.correct', posting.outlet_id);
  return posting;
}

/** Where a posting is moved to must be the actor's to write to as well. */
async function expectMine(tx: Tx, folio_ids: readonly (string | undefined)[]): Promise<void> {
  for (const id of new Set(folio_ids)) if (id) await folioFor(tx, 'folios.correct', id);
}

export const routes: readonly Route[] = [
  listRoute({
    path: '/folios',
    summary: 'Accounts of guests and companies',
    permission: 'folios.read',
    item: ListedFolio,
    list: {
      get select() {
        return listedFolioColumns();
      },
      from: 'folios.folios f',
      id: 'f.id',
      outlet: 'f.outlet_id',
      get search() {
        const stay = (field: string) =>
          `(select s.${field} from ${stayCards()} s where s.reservation_id = f.reservation_id)`;
        return ['f.name', stay('room_number'), stay('confirmation_code')];
      },
      sort: { created_at: 'f.created_at', name: 'f.name' },
      default_sort: '-created_at',
      filters: {
        outlet_id: equals('f.outlet_id', Id, '::uuid'),
        kind: equals('f.kind', OneOf(FOLIO_KINDS)),
        status: equals('f.status', OneOf(FOLIO_STATUSES)),
        balance: {
          schema: OneOf(BALANCE_SIDES),
          where: (side: (typeof BALANCE_SIDES)[number]) =>
            sql`${sql.raw(BALANCE)} ${sql.raw({ DUE: '> 0', CREDIT: '< 0', SETTLED: '= 0' }[side])}`,
        },
        stay_status: {
          schema: OneOf(RESERVATION_STATUSES),
          where: (status: string) =>
            sql`f.reservation_id in (select s.reservation_id from ${sql.raw(stayCards())} s where s.status = ${status})`,
        },
        reservation_id: equals('f.reservation_id', Id, '::uuid'),
        booking_id: equals('f.booking_id', Id, '::uuid'),
        block_id: equals('f.block_id', Id, '::uuid'),
        guest_id: equals('f.guest_id', Id, '::uuid'),
        company_id: equals('f.company_id', Id, '::uuid'),
      },
    },
  }),
  read({
    path: '/folios/:id',
    summary: 'Show an account with its windows and postings',
    permission: 'folios.read',
    params: IdParams,
    reply: OpenedFolio,
    run: async ({ tx, params }) => {
      const folio = await findListedFolio(tx, params.id);
      authorize(tx.actor, 'folios.read', folio.outlet_id);
      const postings = await postingsOf(tx, folio.id);
      const sums = new Map<number, number>();
      for (const each of postings) sums.set(each.window_no, (sums.get(each.window_no) ?? 0) + each.amount_minor);
      const windows = [...sums].sort(([a], [b]) => a - b);
      return {
        ...folio,
        windows: windows.map(([window_no, balance_minor]) => ({ window_no, balance_minor })),
        postings,
        payments: await paymentsOf(tx, folio.id),
        routing: await routingOf(tx, folio.id),
      };
    },
  }),
  act({
    method: 'POST',
    path: '/folios',
    summary: 'Open a group, company or house account',
    permission: 'folios.post',
    body: NewFolio,
    reply: Folio,
    status: 201,
    run: async ({ tx, body }) => {
      await authorizeAt(tx, 'folios.post', body.outlet_id);
      return openFolio(tx, body);
    },
  }),
  act({
    method: 'POST',
    path: '/folios/:id/charges',
    summary: 'Charge an account',
    permission: 'folios.post',
    params: IdParams,
    body: NewCharge,
    reply: Posting,
    status: 201,
    run: async ({ tx, params, body }) => {
      const folio = await folioFor(tx, body.amount_minor < 0 ? 'folios.correct' : 'folios.post', params.id);
      return postCharge(tx, { folio_id: folio.id, source: 'desk', ...body });
    },
  }),
  act({
    method: 'POST',
    path: '/folios/:id/payments',
    summary: 'Take a payment, or bill a company',
    permission: 'payments.take',
    params: IdParams,
    body: NewFolioPayment,
    reply: Type.Object({ posting: Posting, change_minor: Type.Integer() }),
    status: 201,
    run: async ({ tx, params, body }) => {
      const folio = await folioFor(tx, 'payments.take', params.id);
      return takePayment(tx, { folio_id: folio.id, ...body });
    },
  }),
  act({
    method: 'POST',
    path: '/folios/:id/refunds',
    summary: 'Give a payment back, wholly or in part',
    permission: 'payments.refund',
    params: IdParams,
    body: NewRefund,
    reply: Posting,
    status: 201,
    run: async ({ tx, params, body }) => {
      const folio = await folioFor(tx, 'payments.refund', params.id);
      return refundToGuest(tx, { folio_id: folio.id, ...body });
    },
  }),
  act({
    method: 'POST',
    path: '/folios/:id/apply-deposits',
    summary: 'Let what was paid before arrival pay for the stay',
    permission: 'folios.post',
    params: IdParams,
    reply: Postings,
    run: async ({ tx, params }) => applyDeposits(tx, (await folioFor(tx, 'folios.post', params.id)).id),
  }),
  act({
    method: 'POST',
    path: '/folios/:id/close',
    summary: 'Close a settled account for good',
    permission: 'folios.post',
    params: IdParams,
    reply: Folio,
    run: async ({ tx, params }) => closeFolio(tx, (await folioFor(tx, 'folios.post', params.id)).id),
  }),
  act({
    method: 'POST',
    path: '/postings/:id/reverse',
    summary: 'Take a posting back',
    permission: 'folios.correct',
    params: IdParams,
    body: Reversal,
    reply: Postings,
    run: async ({ tx, params, body }) => reversePosting(tx, (await postingFor(tx, params.id)).id, body.reason),
  }),
  act({
    method: 'POST',
    path: '/postings/:id/move',
    summary: 'Move a posting to another window or account',
    permission: 'folios.correct',
    params: IdParams,
    body: Move,
    reply: Postings,
    run: async ({ tx, params, body }) => {
      const posting = await postingFor(tx, params.id);
      await expectMine(tx, [body.folio_id]);
      return movePosting(tx, posting.id, body);
    },
  }),
  act({
    method: 'POST',
    path: '/postings/:id/split',
    summary: 'Split a posting by amounts, per cents or shares',
    permission: 'folios.correct',
    params: IdParams,
    body: Split,
    reply: Postings,
    run: async ({ tx, params, body }) => {
      const posting = await postingFor(tx, params.id);
      await expectMine(
        tx,
        body.parts.map((part) => part.folio_id),
      );
      return splitPosting(tx, posting.id, body.parts);
    },
  }),
  ...deskRoutes,
  ...ledgerRoutes,
  ...invoiceRoutes,
];
