import { CashPayment, Check, IdParams, Payment } from '@hostelry/contracts';
import { Type } from 'typebox';
import { authorize } from '../../platform/actor.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import { findOrder, lockOrder } from '../orders/index.ts';
import { confirmCash } from './commands/confirm-cash.ts';
import { checkOf } from './queries.ts';
import { payableId } from './rules.ts';

export const routes: readonly Route[] = [
  read({
    path: '/orders/:id/checks',
    summary: 'The bill of an order',
    permission: 'orders.read',
    params: IdParams,
    reply: Type.Array(Check),
    run: async ({ tx, params }) => {
      const order = await findOrder(tx, params.id);
      authorize(tx.actor, 'orders.read', order.outlet_id);
      return [await checkOf(tx, order)];
    },
  }),
  act({
    method: 'POST',
    path: '/payments/confirm-cash',
    summary: 'Take cash for an order',
    permission: 'payments.take',
    body: CashPayment,
    reply: Payment,
    status: 201,
    description:
      'Pays what is due unless amount_minor says less. tendered_minor is the cash handed over; the reply says the change.',
    run: async ({ tx, body }) => {
      const order = await lockOrder(tx, payableId(body));
      authorize(tx.actor, 'payments.take', order.order.outlet_id);
      return confirmCash(tx, order, body);
    },
  }),
];
