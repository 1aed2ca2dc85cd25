import type { Payment } from '@hostelry/contracts';
import type { Tx } from '../../../platform/transaction.ts';
import { recordPaid, type LockedOrder } from '../../orders/index.ts';
import { captureCash } from '../../payments/index.ts';
import { settleWithCash, type Settlement } from '../rules.ts';

/** Takes cash for a locked order: the payment exists if and only if the order knows of it. */
export async function confirmCash(tx: Tx, locked: LockedOrder, asked: Partial<Settlement>): Promise<Payment> {
  const { order } = locked;
  const { amount_minor, tendered_minor } = settleWithCash(order.due_minor, asked);
  const payment = await captureCash(tx, {
    outlet_id: order.outlet_id,
    order_id: order.id,
    amount_minor,
    tendered_minor,
    currency: order.currency,
    business_date: locked.open_business_date,
  });
  await recordPaid(tx, locked, amount_minor);
  return payment;
}
