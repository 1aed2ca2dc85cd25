import {
  Body,
  CivilDate,
  CompanyAccount,
  DayTakings,
  Id,
  IdParams,
  OpenedAccount,
  TrialBalance,
} from '@hostelry/contracts';
import { Type } from 'typebox';
import { authorize } from '../../platform/actor.ts';
import { FileReply, read, type Route } from '../../platform/http/route.ts';
import { authorizeAt } from '../outlets/index.ts';
import { companyAccounts, dayTakings, openAccount, trialBalanceOf } from './ledgers.ts';
import { findFolio } from './queries.ts';
import { statementPdf } from './statement-pdf.ts';

const OutletDay = Type.Object({ outlet_id: Id, date: CivilDate }, { additionalProperties: false });

export const ledgerRoutes: readonly Route[] = [
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
  read({
    path: '/city-ledger/:id',
    summary: 'A company’s account: its invoices, its payments, and which settle which',
    permission: 'folios.read',
    params: IdParams,
    reply: OpenedAccount,
    run: async ({ tx, params }) => {
      const folio = await findFolio(tx, params.id);
      authorize(tx.actor, 'folios.read', folio.outlet_id);
      return openAccount(tx, folio);
    },
  }),
  read({
    path: '/city-ledger/:id/statement',
    summary: 'What a company owes, to print',
    permission: 'folios.read',
    params: IdParams,
    run: async ({ tx, params }) => {
      const folio = await findFolio(tx, params.id);
      authorize(tx.actor, 'folios.read', folio.outlet_id);
      const account = await openAccount(tx, folio);
      return new FileReply(
        await statementPdf(tx, account),
        'application/pdf',
        `statement-${account.business_date}.pdf`,
      );
    },
  }),
];
