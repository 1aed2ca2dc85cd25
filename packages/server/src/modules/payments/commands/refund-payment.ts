import { sql } from 'kysely';
import { DomainError, found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { findPayment } from '../queries.ts';

export interface Refund {
  payment_id: string;
  amount_minor: number;
  reason: string;
  business_date: string;
}

/** Gives money of a payment back, never more than was captured, however many try at once (M6). */
export async function refundPayment(tx: Tx, refund: Refund): Promise<string> {
  const { rows } = await sql<{ outlet_id: string }>`
    update payments.payments set refunded_minor = refunded_minor + ${refund.amount_minor}, version = version + 1
    where id = ${refund.payment_id} and status = 'CAPTURED' and refunded_minor + ${refund.amount_minor} <= amount_minor
    returning outlet_id`.execute(tx.db);
  if (!rows[0]) {
    const { amount_minor, refunded_minor } = await findPayment(tx, refund.payment_id);
    throw new DomainError('REFUND_TOO_LARGE', { left_minor: amount_minor - refunded_minor });
  }
  const { outlet_id } = found(rows[0]);
  const id = newId();
  const given = { given_by: tx.actor.id, given_by_name: tx.actor.name, created_at: tx.now.toISOString() };
  await tx.db
    .insertInto('payments.refunds')
    .values({ tenant_id: tx.tenant_id, id, outlet_id, ...refund, ...given })
    .execute();
  emit(tx, {
    type: 'payment.refunded',
    aggregate_type: 'payment',
    aggregate_id: refund.payment_id,
    outlet_id,
    data: { payment_id: refund.payment_id, refund_id: id, amount_minor: refund.amount_minor },
  });
  audit(tx, {
    action: 'payments.refund',
    entity_type: 'payment',
    entity_id: refund.payment_id,
    outlet_id,
    after: { refund_id: id, ...refund },
  });
  return id;
}
