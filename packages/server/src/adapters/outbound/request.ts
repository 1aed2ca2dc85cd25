import { lookup } from 'node:dns';
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AddressRefused, isInternal } from './addresses.ts';

export interface OutsideRequest {
  method: 'GET' | 'POST';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  /** Tests and houses that talk to a neighbour on their own network may. */
  allow_internal: boolean;
  timeout_ms?: number;
  most_bytes?: number;
}

export interface OutsideReply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

const TIMEOUT_MS = 15_000;
const MOST_BYTES = 5_000_000;
const MOST_REDIRECTS = 4;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Calls an address that a person, or a system of others, gave us. The name is resolved by us and the connection is made to
 * what we looked at, so neither a private address, nor a name that changes its mind, nor a redirect leads inside. Reads
 * follow redirects, messages do not. A reply that breaks off is a failure, never a short reply.
 */
export async function requestOutside(asked: OutsideRequest): Promise<OutsideReply> {
  const deadline = AbortSignal.timeout(asked.timeout_ms ?? TIMEOUT_MS);
  let url = new URL(asked.url);
  for (let redirects = 0; ; redirects += 1) {
    const reply = await requestOnce(url, asked, deadline);
    const location = reply.headers.location;
    if (asked.method !== 'GET' || !REDIRECTS.has(reply.status) || !location) return reply;
    if (redirects === MOST_REDIRECTS) throw new Error(`was redirected more than ${MOST_REDIRECTS} times`);
    url = new URL(location, url);
  }
}

async function requestOnce(url: URL, asked: OutsideRequest, signal: AbortSignal): Promise<OutsideReply> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new AddressRefused(`${url.protocol} is not called`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) && !asked.allow_internal) expectOutside(host, [host]);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = send(url, {
      method: asked.method,
      headers: {
        'user-agent': 'Hostelry/1',
        'accept-encoding': 'identity',
        ...(asked.body === undefined ? {} : { 'content-length': Buffer.byteLength(asked.body) }),
        ...asked.headers,
      },
      agent: false,
      signal,
      lookup: asked.allow_internal ? undefined : lookupOutside,
    });
    request.once('response', resolve).once('error', reject);
    request.end(asked.body);
  });
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text: await readAll(response, asked.most_bytes ?? MOST_BYTES),
  };
}

async function readAll(response: IncomingMessage, most_bytes: number): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response) {
    bytes += (part as Buffer).length;
    if (bytes > most_bytes) {
      response.destroy();
      throw new Error(`the reply is longer than ${most_bytes} bytes`);
    }
    parts.push(part as Buffer);
  }
  if (!response.complete) throw new Error('the reply broke off');
  return Buffer.concat(parts).toString('utf8');
}

function expectOutside(host: string, addresses: readonly string[]): void {
  const bad = addresses.find(isInternal);
  if (bad) throw new AddressRefused(`${host} leads into the house’s own network`);
}

/** Resolves a name and refuses it if any of its addresses lies inside; the connection uses what is returned here. */
const lookupOutside: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 4);
    try {
      expectOutside(
        host,
        addresses.map((each) => each.address),
      );
    } catch (refusal) {
      return callback(refusal as Error, '', 4);
    }
    const [first] = addresses;
    if (options.all) return callback(null, addresses);
    return callback(null, first!.address, first!.family);
  });
};
