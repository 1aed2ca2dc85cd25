import { sql } from 'kysely';
import { systemActor } from '../../../platform/actor.ts';
import { DomainError, found } from '../../../platform/errors.ts';
import { addJob, audit, type Database, type RequestInfo, type Tx } from '../../../platform/transaction.ts';
import { payableFor, type CapturedOrder } from './payables.ts';

/** Payments that came by the gateway, as a subquery for a higher module: what each paid for and what of it was not given back. */
export const GATEWAY_PAYMENTS = `(
  select p.id, p.folio_id, p.amount_minor - p.refunded_minor as left_minor, p.created_at, o.purpose, o.subject_id
  from payments.payments p join payments.gateway_orders o on o.tenant_id = p.tenant_id and o.payment_id = p.id)`;

export interface Captured {
  gateway_order_id: string;
  gateway_payment_id: string;
  amount_minor: number;
  currency: string;
}

interface OrderRow extends Omit<CapturedOrder, 'gateway_payment_id'> {
  status: 'CREATED' | 'CAPTURED' | 'REFUND_DUE';
  gateway_payment_id: string | null;
}

/** Whose order a gateway's order is. */
export async function tenantOfOrder(database: Database, gateway_order_id: string): Promise<string | undefined> {
  return database.asSystem(async (db) => {
    const { rows } = await sql<{ tenant_id: string }>`
      select tenant_id from payments.gateway_orders where gateway_order_id = ${gateway_order_id}`.execute(db);
    return rows[0]?.tenant_id;
  });
}

/**
 * The gateway says that a card was charged, by the guest's browser or by its webhook, in any order and however often:
 * it counts once (M15). Where what was paid for cannot be had any more, the money goes back.
 */
export async function captureOrder(
  database: Database,
  captured: Captured,
  request?: RequestInfo,
): Promise<Record<string, unknown>> {
  const tenant_id = found(await tenantOfOrder(database, captured.gateway_order_id));
  const actor = systemActor(tenant_id, 'Card gateway');
  const options = request ? { request } : {};
  try {
    return await database.inTenant(actor, (tx) => settle(tx, captured), options);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'AMOUNT_MISMATCH' || error.code === 'BUSY') throw error;
    await database.inTenant(actor, (tx) => sendBack(tx, captured, error), options);
    throw new DomainError(error.code, { ...error.details, refunded_minor: captured.amount_minor }, error.message);
  }
}

async function settle(tx: Tx, captured: Captured): Promise<Record<string, unknown>> {
  const order = await lockOrder(tx, captured);
  const payable = payableFor(order.purpose);
  if (order.status === 'REFUND_DUE')
    throw new DomainError('ORDER_SETTLED', { refunded_minor: order.amount_minor }, 'This payment was given back.');
  if (order.status === 'CREATED') {
    const { gateway_payment_id } = captured;
    const { payment_id } = await payable.settle(tx, { ...order, gateway_payment_id });
    await markCaptured(tx, order.id, { status: 'CAPTURED', gateway_payment_id, payment_id });
    announce(tx, order, 'payments.capture_order', { gateway_payment_id, payment_id });
  }
  return payable.tell(tx, order.subject_id);
}

/** The order, locked: the callback and the webhook take turns. Amount and currency must be those that were asked for. */
async function lockOrder(tx: Tx, { gateway_order_id, amount_minor, currency }: Captured): Promise<OrderRow> {
  const { rows } = await sql<OrderRow>`
    select id, outlet_id, purpose, subject_id, amount_minor, currency, status, gateway_payment_id
    from payments.gateway_orders where gateway_order_id = ${gateway_order_id} for update`.execute(tx.db);
  const order = found(rows[0]);
  if (order.amount_minor !== amount_minor || order.currency !== currency)
    throw new DomainError('AMOUNT_MISMATCH', { asked_minor: order.amount_minor, paid_minor: amount_minor, currency });
  return order;
}

/** What was paid for is gone: nothing is booked, and the whole amount is on its way back. */
async function sendBack(tx: Tx, captured: Captured, refusal: DomainError): Promise<void> {
  const order = await lockOrder(tx, captured);
  if (order.status !== 'CREATED') return;
  const { gateway_payment_id } = captured;
  await markCaptured(tx, order.id, { status: 'REFUND_DUE', gateway_payment_id, payment_id: null });
  await askRefund(tx, { id: order.id, order_id: order.id, amount_minor: order.amount_minor });
  announce(tx, order, 'payments.send_back', { gateway_payment_id, because: refusal.code });
}

async function markCaptured(
  tx: Tx,
  id: string,
  { status, gateway_payment_id, payment_id }: { status: string; gateway_payment_id: string; payment_id: string | null },
): Promise<void> {
  await sql`
    update payments.gateway_orders set status = ${status}, gateway_payment_id = ${gateway_payment_id}, payment_id = ${payment_id},
      captured_at = ${tx.now} where id = ${id}`.execute(tx.db);
}

function announce(tx: Tx, order: OrderRow, action: string, after: object): void {
  const { id, outlet_id, amount_minor, currency } = order;
  audit(tx, {
    action,
    entity_type: 'gateway_order',
    entity_id: id,
    outlet_id,
    after: { amount_minor, currency, ...after },
  });
}

/** Notes that money goes back by the gateway, and queues the call. The same refund twice is one. */
export async function askRefund(tx: Tx, refund: { id: string; order_id: string; amount_minor: number }): Promise<void> {
  const { rows } = await sql`
    insert into payments.gateway_refunds (tenant_id, id, order_id, amount_minor, created_at)
    values (${tx.tenant_id}, ${refund.id}, ${refund.order_id}, ${refund.amount_minor}, ${tx.now})
    on conflict do nothing returning id`.execute(tx.db);
  if (rows.length > 0)
    addJob(tx, 'payments.refund_at_gateway', { id: refund.id }, { job_key: `gateway-refund:${refund.id}` });
}
