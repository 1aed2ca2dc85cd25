import { sql } from 'kysely';
import { gatewayOf } from '../../../adapters/payments/index.ts';
import type { Reaction } from '../../../platform/events/subscriber.ts';
import type { Task } from '../../../platform/jobs.ts';
import { askRefund } from './capture.ts';

/** Sends money back. The refund's own id is the receipt, so that a repeat after a crash gives it back once. */
const refundAtGateway: Task = {
  name: 'payments.refund_at_gateway',
  run: async (payload, context) => {
    const { tenant_id, id } = payload as { tenant_id: string; id: string };
    const refund = await context.inTenant(tenant_id, async (tx) => {
      const { rows } = await sql<{ amount_minor: number; gateway_payment_id: string }>`
        select r.amount_minor, o.gateway_payment_id from payments.gateway_refunds r
        join payments.gateway_orders o on o.tenant_id = r.tenant_id and o.id = r.order_id
        where r.id = ${id} and r.sent_at is null`.execute(tx.db);
      return rows[0];
    });
    if (!refund) return;
    const gateway = gatewayOf(context.config, context.asPlatform);
    const { amount_minor, gateway_payment_id } = refund;
    const sent = await gateway.refund(gateway_payment_id, { amount_minor, receipt: id });
    await context.inTenant(tenant_id, (tx) =>
      sql`update payments.gateway_refunds set gateway_refund_id = ${sent.id}, sent_at = ${tx.now} where id = ${id}`.execute(
        tx.db,
      ),
    );
  },
};

/** The sandbox calls back as a real gateway does, from outside. */
const sandboxWebhook: Task = {
  name: 'payments.sandbox_webhook',
  run: async (payload, { config }) => {
    const { body, signature } = payload as { body: string; signature: string };
    const response = await fetch(`http://127.0.0.1:${config.port}/api/v1/payments/webhooks/razorpay`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-razorpay-signature': signature },
      body,
    });
    if (response.status >= 500) throw new Error(`the webhook was answered with ${response.status}`);
  },
};

/** A refund in the books of money that came by the gateway goes back the same way, whoever decided it. */
export const refundByGateway: Reaction = {
  name: 'payments.refund_by_gateway',
  types: ['payment.refunded'],
  react: async (tx, event) => {
    const { payment_id, refund_id, amount_minor } = event.data as {
      payment_id: string;
      refund_id: string;
      amount_minor: number;
    };
    const { rows } = await sql<{ id: string }>`
      select id from payments.gateway_orders where payment_id = ${payment_id}`.execute(tx.db);
    if (rows[0]) await askRefund(tx, { id: refund_id, order_id: rows[0].id, amount_minor });
  },
};

export const gatewayTasks: readonly Task[] = [refundAtGateway, sandboxWebhook];
