import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import underPressure from '@fastify/under-pressure';
import websocket from '@fastify/websocket';
import type { Permission } from '@hostelry/contracts';
import fastify, { LogController, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Signal } from '../events/signal.ts';
import { newId } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Database } from '../transaction.ts';
import { DomainError } from '../errors.ts';
import { before, takeBodies } from './bodies.ts';
import { answerError, handleErrors } from './errors.ts';
import { guard, mountRoutes } from './mount.ts';
import type { Route } from './route.ts';

/** What the entry points are given; commands never see it. */
export interface Platform {
  config: Config;
  log: Log;
  clock: Clock;
  database: Database;
  signal: Signal;
  metrics: Metrics;
  /** Where bugs are sent besides the log, when an error tracker is configured. */
  reportBug?: ReportBug;
}

export type ReportBug = (error: Error, context: { request_id: string; route: string }) => void;

/** Finds out who sends a request, from the credentials it knows; null if it carries none of them. */
export type Authenticator = (
  headers: Record<string, string | string[] | undefined>,
  platform: Platform,
) => Promise<Actor | null>;

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null;
    /** The body as it was sent, for signatures over it. */
    raw_body: string | null;
  }
  interface FastifyContextConfig {
    permission?: Permission | 'signed-in' | 'public';
  }
}

export interface MountedModule {
  name: string;
  routes: readonly Route[];
}

/** The HTTP server with everything that is the same for every route. */
export async function createHttpServer(
  platform: Platform,
  modules: readonly MountedModule[],
  authenticators: readonly Authenticator[],
): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: platform.log as never,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    requestIdHeader: false,
    bodyLimit: 1_048_576,
    requestTimeout: 30_000,
    trustProxy: 'loopback',
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
    // "/api/…" without a version means the latest.
    rewriteUrl: (request) => (request.url ?? '/').replace(/^\/api\/(?!v\d+(?:\/|\?|$)|docs|schema)/, '/api/v1/'),
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: true, allErrors: true } },
  }) as unknown as FastifyInstance;
  handleErrors(app, platform.reportBug);
  app.decorateRequest('actor', null);
  coerceQueries(app);
  takeBodies(app);
  await secure(app, platform);
  await document(app);
  await app.register(multipart, { limits: { fileSize: 5_242_880, files: 1, fields: 5, fieldSize: 1_000 } });
  await app.register(websocket, { options: { maxPayload: 65_536 } });
  app.addHook('onRequest', async (request) => identify(request, platform, authenticators));
  await limit(app, platform);
  app.addHook('preValidation', async (request) => guard(request));
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    platform.metrics.http_seconds.observe(
      { method: request.method, route, status: reply.statusCode },
      reply.elapsedTime / 1_000,
    );
    request.log.debug(
      { method: request.method, url: request.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });
  app.addHook('onSend', async (request, reply) => void reply.header('x-request-id', request.id));
  for (const module of modules) mountRoutes(app, platform, module.name, module.routes);
  return app;
}

/** Query strings and path parameters are text, so only they may be turned into numbers and booleans. */
function coerceQueries(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    const querystring = route.schema?.querystring as { properties?: Record<string, { type?: string }> } | undefined;
    if (!querystring?.properties) return;
    const kinds = Object.entries(querystring.properties).filter(
      ([, schema]) => schema.type === 'integer' || schema.type === 'number' || schema.type === 'boolean',
    );
    if (kinds.length === 0) return;
    before(route, async (request) => {
      const query = request.query as Record<string, unknown>;
      for (const [name, schema] of kinds) query[name] = coerced(query[name], schema.type!);
      for (const [name] of kinds) if (query[name] === undefined) delete query[name];
    });
  });
}

function coerced(value: unknown, type: string): unknown {
  if (typeof value !== 'string') return value;
  if (type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}

async function secure(app: FastifyInstance, { config }: Platform): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        fontSrc: ["'self'", 'data:'],
        frameAncestors: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
      },
    },
    strictTransportSecurity: config.public_url.startsWith('https:'),
    crossOriginOpenerPolicy: config.public_url.startsWith('https:'),
    originAgentCluster: false,
  });
  await app.register(cors, {
    origin: config.cors_allowed_origins.length > 0 ? config.cors_allowed_origins : false,
    credentials: true,
    exposedHeaders: ['x-request-id', 'retry-after'],
  });
  await app.register(cookie);
  await app.register(compress, { threshold: 2_048, encodings: ['br', 'gzip'], brotliOptions: { params: { 1: 4 } } });
  await app.register(underPressure, {
    maxEventLoopDelay: config.busy_after_ms,
    // A loop without one sample counts as endlessly late, so the span must outlast a moment's starvation, as at start.
    sampleInterval: 5_000,
    pressureHandler: (request, reply) => {
      // Who asks how the house is must hear it most of all when it is busy.
      if (!/^\/(health|metrics|api\/v1\/health)/.test(request.url))
        answerError(new DomainError('BUSY', { retry_after_seconds: 2 }), request, reply);
    },
  });
}

async function document(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Hostelry API',
        version: '1',
        description: 'Rooms, tables, kitchens, stock and machines on one live ledger.',
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          api_key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
          device_token: { type: 'apiKey', in: 'header', name: 'X-Device-Token' },
        },
      },
    },
  });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    uiConfig: { deepLinking: true, persistAuthorization: true },
    theme: {
      title: 'Hostelry API',
      css: [{ filename: 'plain.css', content: '.swagger-ui .topbar { display: none }' }],
    },
  });
  app.get('/api/schema', { schema: { hide: true } }, async () => app.swagger());
}

async function identify(
  request: FastifyRequest,
  platform: Platform,
  authenticators: readonly Authenticator[],
): Promise<void> {
  for (const authenticate of authenticators) {
    request.actor = await authenticate(request.headers, platform);
    if (request.actor) return;
  }
}

/** Anonymous callers are counted by address, everybody else by who they are. Pages and assets are not counted. */
async function limit(app: FastifyInstance, { config }: Platform): Promise<void> {
  const limits = config.rate_limits;
  if (limits.disabled) return;
  await app.register(rateLimit, {
    hook: 'preParsing',
    timeWindow: 3_600_000,
    keyGenerator: (request) => (request.actor ? `${request.actor.kind}:${request.actor.id}` : `ip:${request.ip}`),
    allowList: (request) => !request.url.startsWith('/api/') || request.url.startsWith('/api/docs'),
    max: (request) => {
      switch (request.actor?.kind) {
        case undefined:
          return limits.anonymous_per_hour;
        case 'api_key':
          return limits.api_key_per_hour;
        case 'device':
          return limits.device_per_hour;
        default:
          return limits.console_per_hour;
      }
    },
  });
}
