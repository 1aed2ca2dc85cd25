import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Serves the built console; every path that is not the API's opens it, because the console has its own router. */
export async function serveConsole(app: FastifyInstance, directory: string): Promise<void> {
  if (!existsSync(join(directory, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root: directory,
    wildcard: false,
    // Without this the server's own header would win over the one below.
    cacheControl: false,
    // Assets carry a hash in their name, so they never change; the page that names them always may.
    setHeaders: (reply, path) =>
      reply.setHeader('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  });
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const path = request.url.split('?')[0]!;
    if (/^\/(api|ws|metrics|health|socket\.io|assets)(\/|$)/.test(path)) return reply.callNotFound();
    return reply.sendFile('index.html');
  });
}
