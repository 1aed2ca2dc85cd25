import {
  Body,
  ChargeCode,
  CivilDate,
  CompanyAccount,
  DayTakings,
  Folio,
  FOLIO_KINDS,
  FOLIO_STATUSES,
  Id,
  IdParams,
  NewCharge,
  NewFolio,
  NewFolioPayment,
  NewRefund,
  NewRoutingRule,
  OpenedFolio,
  OneOf,
  Posting,
  Reversal,
  RoutingRule,
  Split,
  Move,
  TrialBalance,
  type Permission,
} from '@hostelry/contracts';
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
import { routeCharges } from './commands/route-charges.ts';
import { takePayment } from './commands/take-payment.ts';
import { invoiceRoutes } from './invoice-routes.ts';
import { companyAccounts, dayTakings, trialBalanceOf } from './ledgers.ts';
import { chargeCodesOf, findFolio, findPosting, FOLIO_COLUMNS, postingsOf } from './queries.ts';

const Postings = Type.Array(Posting);
const OutletDay = Type.Object({ outlet_id: Id, date: CivilDate }, { additionalProperties: false });

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
    item: Folio,
    list: {
      select: FOLIO_COLUMNS,
      from: 'folios.folios f',
      id: 'f.id',
      outlet: 'f.outlet_id',
      search: ['f.name'],
      sort: { created_at: 'f.created_at', name: 'f.name' },
      default_sort: '-created_at',
      filters: {
        outlet_id: equals('f.outlet_id', Id, '::uuid'),
        kind: equals('f.kind', OneOf(FOLIO_KINDS)),
        status: equals('f.status', OneOf(FOLIO_STATUSES)),
        reservation_id: equals('f.reservation_id', Id, '::uuid'),
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
      const folio = await folioFor(tx, 'folios.read', params.id);
      const postings = await postingsOf(tx, folio.id);
      const sums = new Map<number, number>();
      for (const each of postings) sums.set(each.window_no, (sums.get(each.window_no) ?? 0) + each.amount_minor);
      const windows = [...sums].sort(([a], [b]) => a - b);
      return {
        ...folio,
        windows: windows.map(([window_no, balance_minor]) => ({ window_no, balance_minor })),
        postings,
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
    path: '/folios/:id/routing',
    summary: 'Send charges of an account to another window or account',
    permission: 'folios.post',
    params: IdParams,
    body: NewRoutingRule,
    reply: RoutingRule,
    status: 201,
    run: async ({ tx, params, body }) => {
      const folio = await folioFor(tx, 'folios.post', params.id);
      await folioFor(tx, 'folios.post', body.to_folio_id);
      return routeCharges(tx, folio.id, body);
    },
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
  read({
    path: '/charge-codes',
    summary: 'What a hotel charges for',
    permission: 'folios.read',
    query: Body({ outlet_id: Id }),
    reply: Type.Array(ChargeCode),
    run: async ({ tx, query }) => {
      await authorizeAt(tx, 'folios.read', query.outlet_id);
      return chargeCodesOf(tx, query.outlet_id);
    },
  }),
  read({
    path: '/city-ledger',
    summary: 'What companies owe, by age',
    permission: 'folios.read',
    query: Body({ outlet_id: Id }),
    reply: Type.Array(CompanyAccount),
    run: async ({ tx, query }) => {
      await authorizeAt(tx, 'folios.read', query.outlet_id);
      return companyAccounts(tx, query.outlet_id);
    },
  }),
  read({
    path: '/ledgers/trial-balance',
    summary: 'Every ledger’s opening, activity and closing of a business day',
    permission: 'folios.read',
    query: OutletDay,
    reply: TrialBalance,
    run: async ({ tx, query }) => {
      await authorizeAt(tx, 'folios.read', query.outlet_id);
      return trialBalanceOf(tx, query.outlet_id, query.date);
    },
  }),
  read({
    path: '/ledgers/day-takings',
    summary: 'What a business day earned, and what it took in, by kind',
    permission: 'folios.read',
    query: OutletDay,
    reply: DayTakings,
    run: async ({ tx, query }) => {
      await authorizeAt(tx, 'folios.read', query.outlet_id);
      return dayTakings(tx, query.outlet_id, query.date);
    },
  }),
  ...invoiceRoutes,
];
