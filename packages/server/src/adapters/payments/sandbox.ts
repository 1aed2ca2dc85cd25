import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { signatureOf, type RazorpayKeys } from './razorpay.ts';

/** Runs statements on the sandbox's own table, which belongs to no tenant. */
type Store = <T>(act: (db: Parameters<ReturnType<typeof sql>['execute']>[0]) => Promise<T>) => Promise<T>;
type Entity = Record<string, unknown> & { id: string };

interface Answer {
  status: number;
  body: object;
}

/** The keys of the built-in gateway, from the house's own secret. */
export function sandboxKeys(secret_key: string): RazorpayKeys {
  const derive = (purpose: string) => createHash('sha256').update(`${purpose}:${secret_key}`).digest('hex');
  return { key_id: 'rzp_test_sandbox', key_secret: derive('gateway'), webhook_secret: derive('webhook') };
}

const DECLINED = '4000000000000002';
const newId = (kind: string) => `${kind}_${randomBytes(10).toString('base64url').replace(/[-_]/g, 'x').slice(0, 14)}`;
const refuse = (status: number, description: string): Answer => ({
  status,
  body: { error: { code: 'BAD_REQUEST_ERROR', description } },
});

/** A gateway that moves no money and answers as Razorpay's documentation says: orders, payments, refunds, signatures. */
export function razorpaySandbox(keys: RazorpayKeys, store: Store) {
  const read = async (id: string): Promise<Entity | undefined> =>
    store(async (db) => {
      const { rows } = await sql<{ data: Entity }>`select data from payments.sandbox_entities where id = ${id}`.execute(
        db,
      );
      return rows[0]?.data;
    });
  const write = async (kind: string, entity: Entity): Promise<Entity> => {
    await store((db) =>
      sql`insert into payments.sandbox_entities (id, kind, data) values (${entity.id}, ${kind}, ${JSON.stringify(entity)}::jsonb)
          on conflict (id) do update set data = excluded.data`.execute(db),
    );
    return entity;
  };

  const createOrder = async (body: Record<string, unknown>): Promise<Answer> => {
    if (!Number.isSafeInteger(body.amount) || (body.amount as number) < 1)
      return refuse(400, 'The amount must be at least 1.');
    const { amount, currency, receipt } = body;
    const order = { id: newId('order'), entity: 'order', amount, currency, receipt, status: 'created', amount_paid: 0 };
    return { status: 200, body: await write('order', order) };
  };

  const refund = async (payment_id: string, body: Record<string, unknown>): Promise<Answer> => {
    const payment = await read(payment_id);
    if (!payment) return refuse(400, 'The id provided does not exist');
    const refunded = Number(payment.amount_refunded ?? 0);
    const amount = Number(body.amount ?? Number(payment.amount) - refunded);
    // The receipt names the refund: asked again, it is the same one.
    const id = `rfnd_${createHash('sha256').update(String(body.receipt)).digest('hex').slice(0, 14)}`;
    const earlier = await read(id);
    if (earlier) return { status: 200, body: earlier };
    if (refunded + amount > Number(payment.amount))
      return refuse(400, 'The total refund amount is greater than the refund payment amount');
    await write('payment', { ...payment, amount_refunded: refunded + amount });
    return {
      status: 200,
      body: await write('refund', { id, entity: 'refund', payment_id, amount, status: 'processed' }),
    };
  };

  return {
    /** What a guest's browser would do at the gateway's own page: give a card. */
    async checkout(
      order_id: string,
      card_number: string,
    ): Promise<Answer & { webhook?: { body: string; signature: string } }> {
      const order = await read(order_id);
      if (!order) return refuse(400, 'The id provided does not exist');
      const digits = card_number.replace(/\D/g, '');
      if (digits === DECLINED || digits.length < 12) return refuse(402, 'The card was declined.');
      if (order.status === 'paid') return refuse(400, 'This order was paid already.');
      const { amount, currency } = order;
      const payment = {
        id: newId('pay'),
        entity: 'payment',
        order_id,
        amount,
        currency,
        status: 'captured',
        method: 'card',
      };
      await write('payment', payment);
      await write('order', { ...order, status: 'paid', amount_paid: amount });
      const body = JSON.stringify({
        entity: 'event',
        event: 'payment.captured',
        payload: { payment: { entity: payment } },
      });
      return {
        status: 200,
        body: {
          razorpay_order_id: order_id,
          razorpay_payment_id: payment.id,
          razorpay_signature: signatureOf(`${order_id}|${payment.id}`, keys.key_secret),
        },
        webhook: { body, signature: signatureOf(body, keys.webhook_secret) },
      };
    },

    /** The API as the house calls it. */
    async fetch(url: string, init: RequestInit): Promise<Response> {
      const [kind, id, step] = new URL(url).pathname.replace(/^.*\/v1\//, '').split('/');
      const body = init.body ? (JSON.parse(String(init.body)) as Record<string, unknown>) : {};
      const authorised =
        new Headers(init.headers).get('authorization') ===
        `Basic ${Buffer.from(`${keys.key_id}:${keys.key_secret}`).toString('base64')}`;
      const answer = !authorised
        ? refuse(401, 'Authentication failed')
        : kind === 'orders' && init.method === 'POST'
          ? await createOrder(body)
          : kind === 'payments' && step === 'refund'
            ? await refund(id!, body)
            : kind === 'payments' && id
              ? await read(id).then((payment) =>
                  payment ? { status: 200, body: payment } : refuse(400, 'The id provided does not exist'),
                )
              : refuse(404, 'The requested URL was not found on the server.');
      return new Response(JSON.stringify(answer.body), { status: answer.status });
    },
  };
}
