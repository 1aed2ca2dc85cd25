import { DeliveryRefused } from '../delivery.ts';

export interface SmsGateway {
  url: string;
  account: string;
  token: string;
  from: string;
  timeout_ms?: number;
}

export interface Sms {
  /** The same message keeps its id over every attempt. */
  message_id: string;
  to: string;
  text: string;
}

interface GatewayReply {
  sid?: string;
  code?: number;
  message?: string;
}

const TIMEOUT_MS = 10_000;

/**
 * Sends one message through a gateway that speaks Twilio's protocol, and gives the gateway's id for it. Fails when the
 * gateway cannot be reached or is busy, which a later attempt may cure, and with `DeliveryRefused` when it says no.
 */
export async function sendSms(gateway: SmsGateway, sms: Sms): Promise<string> {
  const response = await fetch(
    `${gateway.url.replace(/\/$/, '')}/Accounts/${encodeURIComponent(gateway.account)}/Messages.json`,
    {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${gateway.account}:${gateway.token}`).toString('base64')}`,
        'idempotency-key': sms.message_id,
      },
      body: new URLSearchParams({ To: sms.to, From: gateway.from, Body: sms.text }),
      signal: AbortSignal.timeout(gateway.timeout_ms ?? TIMEOUT_MS),
    },
  );
  const reply = (await response.json().catch(() => ({}))) as GatewayReply;
  if (response.ok && reply.sid) return reply.sid;
  const reason = `the SMS gateway answered ${response.status}${reply.message ? `: ${reply.message}` : ''}`;
  const isFinal = response.status >= 400 && response.status < 500 && ![401, 403, 408, 429].includes(response.status);
  throw isFinal ? new DeliveryRefused(reason) : new Error(reason);
}
