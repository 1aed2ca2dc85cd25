import { createHash } from 'node:crypto';
import { ErrorReply, Page } from '@hostelry/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import { Type, type TSchema } from 'typebox';
import { authorize, type Actor } from '../actor.ts';
import { badField, DomainError } from '../errors.ts';
import { AlreadyAnswered, audit, type ActOptions, type Tx } from '../transaction.ts';
import { versionOf } from './bodies.ts';
import type { Platform } from './server.ts';
import { FileReply, Reply, type ActRoute, type OpenRoute, type ReadRoute, type Route } from './route.ts';

/** Mounts a module's routes under `/api/v1`, each in the same order: limit, identify, validate, authorise, transact, reply. */
export function mountRoutes(app: FastifyInstance, platform: Platform, tag: string, routes: readonly Route[]): void {
  for (const route of routes) {
    for (const path of [route.path, ...(route.definition.aliases ?? [])]) {
      app.route({
        method: route.method,
        url: `/api/v1${path}`,
        schema: schemaOf(route, tag, path),
        config: { permission: route.permission },
        handler: handlerOf(route, platform),
      });
    }
  }
}

function schemaOf(route: Route, tag: string, path: string): FastifySchema {
  const { summary, description, params, query, body, reply, status } = route.definition;
  const isList = reply && (reply as { type?: string }).type === 'array';
  const data = reply ?? Type.Unknown();
  const success = Type.Object({ ok: Type.Literal(true), data, ...(isList ? { page: Type.Optional(Page) } : {}) });
  return {
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    operationId: `${route.method.toLowerCase()}${path.replace(/[/:_-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    ...(params ? { params } : {}),
    ...(query ? { querystring: query } : {}),
    ...(body ? { body } : {}),
    ...(route.kind === 'act' ? { headers: headersOf(body) } : {}),
    security: route.permission === 'public' ? [] : [{ bearer: [] }, { api_key: [] }],
    response: { [status ?? 200]: success, '4xx': ErrorReply, '5xx': ErrorReply },
    ...(route.kind === 'open' ? {} : { 'x-permission': route.permission }),
  } as FastifySchema;
}

function headersOf(body: TSchema | undefined): TSchema {
  return Type.Object({
    'idempotency-key': Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'The same key and body give the same reply, and one effect',
      }),
    ),
    ...(body && versionOf(body)
      ? {
          'if-match': Type.Optional(
            Type.String({ description: 'The version that the change is based on, instead of `version` in the body' }),
          ),
        }
      : {}),
  });
}

function handlerOf(route: Route, platform: Platform) {
  if (route.kind === 'read')
    return (request: FastifyRequest, reply: FastifyReply) => answerRead(route, platform, request, reply);
  if (route.kind === 'act')
    return (request: FastifyRequest, reply: FastifyReply) => answerAct(route, platform, request, reply);
  return (request: FastifyRequest, reply: FastifyReply) => answerOpen(route, platform, request, reply);
}

async function answerRead(
  route: ReadRoute,
  platform: Platform,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const actor = signedIn(request);
  const result = await platform.database.inTenant(actor, (tx) => route.run(inputOf(tx, platform, request)), {
    ...contextOf(request),
    read_only: true,
  });
  return send(route, reply, result);
}

async function answerAct(
  route: ActRoute,
  platform: Platform,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const actor = signedIn(request);
  const idempotency = idempotencyOf(request);
  try {
    const result = await platform.database.inTenant(
      actor,
      async (tx) => {
        const answer = await route.run(inputOf(tx, platform, request));
        if (tx.outcome.audit.length === 0) auditRoute(tx, route, request, answer);
        if (idempotency) tx.outcome.reply = { ...idempotency, ...storable(route, answer) };
        return answer;
      },
      { ...contextOf(request), idempotency: idempotency ?? undefined },
    );
    return send(route, reply, result);
  } catch (error) {
    if (!(error instanceof AlreadyAnswered)) throw error;
    return reply.status(error.status).header('idempotency-replayed', 'true').send(error.reply);
  }
}

async function answerOpen(
  route: OpenRoute,
  platform: Platform,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { database, clock, config, log } = platform;
  const result = await route.run({
    database,
    clock,
    config,
    log,
    actor: request.actor,
    params: request.params as never,
    query: request.query as never,
    body: request.body as never,
    request,
    reply,
  });
  return reply.sent || result === reply ? reply : send(route, reply, result);
}

function send(route: Route, reply: FastifyReply, result: unknown): unknown {
  if (result instanceof FileReply) {
    return reply
      .header('content-type', result.content_type)
      .header('content-disposition', `attachment; filename="${result.file_name}"`)
      .send(result.content);
  }
  const { status, body } = bodyOf(route, result);
  return reply.status(status).send(body);
}

function bodyOf(route: Route, result: unknown): { status: number; body: unknown } {
  const status = route.definition.status ?? 200;
  if (result instanceof Reply) {
    return {
      status: result.options.status ?? status,
      body: { ok: true, data: result.data, ...(result.options.page ? { page: result.options.page } : {}) },
    };
  }
  return { status, body: { ok: true, data: result ?? null } };
}

function storable(route: ActRoute, answer: unknown): { status: number; reply: unknown } {
  const { status, body } = bodyOf(route, answer);
  const secrets = route.definition.shown_once ?? [];
  if (secrets.length === 0) return { status, reply: body };
  const { data, ...rest } = body as { data: object };
  return { status, reply: { ...rest, data: { ...data, ...Object.fromEntries(secrets.map((name) => [name, null])) } } };
}

/** Every unsafe act leaves an audit entry (A6): a command that wrote none itself gets this plain one. */
function auditRoute(tx: Tx, route: ActRoute, request: FastifyRequest, answer: unknown): void {
  const params = request.params as { id?: string };
  const id = params?.id ?? (answer as { id?: string } | null)?.id ?? null;
  audit(tx, {
    action: `${route.method} ${route.path}`,
    entity_type: route.path.split('/').find(Boolean) ?? 'unknown',
    entity_id: id,
    after: withoutSecrets(request.body),
  });
}

function withoutSecrets(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body ?? null;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, /password|token|secret|code|key/i.test(name) ? '…' : value]),
  );
}

function signedIn(request: FastifyRequest): Actor {
  if (!request.actor) throw new DomainError('UNAUTHENTICATED');
  return request.actor;
}

/** Refuses before any work is done: nobody signed in, or the permission held nowhere (A2). */
export function guard(request: FastifyRequest): void {
  const permission = request.routeOptions.config.permission;
  if (permission === undefined || permission === 'public') return;
  const actor = signedIn(request);
  if (permission !== 'signed-in') authorize(actor, permission);
}

function inputOf(tx: Tx, { config }: Platform, request: FastifyRequest) {
  return {
    tx,
    actor: tx.actor,
    config,
    params: request.params as never,
    query: request.query as never,
    body: request.body as never,
  };
}

function contextOf(request: FastifyRequest): ActOptions {
  return { request: { request_id: request.id, ip: request.ip } };
}

function idempotencyOf(request: FastifyRequest): { key: string; request_hash: string } | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || key.length === 0 || key.length > 200 || key.includes('\0'))
    throw badField('Idempotency-Key', 'must have 1 to 200 characters');
  const path = request.url.replace(/\/+(?=\?|$)/, '');
  const request_hash = createHash('sha256')
    .update(`${request.method} ${path}\n${JSON.stringify(request.body ?? null)}`)
    .digest('hex');
  return { key, request_hash };
}
