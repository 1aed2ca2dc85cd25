import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { badField } from '../errors.ts';

/**
 * How bodies arrive: JSON only. Nothing at all, also under a JSON content type as many clients send it, is a body
 * without fields; the schema then says whether that is enough.
 */
export function takeBodies(app: FastifyInstance): void {
  app.decorateRequest('raw_body', null);
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    request.raw_body = text as string;
    if (text.length === 0) done(null, undefined);
    else void parse(request, text as string, done);
  });
  app.addHook('onRoute', (route) => {
    const schema = route.schema?.body as BodySchema | undefined;
    if (!schema) return;
    const takesVersion = versionOf(schema);
    before(route, async (request) => {
      request.body ??= schema.type === 'object' ? {} : null;
      if (takesVersion) takeIfMatch(request);
    });
  });
}

interface BodySchema {
  type?: string;
  properties?: Record<string, unknown>;
  anyOf?: BodySchema[];
}

/** Whether a body may name the version that a change is based on. */
export function versionOf(schema: BodySchema): boolean {
  return schema.properties?.version !== undefined || (schema.anyOf ?? []).some(versionOf);
}

/** Puts a hook before those of the route itself, and after the guard, which belongs to the server. */
export function before(route: RouteOptions, hook: (request: FastifyRequest) => Promise<void>): void {
  route.preValidation = [hook, ...[route.preValidation ?? []].flat()] as never;
}

/** `If-Match: "3"` says the same as `"version": 3` in the body. */
function takeIfMatch(request: FastifyRequest): void {
  const header = request.headers['if-match'];
  if (header === undefined || header === '*') return;
  const version = Number(/^(?:W\/)?"?(\d{1,15})"?$/.exec(header)?.[1] ?? Number.NaN);
  if (Number.isNaN(version)) throw badField('If-Match', 'must be the version that the change is based on, such as "3"');
  const body = (request.body ??= {}) as { version?: unknown };
  if (typeof body !== 'object' || Array.isArray(body)) return;
  if (body.version !== undefined && body.version !== version) throw badField('version', 'differs from If-Match');
  body.version = version;
}
