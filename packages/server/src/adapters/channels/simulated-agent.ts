import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RemoteRevision } from '@hostelry/contracts';
import { signatureFits } from '../outbound/signature.ts';

/** How often things go wrong, from 0 to 1 each. */
export interface Faults {
  /** Answers 500. */
  failure: number;
  /** Takes what was sent and then answers nothing, so that the sender cannot know. */
  silence: number;
  /** Tells a revision more than once. */
  repeat: number;
  /** Tells revisions in another order than they happened. */
  shuffle: number;
}

export const NO_FAULTS: Faults = { failure: 0, silence: 0, repeat: 0, shuffle: 0 };

export interface SimulatedAgent {
  url: string;
  /** What it was told last, by `room date` or `room rate date`. */
  availability: Map<string, number>;
  rates: Map<string, number | null>;
  restrictions: Map<string, Record<string, number>>;
  /** How many updates came in, and how many requests had a wrong signature. */
  received: { updates: number; refused: number; requests: number };
  faults: Faults;
  /** Something was booked, changed or cancelled; the hotel hears of it until it acknowledges. */
  tell(revision: RemoteRevision): void;
  waiting(): RemoteRevision[];
  stop(): Promise<void>;
}

/**
 * A travel agent that lives in this process and speaks the channel protocol: it keeps what it is told, checks every
 * signature, and tells of bookings with the faults that real ones have.
 */
export async function startSimulatedAgent(options: {
  key: string;
  secret: string;
  port?: number;
  random?: () => number;
  faults?: Partial<Faults>;
}): Promise<SimulatedAgent> {
  const random = options.random ?? Math.random;
  let queue: RemoteRevision[] = [];
  const agent: Omit<SimulatedAgent, 'url' | 'stop'> = {
    availability: new Map(),
    rates: new Map(),
    restrictions: new Map(),
    received: { updates: 0, refused: 0, requests: 0 },
    faults: { ...NO_FAULTS, ...options.faults },
    tell: (revision) => void queue.push(revision),
    waiting: () => [...queue],
  };
  const chance = (share: number) => random() < share;
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    agent.received.requests += 1;
    const signed = request.method === 'GET' ? request.url! : text;
    const signature = request.headers['hostelry-signature'] as string | undefined;
    if (
      request.headers['hostelry-key'] !== options.key ||
      !signatureFits(options.secret, signed, signature, new Date())
    ) {
      agent.received.refused += 1;
      return void response.writeHead(401).end('the signature does not fit');
    }
    if (chance(agent.faults.failure)) return void response.writeHead(500).end('something broke here');
    const act = new URL(request.url!, 'http://agent').pathname.split('/').slice(3).join('/');
    const body = text ? (JSON.parse(text) as { updates?: never[]; revisions?: never[] }) : {};
    const reply = act === 'revisions' ? tellRevisions() : take(act, body);
    if (!reply) return void response.writeHead(404).end('no such thing here');
    if (chance(agent.faults.silence)) return void response.destroy();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
  };
  const tellRevisions = () => {
    const told = queue.slice(0, 50);
    told.push(...told.filter(() => chance(agent.faults.repeat)));
    if (chance(agent.faults.shuffle)) told.sort(() => random() - 0.5);
    return { revisions: told, cursor: null, more: queue.length > 50 };
  };
  const take = (act: string, { updates = [], revisions = [] }: { updates?: never[]; revisions?: never[] }) => {
    if (act === 'revisions/acknowledge') {
      const done = new Set(revisions.map(({ booking_id, revision }) => `${booking_id} ${revision}`));
      queue = queue.filter(({ booking_id, revision }) => !done.has(`${booking_id} ${revision}`));
    } else if (act === 'availability') keep(agent.availability, updates, (update) => update.available);
    else if (act === 'rates') keep(agent.rates, updates, (update) => update.price_minor);
    else if (act === 'restrictions') keep(agent.restrictions, updates, (update) => update.rules);
    else return null;
    agent.received.updates += updates.length;
    return { accepted: updates.length + revisions.length };
  };
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  }).listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(agent, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resume) => server.close(resume));
    },
  });
}

type Update = { room_id: string; rate_id?: string; start_date: string; end_date: string } & Record<string, never>;

function keep<T>(values: Map<string, T>, updates: readonly Update[], valueOf: (update: Update) => T): void {
  for (const update of updates) {
    const place = update.rate_id ? `${update.room_id} ${update.rate_id}` : update.room_id;
    for (let at = Date.parse(update.start_date); at < Date.parse(update.end_date); at += 86_400_000)
      values.set(`${place} ${new Date(at).toISOString().slice(0, 10)}`, valueOf(update));
  }
}
