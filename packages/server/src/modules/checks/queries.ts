import type { Check, Order } from '@hostelry/contracts';
import type { Tx } from '../../platform/transaction.ts';
import { paymentsOfOrder } from '../payments/index.ts';
import { checkStatus, taxComponents } from './rules.ts';

/** The bill of an order. */
export async function checkOf(tx: Tx, order: Order): Promise<Check> {
  return {
    id: order.id,
    order_id: order.id,
    number: order.number,
    status: checkStatus(order.status, order.paid_minor, order.due_minor),
    currency: order.currency,
    net_minor: order.net_minor,
    tax_minor: order.tax_minor,
    total_minor: order.total_minor,
    paid_minor: order.paid_minor,
    due_minor: order.due_minor,
    taxes: taxComponents(order.lines),
    lines: order.lines,
    payments: await paymentsOfOrder(tx, order.id),
  };
}
