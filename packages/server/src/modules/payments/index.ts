import type { Module } from '../../platform/module.ts';
import { routes } from './routes.ts';

export { captureCash, type Cash } from './commands/capture-cash.ts';
export { capturePayment, type FolioPayment } from './commands/capture-payment.ts';
export { refundPayment } from './commands/refund-payment.ts';
export { dailyPayments, findPayment, methodsOfDay, paymentsOfOrder } from './queries.ts';

/** Money in. What it pays for belongs to higher modules. */
export const paymentsModule: Module = { name: 'payments', routes };
