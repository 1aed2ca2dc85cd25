import type { ServerResponse } from 'node:http';
import { TOPICS, type Topic } from '@hostelry/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { badField, DomainError } from '../errors.ts';
import { isUuid } from '../ids.ts';
import type { Hub, Line } from './hub.ts';

const COMFORT_EVERY_MS = 20_000;
const MOST_BUFFERED_BYTES = 4_194_304;

/** The server-sent-events face: `GET /api/v1/events?topics=orders,floor` resumes after `Last-Event-ID`. */
export function serveEventStreams(app: FastifyInstance, hub: Hub): void {
  const streams = new Set<ServerResponse>();
  // An open stream would keep the server from stopping; its client resumes at the next one.
  app.addHook('preClose', async () => streams.forEach((stream) => stream.end()));
  app.get(
    '/api/v1/events',
    {
      schema: {
        tags: ['realtime'],
        summary: 'Follow events as a stream (SSE)',
        querystring: EVENTS_QUERY,
        security: [{ bearer: [] }],
      },
      config: { permission: 'signed-in' },
    },
    async (request, reply) => {
      const { topics = '', outlet_id = null } = request.query as { topics?: string; outlet_id?: string };
      await stream(
        hub,
        streams,
        request,
        reply,
        topics
          .split(',')
          .map((topic) => topic.trim())
          .filter(Boolean) as Topic[],
        outlet_id,
      );
      return reply;
    },
  );
  app.get(
    '/api/v1/notifications/subscribe',
    {
      schema: {
        tags: ['notifications'],
        summary: 'Follow my notifications as a stream (SSE)',
        security: [{ bearer: [] }],
      },
      config: { permission: 'notifications.read' },
    },
    async (request, reply) => {
      await stream(hub, streams, request, reply, ['notifications'], null);
      return reply;
    },
  );
}

const EVENTS_QUERY = {
  type: 'object',
  required: ['topics'],
  additionalProperties: false,
  properties: {
    topics: { type: 'string', minLength: 1, maxLength: 200, description: `Comma-separated, of ${TOPICS.join(', ')}` },
    outlet_id: { type: 'string', format: 'uuid' },
  },
};

async function stream(
  hub: Hub,
  streams: Set<ServerResponse>,
  request: FastifyRequest,
  reply: FastifyReply,
  topics: Topic[],
  outlet_id: string | null,
): Promise<void> {
  if (!request.actor) throw new DomainError('UNAUTHENTICATED');
  if (outlet_id !== null && !isUuid(outlet_id)) throw badField('outlet_id', 'must be a UUID');
  const raw = reply.raw;
  // Subscribing first means that a refusal is still an ordinary JSON reply with its status.
  const subscription = await hub.subscribe(
    request.actor,
    { topics, outlet_id, from: lastEventId(request) },
    lineOf(raw),
  );
  reply.hijack();
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-request-id': request.id,
  });
  streams.add(raw);
  raw.write(': welcome\nretry: 2000\n\n');
  const comfort = setInterval(() => raw.write(': still here\n\n'), COMFORT_EVERY_MS);
  request.raw.once('close', () => {
    clearInterval(comfort);
    streams.delete(raw);
    subscription.close();
  });
  subscription.start().catch((error: unknown) => {
    request.log.error({ err: error }, 'a stream could not resume');
    raw.destroy();
  });
}

function lineOf(raw: ServerResponse): Line {
  return {
    isOpen: () => raw.writable && !raw.destroyed,
    send: (envelope) =>
      void raw.write(`id: ${envelope.position}\nevent: ${envelope.type}\ndata: ${JSON.stringify(envelope)}\n\n`),
    isFull: () => raw.writableLength > MOST_BUFFERED_BYTES,
    // A comment queues behind everything that waits, and reports when it was written.
    drained: () =>
      new Promise((resume) => {
        raw.once('close', resume);
        raw.write(':\n', () => {
          raw.off('close', resume);
          resume();
        });
      }),
    cut: () => raw.destroy(),
  };
}

function lastEventId(request: FastifyRequest): number | null {
  const header = request.headers['last-event-id'];
  if (typeof header !== 'string' || !/^\d{1,15}$/.test(header)) return null;
  return Number(header);
}
