import type { Payment } from '@hostelry/contracts';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';

export interface Cash {
  outlet_id: string;
  order_id: string | null;
  amount_minor: number;
  tendered_minor: number;
  currency: string;
  business_date: string;
}

/** Puts cash into the till. Whoever calls holds the lock of what is paid for, and has checked the amount. */
export async function captureCash(tx: Tx, cash: Cash): Promise<Payment> {
  const now = tx.now.toISOString();
  const payment: Payment = {
    id: newId(),
    ...cash,
    folio_id: null,
    reference: null,
    refunded_minor: 0,
    method: 'CASH',
    status: 'CAPTURED',
    change_minor: cash.tendered_minor - cash.amount_minor,
    taken_by_name: tx.actor.name,
    captured_at: now,
    created_at: now,
  };
  await tx.db
    .insertInto('payments.payments')
    .values({ tenant_id: tx.tenant_id, taken_by: tx.actor.id, ...payment })
    .execute();
  emit(tx, {
    type: 'payment.captured',
    aggregate_type: 'payment',
    aggregate_id: payment.id,
    outlet_id: payment.outlet_id,
    data: {
      payment_id: payment.id,
      order_id: payment.order_id,
      method: 'CASH',
      amount_minor: payment.amount_minor,
      currency: payment.currency,
    },
  });
  audit(tx, {
    action: 'payments.capture_cash',
    entity_type: 'payment',
    entity_id: payment.id,
    outlet_id: payment.outlet_id,
    after: payment,
  });
  return payment;
}
