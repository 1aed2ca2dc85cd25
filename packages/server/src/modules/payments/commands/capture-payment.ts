import type { Payment, PaymentMethod } from '@hostelry/contracts';
import { badField } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';

export interface FolioPayment {
  outlet_id: string;
  folio_id: string;
  method: PaymentMethod;
  amount_minor: number;
  tendered_minor?: number | undefined;
  reference?: string | undefined;
  currency: string;
  business_date: string;
}

/** Takes money for a folio, whatever the tender. Whoever calls holds the folio's lock. */
export async function capturePayment(tx: Tx, { tendered_minor, reference, ...paid }: FolioPayment): Promise<Payment> {
  if (tendered_minor !== undefined && paid.method !== 'CASH')
    throw badField('tendered_minor', 'is only for cash, where there is change');
  if (tendered_minor !== undefined && tendered_minor < paid.amount_minor)
    throw badField('tendered_minor', 'is less than the amount');
  const now = tx.now.toISOString();
  const payment: Payment = {
    id: newId(),
    ...paid,
    order_id: null,
    reference: reference ?? null,
    refunded_minor: 0,
    status: 'CAPTURED',
    tendered_minor: tendered_minor ?? null,
    change_minor: tendered_minor === undefined ? 0 : tendered_minor - paid.amount_minor,
    taken_by_name: tx.actor.name,
    captured_at: now,
    created_at: now,
  };
  await tx.db
    .insertInto('payments.payments')
    .values({ tenant_id: tx.tenant_id, taken_by: tx.actor.id, ...payment })
    .execute();
  const { id: payment_id, outlet_id, method, amount_minor, currency, folio_id } = payment;
  emit(tx, {
    type: 'payment.captured',
    aggregate_type: 'payment',
    aggregate_id: payment_id,
    outlet_id,
    data: { payment_id, order_id: null, folio_id, method, amount_minor, currency },
  });
  audit(tx, {
    action: 'payments.capture',
    entity_type: 'payment',
    entity_id: payment_id,
    outlet_id,
    after: payment,
  });
  return payment;
}
