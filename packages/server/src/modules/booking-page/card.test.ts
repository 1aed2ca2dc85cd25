import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catchUp } from '../../../../../test/support/events.ts';
import { NOW, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { signatureOf } from '../../adapters/payments/razorpay.ts';
import { sandboxKeys } from '../../adapters/payments/sandbox.ts';
import { taskContext } from '../../platform/jobs.ts';
import { miscountedNights } from '../reservations/testing.ts';
import { paymentsModule } from '../payments/index.ts';
import { GUEST, openPage } from './testing.ts';

let house: TestHouse;
let tenant: TestTenant;
let type: { id: string };
const SLUG = 'card-hotel';
const CARD = '4111 1111 1111 1111';
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  ({ type } = await tenant.act((tx) => openPage(tx, tenant.hotel_id, SLUG, 1)));
});
afterAll(() => house.stop());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  send(house, null, 'POST', path, body, headers);
const rowsOf = async (statement: string, values: unknown[] = []) => (await house.admin.query(statement, values)).rows;

/** A guest who said who they are and is at the card form. */
async function atTheTill(start_date: string, end_date: string) {
  const { body } = await post(`/public/hotels/${SLUG}/carts`, {
    room_type_id: type.id,
    start_date,
    end_date,
    adults: 1,
  });
  const cart_id = body.data.id as string;
  const said = { guest: GUEST, payment: 'CARD', accepts_terms: true };
  expect((await post(`/public/hotels/${SLUG}/carts/${cart_id}/book`, said)).body.data.status).toBe('PAYMENT_DUE');
  const order = await post('/payments/create-razorpay-order', { cart_id });
  return { cart_id, order: order.body.data as { razorpay_order_id: string; amount_minor: number; key_id: string } };
}
const charge = (order_id: string, card_number = CARD) =>
  post('/sandbox/razorpay/v1/checkout', { order_id, card_number });
const webhook = (raw: string, signature: string) =>
  house.app.inject({
    method: 'POST',
    url: '/api/v1/payments/webhooks/razorpay',
    payload: raw,
    headers: { 'content-type': 'application/json', 'x-razorpay-signature': signature },
  });
const keys = () => sandboxKeys(house.config.secret_key);
const capturedEvent = (id: string, order_id: string, amount: number, currency = 'EUR') =>
  JSON.stringify({ event: 'payment.captured', payload: { payment: { entity: { id, order_id, amount, currency } } } });
const paymentsOf = (order_id: string) =>
  rowsOf(
    `select p.amount_minor, p.refunded_minor, p.method from payments.payments p
     join payments.gateway_orders o on o.payment_id = p.id where o.gateway_order_id = $1`,
    [order_id],
  );

/** Does what the worker would: the queued refunds, sent to the gateway. */
async function sendRefunds() {
  for (const reaction of paymentsModule.reactions ?? []) await catchUp(house, reaction);
  const task = paymentsModule.tasks!.find(({ name }) => name === 'payments.refund_at_gateway')!;
  for (const { id, tenant_id } of await rowsOf(
    'select id, tenant_id from payments.gateway_refunds where sent_at is null',
  ))
    await task.run({ id, tenant_id }, taskContext(house));
}

