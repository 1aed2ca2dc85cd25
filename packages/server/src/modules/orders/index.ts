import type { Module } from '../../platform/module.ts';
import { checkWaitTimesTask } from './jobs.ts';
import { routes } from './routes.ts';

export { addRound } from './commands/add-round.ts';
export { checkWaitTimes, type LateTable } from './commands/check-wait-times.ts';
export { placeOrder } from './commands/place-order.ts';
export {
  bumpKitchenTicket,
  cancelOrder,
  changeOrderStatus,
  recallKitchenTicket,
  recordPaid,
} from './commands/progress-order.ts';
export { findOrder, kitchenBoard, openOrdersOf, type OpenOrder } from './queries.ts';
export { lockOrder, lockOrderOfTicket, type LockedOrder } from './state.ts';

/** Orders from the table to the kitchen and back. */
export const ordersModule: Module = { name: 'orders', routes, tasks: [checkWaitTimesTask] };
