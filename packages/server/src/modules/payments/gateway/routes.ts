import { CardOrder, CardOrderRequest, CardPaid, CardProof, SandboxCheckout, SandboxProof } from '@hostelry/contracts';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { GatewayError, gatewayOf, sandboxOf } from '../../../adapters/payments/index.ts';
import { systemActor } from '../../../platform/actor.ts';
import { DomainError, found } from '../../../platform/errors.ts';
import { open, type OpenInput, type Route } from '../../../platform/http/route.ts';
import { newId } from '../../../platform/ids.ts';
import { addJob, audit } from '../../../platform/transaction.ts';
import { captureOrder, tenantOfOrder } from './capture.ts';
import { payableFor } from './payables.ts';

type Asked = Pick<OpenInput<never, never, never>, 'database' | 'config' | 'request'>;

const gatewayFor = ({ config, database }: Asked) => gatewayOf(config, (act) => database.asPlatform(act));
const requestOf = ({ request }: Asked) => ({ request_id: request.id, ip: request.ip });

/** A gateway that refuses or is silent is no fault of who pays. */
async function orUnavailable<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    if (!(error instanceof GatewayError)) throw error;
    throw new DomainError(
      'UNAVAILABLE',
      { gateway: error.message },
      'The card gateway does not answer; try again in a moment.',
    );
  });
}

export const gatewayRoutes: readonly Route[] = [
  open({
    method: 'POST',
    path: '/payments/create-razorpay-order',
    summary: 'Ask the card gateway for an order over what is due',
    description: 'The amount is what the house says is due, never what the browser says (A3).',
    permission: 'public',
    because:
      'It calls the gateway between two transactions, and guests are not signed in. An order that nobody pays does nothing.',
    body: CardOrderRequest,
    reply: CardOrder,
    run: async (asked) => {
      const { database, body } = asked;
      const payable = payableFor('BOOKING_CART');
      const subject_id = body.cart_id;
      const actor = systemActor(found(await payable.tenantOf(database, subject_id)), 'Booking page');
      const due = await database.inTenant(actor, (tx) => payable.due(tx, subject_id), { request: requestOf(asked) });
      const gateway = gatewayFor(asked);
      const id = newId();
      const { amount_minor, currency } = due;
      const order = await orUnavailable(gateway.createOrder({ amount_minor, currency, receipt: id }));
      await database.inTenant(
        actor,
        async (tx) => {
          await sql`
            insert into payments.gateway_orders (tenant_id, id, outlet_id, purpose, subject_id, amount_minor, currency, gateway_order_id, created_at)
            values (${tx.tenant_id}, ${id}, ${due.outlet_id}, ${payable.purpose}, ${subject_id}, ${amount_minor}, ${currency}, ${order.id},
                    ${tx.now})`.execute(tx.db);
          audit(tx, {
            action: 'payments.create_order',
            entity_type: 'gateway_order',
            entity_id: id,
            outlet_id: due.outlet_id,
            after: { amount_minor, currency, gateway_order_id: order.id },
          });
        },
        { request: requestOf(asked) },
      );
      const { key_id, is_sandbox } = gateway;
      return { payment_id: id, razorpay_order_id: order.id, amount_minor, currency, key_id, is_sandbox };
    },
  }),
  open({
    method: 'POST',
    path: '/payments/verify-razorpay',
    summary: 'The browser brings the gateway’s word that a card was charged',
    permission: 'public',
    because:
      'The gateway’s signature is the permission, and the gateway is asked between transactions. It counts once, however often it is sent.',
    body: CardProof,
    reply: CardPaid,
    run: async (asked) => {
      const { razorpay_order_id, razorpay_payment_id, razorpay_signature } = asked.body;
      const gateway = gatewayFor(asked);
      if (!gateway.isCallbackGenuine(razorpay_order_id, razorpay_payment_id, razorpay_signature))
        throw new DomainError('TOKEN_INVALID', undefined, 'The payment’s signature is not genuine.');
      const payment = await orUnavailable(gateway.findPayment(razorpay_payment_id));
      if (payment.status !== 'captured' || payment.order_id !== razorpay_order_id)
        throw new DomainError('AMOUNT_MISMATCH', { status: payment.status }, 'The payment is not complete.');
      const { amount_minor, currency } = payment;
      return captureOrder(
        asked.database,
        { gateway_order_id: razorpay_order_id, gateway_payment_id: razorpay_payment_id, amount_minor, currency },
        requestOf(asked),
      );
    },
  }),
  open({
    method: 'POST',
    path: '/payments/webhooks/razorpay',
    summary: 'The gateway tells that a card was charged',
    permission: 'public',
    because:
      'The signature over the raw body is the permission (M15); its body is the gateway’s own, so it is read here. It counts once.',
    reply: Type.Object({ received: Type.Boolean() }),
    run: async (asked) => {
      const signature = asked.request.headers['x-razorpay-signature'];
      const raw = asked.request.raw_body ?? '';
      if (typeof signature !== 'string' || !gatewayFor(asked).isWebhookGenuine(raw, signature))
        throw new DomainError('TOKEN_INVALID', undefined, 'The webhook’s signature is not genuine.');
      const { event, payload } = JSON.parse(raw) as {
        event?: string;
        payload?: { payment?: { entity?: WebhookPayment } };
      };
      const payment = payload?.payment?.entity;
      if (event !== 'payment.captured' || !payment) return { received: true };
      // An order of somebody else’s shop under the same account is no business of this house.
      if (!(await tenantOfOrder(asked.database, payment.order_id))) return { received: true };
      await captureOrder(
        asked.database,
        {
          gateway_order_id: payment.order_id,
          gateway_payment_id: payment.id,
          amount_minor: payment.amount,
          currency: payment.currency,
        },
        requestOf(asked),
      ).catch((error: unknown) => {
        // What cannot be booked was sent back; telling the gateway again would change nothing.
        if (!(error instanceof DomainError) || error.code === 'BUSY') throw error;
        asked.log.warn({ code: error.code, order: payment.order_id }, 'a captured card could not be booked');
      });
      return { received: true };
    },
  }),
  open({
    method: 'POST',
    path: '/sandbox/razorpay/v1/checkout',
    summary: 'The built-in gateway’s card form; there is none where a real gateway is set up',
    permission: 'public',
    because: 'It plays the gateway’s own page, which knows neither tenants nor who is signed in; no money moves.',
    body: SandboxCheckout,
    reply: SandboxProof,
    run: async ({ config, database, body }) => {
      if (config.razorpay) throw new DomainError('NOT_FOUND');
      const {
        status,
        body: answer,
        webhook,
      } = await sandboxOf(config, (act) => database.asPlatform(act)).checkout(body.order_id, body.card_number);
      if (status !== 200) throw new DomainError('PAYMENT_DECLINED', answer as Record<string, unknown>);
      const tenant_id = await tenantOfOrder(database, body.order_id);
      if (tenant_id && webhook)
        await database.inTenant(systemActor(tenant_id, 'Card sandbox'), async (tx) =>
          addJob(tx, 'payments.sandbox_webhook', webhook),
        );
      return answer;
    },
  }),
];

interface WebhookPayment {
  id: string;
  order_id: string;
  amount: number;
  currency: string;
}
