import type { Module } from '../../platform/module.ts';
import { gatewayTasks, refundByGateway } from './gateway/jobs.ts';
import { gatewayRoutes } from './gateway/routes.ts';
import { routes } from './routes.ts';

export { captureCash, type Cash } from './commands/capture-cash.ts';
export { capturePayment, type FolioPayment } from './commands/capture-payment.ts';
export { refundPayment } from './commands/refund-payment.ts';
export { GATEWAY_PAYMENTS } from './gateway/capture.ts';
export { dailyPayments, findPayment, methodsOfDay, paymentsOfOrder } from './queries.ts';

export { providePayable, type CapturedOrder, type Due, type Payable } from './gateway/payables.ts';

/** Money in. What it pays for belongs to higher modules. */
export const paymentsModule: Module = {
  name: 'payments',
  routes: [...routes, ...gatewayRoutes],
  tasks: gatewayTasks,
  reactions: [refundByGateway],
};
