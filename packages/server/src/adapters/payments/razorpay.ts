import { createHmac, timingSafeEqual } from 'node:crypto';
import { GatewayError, type Gateway, type GatewayPayment } from './gateway.ts';

export interface RazorpayKeys {
  key_id: string;
  key_secret: string;
  webhook_secret: string;
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const RAZORPAY = 'https://api.razorpay.com';

/** HMAC-SHA256 in hexadecimal, as Razorpay signs. */
export const signatureOf = (message: string, secret: string): string =>
  createHmac('sha256', secret).update(message).digest('hex');

/** Compares in constant time, so that a forger learns nothing from how long a refusal takes (M15). */
export function isSignature(given: string, message: string, secret: string): boolean {
  const [ours, theirs] = [signatureOf(message, secret), given].map((text) => Buffer.from(text, 'utf8')) as [
    Buffer,
    Buffer,
  ];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}

/** Razorpay's API v1; the built-in sandbox is reached by another `fetch`. */
export function razorpay(keys: RazorpayKeys, options: { fetch?: Fetch; is_sandbox?: boolean } = {}): Gateway {
  const reach = options.fetch ?? fetch;
  const authorization = `Basic ${Buffer.from(`${keys.key_id}:${keys.key_secret}`).toString('base64')}`;
  const call = async <T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> => {
    const response = await reach(`${RAZORPAY}/v1/${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(20_000),
    });
    const answer = (await response.json().catch(() => null)) as (T & { error?: { description?: string } }) | null;
    if (!response.ok || !answer) throw new GatewayError(response.status, answer?.error?.description ?? 'no answer');
    return answer;
  };
  return {
    key_id: keys.key_id,
    is_sandbox: options.is_sandbox ?? false,
    createOrder: ({ amount_minor, currency, receipt }) =>
      call('POST', 'orders', { amount: amount_minor, currency, receipt, payment_capture: 1 }),
    findPayment: async (payment_id) => {
      const { amount, ...payment } = await call<Omit<GatewayPayment, 'amount_minor'> & { amount: number }>(
        'GET',
        `payments/${encodeURIComponent(payment_id)}`,
      );
      return { ...payment, amount_minor: amount };
    },
    refund: (payment_id, { amount_minor, receipt }) =>
      call('POST', `payments/${encodeURIComponent(payment_id)}/refund`, { amount: amount_minor, receipt }),
    isCallbackGenuine: (order_id, payment_id, signature) =>
      isSignature(signature, `${order_id}|${payment_id}`, keys.key_secret),
    isWebhookGenuine: (raw_body, signature) => isSignature(signature, raw_body, keys.webhook_secret),
  };
}
