import { requestOutside } from '../outbound/request.ts';
import { signatureOf } from '../outbound/signature.ts';
import type { ChannelAdapter, RevisionPage } from './adapter.ts';

export interface OpenChannelAccess {
  url: string;
  property_id: string;
  key: string;
  secret: string;
  allow_internal: boolean;
  timeout_ms?: number;
}

const TIMEOUT_MS = 15_000;

/** Speaks the channel protocol of docs/guide/channels.md: JSON over HTTP, each request signed. */
export function openChannel(access: OpenChannelAccess): ChannelAdapter {
  const base = `${access.url.replace(/\/$/, '')}/properties/${encodeURIComponent(access.property_id)}`;
  const call = async (method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> => {
    const url = new URL(base + path);
    const text = body ? JSON.stringify(body) : '';
    const signed = method === 'GET' ? `${url.pathname}${url.search}` : text;
    const reply = await requestOutside({
      method,
      url: url.toString(),
      headers: {
        'content-type': 'application/json',
        'hostelry-key': access.key,
        'hostelry-signature': signatureOf([access.secret], signed, new Date()),
      },
      ...(body ? { body: text } : {}),
      allow_internal: access.allow_internal,
      timeout_ms: access.timeout_ms ?? TIMEOUT_MS,
    });
    if (reply.status !== 200) throw new Error(`It answered ${reply.status}: ${reply.text.slice(0, 200)}`);
    return JSON.parse(reply.text);
  };
  return {
    pushAvailability: async (updates) => void (await call('POST', '/availability', { updates })),
    pushRates: async (updates) => void (await call('POST', '/rates', { updates })),
    pushRestrictions: async (updates) => void (await call('POST', '/restrictions', { updates })),
    pullRevisions: async (cursor) => pageOf(await call('GET', `/revisions?after=${encodeURIComponent(cursor ?? '')}`)),
    acknowledge: async (revisions) => void (await call('POST', '/revisions/acknowledge', { revisions })),
  };
}

function pageOf(reply: unknown): RevisionPage {
  const { revisions, cursor, more } = (reply ?? {}) as Partial<RevisionPage>;
  if (!Array.isArray(revisions)) throw new Error('It answered without a list of revisions.');
  return { revisions, cursor: typeof cursor === 'string' ? cursor : null, more: more === true };
}