describe('a booking paid by card', () => {
  it('M15 callback and webhook, in any order and twice, give one capture, one booking and one deposit', async () => {
    const { order } = await atTheTill('2026-07-01', '2026-07-03');
    expect(order).toMatchObject({ amount_minor: 20_000, key_id: 'rzp_test_sandbox' });
    const proof = (await charge(order.razorpay_order_id)).body.data;
    const raw = capturedEvent(proof.razorpay_payment_id, order.razorpay_order_id, 20_000);
    const signature = signatureOf(raw, keys().webhook_secret);
    const answers = await Promise.all([
      webhook(raw, signature),
      post('/payments/verify-razorpay', proof),
      webhook(raw, signature),
      post('/payments/verify-razorpay', proof),
    ]);
    expect(answers.map((answer) => ('statusCode' in answer ? answer.statusCode : answer.status))).toEqual([
      200, 200, 200, 200,
    ]);
    expect(await paymentsOf(order.razorpay_order_id)).toEqual([
      { amount_minor: 20_000, refunded_minor: 0, method: 'ONLINE' },
    ]);
    const bookings = await rowsOf(
      `select guarantee, total_minor from reservations.bookings where start_date = '2026-07-01'`,
    );
    expect(bookings).toEqual([{ guarantee: 'DEPOSIT', total_minor: 20_000 }]);
    const deposits = await rowsOf(`select amount_minor, ledger from folios.postings where charge_code = 'ONLINE'`);
    expect(deposits).toEqual([{ amount_minor: -20_000, ledger: 'DEPOSIT' }]);
  });

  it('M15 a forged signature moves nothing, neither on the callback nor on the webhook', async () => {
    const { order } = await atTheTill('2026-07-05', '2026-07-06');
    const proof = (await charge(order.razorpay_order_id)).body.data;
    const forged = await post('/payments/verify-razorpay', { ...proof, razorpay_signature: 'f'.repeat(64) });
    expect(forged.body.error.code).toBe('TOKEN_INVALID');
    const raw = capturedEvent(proof.razorpay_payment_id, order.razorpay_order_id, 10_000);
    expect((await webhook(raw, signatureOf(`${raw} `, keys().webhook_secret))).statusCode).toBe(401);
    expect((await webhook(raw, '')).statusCode).toBe(401);
    expect(await paymentsOf(order.razorpay_order_id)).toEqual([]);
  });

  it('M15 an amount or a currency that was not asked for is refused', async () => {
    const { order } = await atTheTill('2026-07-08', '2026-07-09');
    for (const [amount, currency] of [
      [1, 'EUR'],
      [10_000, 'INR'],
    ] as const) {
      const raw = capturedEvent('pay_x', order.razorpay_order_id, amount, currency);
      expect((await webhook(raw, signatureOf(raw, keys().webhook_secret))).statusCode).toBe(200);
    }
    expect(
      await rowsOf('select status from payments.gateway_orders where gateway_order_id = $1', [order.razorpay_order_id]),
    ).toEqual([{ status: 'CREATED' }]);
  });

  it('a declined card books nothing and may be tried again', async () => {
    const { order } = await atTheTill('2026-07-11', '2026-07-12');
    const declined = await charge(order.razorpay_order_id, '4000 0000 0000 0002');
    expect(declined.body.error.code).toBe('PAYMENT_DECLINED');
    const proof = (await charge(order.razorpay_order_id)).body.data;
    expect((await post('/payments/verify-razorpay', proof)).status).toBe(200);
  });

  it('R9 M6 whoever pays after the hold ran out and the room went is not booked, and the money goes back', async () => {
    const late = await atTheTill('2026-07-15', '2026-07-16');
    const proof = (await charge(late.order.razorpay_order_id)).body.data;
    house.clock.advance(16 * 60_000);
    const first = await atTheTill('2026-07-15', '2026-07-16');
    const paid = (await charge(first.order.razorpay_order_id)).body.data;
    expect((await post('/payments/verify-razorpay', paid)).status).toBe(200);
    const refused = await post('/payments/verify-razorpay', proof);
    expect(refused.body.error).toMatchObject({ code: 'SOLD_OUT', details: { refunded_minor: 10_000 } });
    await sendRefunds();
    const back = await rowsOf(
      `select r.amount_minor, r.gateway_refund_id is not null as sent from payments.gateway_refunds r
       join payments.gateway_orders o on o.id = r.order_id where o.gateway_order_id = $1`,
      [late.order.razorpay_order_id],
    );
    expect(back).toEqual([{ amount_minor: 10_000, sent: true }]);
    expect(await miscountedNights(house.admin)).toEqual([]);
    house.clock.set(NOW);
  });

  it('R2 of N guests who want to pay for the last room, one can, the others are not charged', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        post(`/public/hotels/${SLUG}/carts`, {
          room_type_id: type.id,
          start_date: '2026-07-18',
          end_date: '2026-07-19',
          adults: 1,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });
});

describe('the guest’s own booking', () => {
  async function booked(start_date: string, end_date: string) {
    const { order } = await atTheTill(start_date, end_date);
    const proof = (await charge(order.razorpay_order_id)).body.data;
    const { body } = await post('/payments/verify-razorpay', proof);
    return { key: body.data.key as string, order };
  }
  const show = (key: string) => send(house, null, 'GET', `/public/bookings/${key}`);

  it('opens with its key only, which is kept as a hash', async () => {
    const { key } = await booked('2026-08-01', '2026-08-03');
    expect((await show(key)).body.data).toMatchObject({
      status: 'CONFIRMED',
      total_minor: 20_000,
      paid_minor: 20_000,
      cancellation: { is_possible: true, fee_minor: 0, refund_minor: 20_000, free_until: '2026-07-30' },
    });
    expect((await show('x'.repeat(32))).status).toBe(404);
    expect(await rowsOf('select 1 from booking_page.keys where token_hash = $1', [key])).toEqual([]);
    const calendar = await send(house, null, 'GET', `/public/bookings/${key}/calendar`);
    expect(calendar.body).toContain('DTEND;VALUE=DATE:20260803');
  });

  it('M6 is cancelled in time for nothing: all the money goes back to the card, once', async () => {
    const { key, order } = await booked('2026-08-05', '2026-08-06');
    const cancel = () => post(`/public/bookings/${key}/cancel`, { fee_minor: 0 });
    const answers = await Promise.all([cancel(), cancel()]);
    expect(answers.map(({ body }) => body.data.status)).toEqual(['CANCELLED', 'CANCELLED']);
    expect(await paymentsOf(order.razorpay_order_id)).toMatchObject([{ amount_minor: 10_000, refunded_minor: 10_000 }]);
    await sendRefunds();
    const sent = await rowsOf(
      `select data ->> 'amount_refunded' as back from payments.sandbox_entities
      where kind = 'payment' and data ->> 'order_id' = $1`,
      [order.razorpay_order_id],
    );
    expect(sent).toEqual([{ back: '10000' }]);
  });

  it('M6 is cancelled late at the fee that was shown, never at another one', async () => {
    const { key, order } = await booked('2026-06-16', '2026-06-17');
    expect((await post(`/public/bookings/${key}/cancel`, { fee_minor: 0 })).body.error.details.fee_minor).toBe(5_000);
    const { body } = await post(`/public/bookings/${key}/cancel`, { fee_minor: 5_000 });
    expect(body.data.status).toBe('CANCELLED');
    expect(await paymentsOf(order.razorpay_order_id)).toMatchObject([{ amount_minor: 10_000, refunded_minor: 5_000 }]);
    const balance = await rowsOf(
      `select sum(amount_minor)::int as balance from folios.postings where folio_id =
       (select folio_id from payments.payments p join payments.gateway_orders o on o.payment_id = p.id where o.gateway_order_id = $1)`,
      [order.razorpay_order_id],
    );
    expect(balance).toEqual([{ balance: 0 }]);
  });

  it('is moved to other dates at the price that was shown', async () => {
    const { key } = await booked('2026-08-10', '2026-08-11');
    const dates = { start_date: '2026-08-12', end_date: '2026-08-14' };
    const price = await post(`/public/bookings/${key}/price-change`, dates);
    expect(price.body.data).toMatchObject({ before_minor: 10_000, after_minor: 20_000, difference_minor: 10_000 });
    const { body } = await post(`/public/bookings/${key}/dates`, dates);
    expect(body.data).toMatchObject({ ...dates, total_minor: 20_000 });
    expect(await miscountedNights(house.admin)).toEqual([]);
  });

  it('is checked in online once; the profile has the card, and the desk is told', async () => {
    const { key } = await booked('2026-08-20', '2026-08-21');
    const card = {
      birth_date: '1990-02-03',
      nationality: 'PT',
      document_type: 'PASSPORT',
      document_number: 'AB123456',
      address: 'Rua da Graça 1, Lisbon',
      arrival_time: '18:30',
      preferences: ['HIGH_FLOOR'],
      signature: 'M10 10L40 60L90 20',
    };
    const wrong = await post(`/public/bookings/${key}/check-in`, { ...card, birth_date: '2030-01-01' });
    expect(wrong.body.error.details.fields[0].field).toBe('birth_date');
    const { body } = await post(`/public/bookings/${key}/check-in`, card);
    expect(body.data).toMatchObject({ checked_in_online: true, arrival_time: '18:30' });
    expect((await post(`/public/bookings/${key}/check-in`, card)).body.error.code).toBe('DUPLICATE');
    const traces = await rowsOf(`select department from reservations.traces where date = '2026-08-20'`);
    expect(traces).toEqual([{ department: 'FRONT_DESK' }]);
    const guests = await rowsOf(`select nationality, document_number from guests.guests where nationality is not null`);
    expect(guests).toEqual([{ nationality: 'PT', document_number: 'AB123456' }]);
  });

  it('gets an extra that goes on the bill', async () => {
    const { key } = await booked('2026-08-25', '2026-08-27');
    const { body } = await show(key);
    const [breakfast] = body.data.offered_extras;
    const added = await post(`/public/bookings/${key}/extras`, { extra_id: breakfast.id });
    expect(added.body.data).toMatchObject({
      total_minor: 22_400,
      extras: [{ name: 'Breakfast', amount_minor: 2_400 }],
    });
    expect((await post(`/public/bookings/${key}/extras`, { extra_id: type.id })).status).toBe(400);
  });
});
