import { TOPICS, type Topic } from '@hostelry/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { DomainError } from '../errors.ts';
import { isUuid } from '../ids.ts';
import type { Log } from '../log.ts';
import type { AuthenticateToken } from './authenticate.ts';
import type { Hub, Interest, Line, Subscription } from './hub.ts';

const AUTHENTICATE_WITHIN_MS = 10_000;
const PING_EVERY_MS = 25_000;
/** A client that does not keep up is closed; it resumes from its last position when it can. */
const MOST_BUFFERED_BYTES = 4_194_304;

/**
 * The plain WebSocket face: `/ws/<topic>`, `/ws/<topic>/:outlet_id` and `/ws/events` for several topics.
 * The token comes in the Authorization header or in the first message, `{"type":"auth","token":…,"from":…}`.
 * Read-only: anything a client says after that is ignored.
 */
export function serveWebSockets(app: FastifyInstance, hub: Hub, authenticate: AuthenticateToken, log: Log): void {
  for (const topic of TOPICS) {
    app.get(`/ws/${topic}`, { websocket: true, schema: { hide: true } }, (socket, request) =>
      attend(socket, request, [topic], null),
    );
    app.get(`/ws/${topic}/:outlet_id`, { websocket: true, schema: { hide: true } }, (socket, request) =>
      attend(socket, request, [topic], (request.params as { outlet_id: string }).outlet_id),
    );
  }
  app.get('/ws/events', { websocket: true, schema: { hide: true } }, (socket, request) =>
    attend(socket, request, null, null),
  );

  function attend(
    socket: WebSocket,
    request: FastifyRequest,
    topics: readonly Topic[] | null,
    outlet_id: string | null,
  ): void {
    let subscription: Subscription | null = null;
    let closed = false;
    const close = (code: number, error: DomainError | null) => {
      if (error)
        socket.send(
          JSON.stringify({
            ok: false,
            error: { code: error.code, message: error.message, details: error.details, request_id: request.id },
          }),
        );
      socket.close(code, error?.code ?? 'INTERNAL');
    };
    const impatience = setTimeout(() => close(4401, new DomainError('UNAUTHENTICATED')), AUTHENTICATE_WITHIN_MS);
    const pings = setInterval(() => socket.ping(), PING_EVERY_MS);
    const enter = async (message: FirstMessage) => {
      const token = message.token ?? bearerOf(request);
      if (!token) throw new DomainError('UNAUTHENTICATED');
      const actor = await authenticate(token);
      const interest = interestOf(message, topics, outlet_id);
      const opened = await hub.subscribe(actor, interest, lineOf(socket));
      if (closed) return;
      clearTimeout(impatience);
      subscription = opened;
      await opened.start();
      socket.send(JSON.stringify({ type: 'ready', topics: interest.topics }));
    };
    const refuse = (error: unknown) => {
      if (error instanceof DomainError) close(CLOSE_CODES[error.status] ?? 4400, error);
      else {
        log.error({ err: error }, 'a realtime subscription failed');
        close(1011, null);
      }
    };
    let entered = false;
    const enterOnce = (message: FirstMessage) => {
      if (entered) return;
      entered = true;
      enter(message).catch(refuse);
    };
    socket.on('message', (raw: Buffer) => {
      if (entered) return;
      const message = parseFirstMessage(raw.toString());
      if (message) enterOnce(message);
      else refuse(new DomainError('BAD_INPUT', { reason: 'the first message must be {"type":"auth","token":"…"}' }));
    });
    socket.on('close', () => {
      closed = true;
      clearTimeout(impatience);
      clearInterval(pings);
      subscription?.close();
    });
    socket.on('error', () => socket.terminate());
    if (bearerOf(request) && topics) enterOnce({});
  }
}

function lineOf(socket: WebSocket): Line {
  return {
    isOpen: () => socket.readyState === socket.OPEN,
    send: (envelope) => socket.send(JSON.stringify(envelope)),
    isFull: () => socket.bufferedAmount > MOST_BUFFERED_BYTES,
    // A ping queues behind everything that waits, and reports when it was written.
    drained: () => new Promise((resume) => socket.ping(undefined, undefined, () => resume())),
    cut: () => socket.terminate(),
  };
}

const CLOSE_CODES: Record<number, number> = { 401: 4401, 403: 4403, 404: 4404 };

interface FirstMessage {
  token?: string;
  topics?: string[];
  outlet_id?: string | null;
  from?: number | null;
}

function parseFirstMessage(text: string): FirstMessage | null {
  try {
    const message = JSON.parse(text) as Record<string, unknown>;
    if (message.type !== 'auth' || typeof message.token !== 'string') return null;
    return {
      token: message.token,
      topics: Array.isArray(message.topics) ? message.topics.filter((topic) => typeof topic === 'string') : undefined,
      outlet_id: typeof message.outlet_id === 'string' ? message.outlet_id : null,
      from:
        typeof message.from === 'number' && Number.isSafeInteger(message.from) && message.from >= 0
          ? message.from
          : null,
    };
  } catch {
    return null;
  }
}

function interestOf(message: FirstMessage, topics: readonly Topic[] | null, outlet_id: string | null): Interest {
  const outlet = outlet_id ?? message.outlet_id ?? null;
  if (outlet !== null && !isUuid(outlet)) throw new DomainError('NOT_FOUND', { outlet_id: outlet });
  const wanted = topics ?? (message.topics as Topic[] | undefined) ?? [];
  if (wanted.length === 0)
    throw new DomainError('BAD_INPUT', {
      fields: [{ field: 'topics', message: `must name some of ${TOPICS.join(', ')}` }],
    });
  return { topics: wanted, outlet_id: outlet, from: message.from ?? null };
}

function bearerOf(request: FastifyRequest): string | null {
  const header = request.headers.authorization;
  return header?.startsWith('Bearer ') ? header.slice(7) : null;
}
