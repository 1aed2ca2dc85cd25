import {
  Body,
  CivilDate,
  Id,
  IdParams,
  KitchenTicket,
  NewOrder,
  NewRound,
  OneOf,
  Order,
  OrderCancellation,
  OrderRow,
  OrderStatusChange,
  ORDER_STATUSES,
} from '@hostelry/contracts';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { authorize } from '../../platform/actor.ts';
import { atLeast, atMost, equals, listRoute } from '../../platform/http/list.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import { authorizeAt } from '../outlets/index.ts';
import type { Tx } from '../../platform/transaction.ts';
import { addRound } from './commands/add-round.ts';
import { placeOrder } from './commands/place-order.ts';
import { bumpKitchenTicket, cancelOrder, changeOrderStatus, recallKitchenTicket } from './commands/progress-order.ts';
import { findOrder, kitchenBoard, orderList } from './queries.ts';
import { expectOrderVersion, lockOrder, lockOrderOfTicket, type LockedOrder } from './state.ts';
import { isStarted } from './transitions.ts';

/** Cancelling is free until the kitchen has started; from then on it takes a manager. */
function authorizeCancel(tx: Tx, { order }: LockedOrder): void {
  authorize(tx.actor, isStarted(order.status) ? 'orders.cancel' : 'orders.place', order.outlet_id);
}

const orders: Route[] = [
  act({
    method: 'POST',
    path: '/orders',
    summary: 'Take an order',
    permission: 'orders.place',
    body: NewOrder,
    reply: Order,
    status: 201,
    description: 'Prices, taxes and the status come from the house. Leave out node_id for takeaway.',
    run: async ({ tx, body }) => {
      authorize(tx.actor, 'orders.place', body.outlet_id);
      return placeOrder(tx, body);
    },
  }),
  listRoute({
    path: '/orders',
    summary: 'Orders, newest first',
    permission: 'orders.read',
    item: OrderRow,
    list: {
      ...orderList,
      filters: {
        outlet_id: equals('o.outlet_id', Id, '::uuid'),
        status: equals('o.status', OneOf(ORDER_STATUSES)),
        node_id: equals('o.node_id', Id, '::uuid'),
        table_session_id: equals('o.table_session_id', Id, '::uuid'),
        from: atLeast('o.business_date', CivilDate, '::date'),
        to: atMost('o.business_date', CivilDate, '::date'),
        is_open: {
          schema: Type.Boolean({ description: 'Placed and not yet completed or cancelled' }),
          where: (is_open: boolean) =>
            is_open
              ? sql`o.status in ('PLACED', 'PREPARING', 'READY', 'SERVED')`
              : sql`o.status not in ('PLACED', 'PREPARING', 'READY', 'SERVED')`,
        },
      },
    },
  }),
  read({
    path: '/orders/:id',
    summary: 'One order with its lines',
    permission: 'orders.read',
    params: IdParams,
    reply: Order,
    run: async ({ tx, params }) => {
      const order = await findOrder(tx, params.id);
      authorize(tx.actor, 'orders.read', order.outlet_id);
      return order;
    },
  }),
  act({
    method: 'PATCH',
    path: '/orders/:id/status',
    summary: 'Move an order to its next status',
    permission: 'orders.progress',
    params: IdParams,
    body: OrderStatusChange,
    reply: Order,
    run: async ({ tx, params, body }) => {
      const order = await lockOrder(tx, params.id);
      authorize(tx.actor, 'orders.progress', order.order.outlet_id);
      if (body.status === 'CANCELLED') authorizeCancel(tx, order);
      return changeOrderStatus(tx, expectOrderVersion(order, body.version), body.status);
    },
  }),
  act({
    method: 'PATCH',
    path: '/orders/:id/cancel',
    summary: 'Cancel an order',
    permission: 'orders.place',
    params: IdParams,
    body: OrderCancellation,
    reply: Order,
    description:
      'Free until the kitchen starts; then it takes a manager and a reason. A served order cannot be cancelled.',
    run: async ({ tx, params, body: { version, ...cancellation } }) => {
      const order = await lockOrder(tx, params.id);
      authorizeCancel(tx, order);
      return cancelOrder(tx, expectOrderVersion(order, version), cancellation);
    },
  }),
  act({
    method: 'POST',
    path: '/orders/:id/lines',
    summary: 'Add a round to an order',
    permission: 'orders.place',
    params: IdParams,
    body: NewRound,
    reply: Order,
    status: 201,
    run: async ({ tx, params, body }) => {
      const order = await lockOrder(tx, params.id);
      authorize(tx.actor, 'orders.place', order.order.outlet_id);
      return addRound(tx, expectOrderVersion(order, body.version), body.lines);
    },
  }),
];

const kitchen: Route[] = [
  read({
    path: '/kitchen/tickets',
    summary: 'What the kitchen works on, oldest first',
    permission: 'kitchen.read',
    reply: Type.Array(KitchenTicket),
    query: Body({
      outlet_id: Id,
      station_id: Type.Optional(Id),
      status: Type.Optional(
        OneOf(['OPEN', 'BUMPED'], { description: 'BUMPED: the last thirty finished, newest first' }),
      ),
    }),
    run: async ({ tx, query }) => {
      await authorizeAt(tx, 'kitchen.read', query.outlet_id);
      return kitchenBoard(tx, {
        outlet_id: query.outlet_id,
        station_id: query.station_id,
        status: query.status ?? 'OPEN',
      });
    },
  }),
  act({
    method: 'POST',
    path: '/kitchen/tickets/:id/bump',
    summary: 'A station has finished its ticket',
    permission: 'kitchen.bump',
    params: IdParams,
    reply: Order,
    run: async ({ tx, params }) => {
      const order = await lockOrderOfTicket(tx, params.id);
      authorize(tx.actor, 'kitchen.bump', order.order.outlet_id);
      return bumpKitchenTicket(tx, order, params.id);
    },
  }),
  act({
    method: 'POST',
    path: '/kitchen/tickets/:id/recall',
    summary: 'Bring a bumped ticket back',
    permission: 'kitchen.bump',
    params: IdParams,
    reply: Order,
    run: async ({ tx, params }) => {
      const order = await lockOrderOfTicket(tx, params.id);
      authorize(tx.actor, 'kitchen.bump', order.order.outlet_id);
      return recallKitchenTicket(tx, order, params.id);
    },
  }),
];

export const routes: readonly Route[] = [...orders, ...kitchen];
