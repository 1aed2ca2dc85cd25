import {
  Body,
  CivilDate,
  DailyPayments,
  Id,
  IdParams,
  OneOf,
  Payment,
  PAYMENT_METHODS,
  PAYMENT_STATUSES,
} from '@hostelry/contracts';
import { Type } from 'typebox';
import { authorize } from '../../platform/actor.ts';
import { atLeast, atMost, equals, listRoute } from '../../platform/http/list.ts';
import { read, type Route } from '../../platform/http/route.ts';
import { dailyPayments, findPayment, paymentList } from './queries.ts';

export const routes: readonly Route[] = [
  listRoute({
    path: '/payments',
    summary: 'Payments, newest first',
    permission: 'payments.read',
    item: Payment,
    list: {
      ...paymentList,
      filters: {
        outlet_id: equals('p.outlet_id', Id, '::uuid'),
        order_id: equals('p.order_id', Id, '::uuid'),
        method: equals('p.method', OneOf(PAYMENT_METHODS)),
        status: equals('p.status', OneOf(PAYMENT_STATUSES)),
        from: atLeast('p.business_date', CivilDate, '::date'),
        to: atMost('p.business_date', CivilDate, '::date'),
      },
    },
  }),
  read({
    path: '/payments/stats/daily',
    summary: 'What an outlet took on a business day, by tender',
    permission: 'payments.read',
    reply: DailyPayments,
    query: Body({ outlet_id: Id, date: Type.Optional(CivilDate) }),
    run: async ({ tx, query }) => {
      authorize(tx.actor, 'payments.read', query.outlet_id);
      return dailyPayments(tx, query.outlet_id, query.date);
    },
  }),
  read({
    path: '/payments/:id',
    summary: 'One payment',
    permission: 'payments.read',
    params: IdParams,
    reply: Payment,
    run: async ({ tx, params }) => {
      const payment = await findPayment(tx, params.id);
      authorize(tx.actor, 'payments.read', payment.outlet_id);
      return payment;
    },
  }),
];
