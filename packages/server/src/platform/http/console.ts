import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/**
 * The guest app: every path under `/g/` opens its one page. A hotel says which other sites may show its page in a frame;
 * the gateway's own page sends guests back with a form.
 */
export function serveGuestApp(
  app: FastifyInstance,
  directory: string,
  framesOf: (slug: string) => Promise<string[]>,
): void {
  if (!existsSync(join(directory, 'guest.html'))) return;
  app.get('/g/*', { schema: { hide: true } }, async (request, reply) => {
    const slug = request.url.split('?')[0]!.split('/')[2] ?? '';
    const origins = /^[a-z0-9-]{2,60}$/.test(slug) ? await framesOf(slug) : [];
    if (origins.length > 0) {
      const policy = String(reply.getHeader('content-security-policy') ?? '');
      reply.header(
        'content-security-policy',
        policy.replace("frame-ancestors 'self'", `frame-ancestors 'self' ${origins.join(' ')}`),
      );
      reply.raw.removeHeader('x-frame-options');
    }
    return reply.sendFile('guest.html');
  });
  void app.register(async (scope) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
    scope.post('/g/paid', { schema: { hide: true } }, async (request, reply) =>
      reply.redirect(`/g/paid?${new URLSearchParams(String(request.body))}`, 303),
    );
  });
}

/** Serves the built console; every path that is not the API's opens it, because the console has its own router. */
export async function serveConsole(app: FastifyInstance, directory: string): Promise<void> {
  if (!existsSync(join(directory, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root: directory,
    wildcard: false,
    // Without this the server's own header would win over the one below.
    cacheControl: false,
    // Assets carry a hash in their name, so they never change; the page that names them always may.
    setHeaders: (reply, path) => {
      reply.setHeader('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
      // Other sites load this one script.
      if (path.endsWith('/g/embed.js')) reply.setHeader('cross-origin-resource-policy', 'cross-origin');
    },
  });
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const path = request.url.split('?')[0]!;
    if (/^\/(api|ws|metrics|health|socket\.io|assets)(\/|$)/.test(path)) return reply.callNotFound();
    return reply.sendFile('index.html');
  });
}
