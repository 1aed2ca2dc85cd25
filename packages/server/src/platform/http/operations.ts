import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { Metrics } from '../metrics.ts';

/** One part of the house that can be up or down. */
export interface HealthProbe {
  name: string;
  check(): Promise<void>;
}

/** Liveness, readiness, the detailed health page and Prometheus metrics. */
export function serveOperations(
  app: FastifyInstance,
  house: { metrics: Metrics; pool: pg.Pool },
  probes: readonly HealthProbe[],
  isReady: () => boolean,
): void {
  app.get('/health/live', { schema: { hide: true } }, async () => ({ ok: true }));
  app.get('/health/ready', { schema: { hide: true } }, async (_request, reply) => {
    const database = await measure(probes.find((probe) => probe.name === 'database')!);
    const ready = isReady() && database.up;
    return reply.status(ready ? 200 : 503).send({ ok: ready });
  });
  app.get(
    '/api/v1/health',
    { schema: { tags: ['operations'], summary: 'How each part of the house is, with latencies', security: [] } },
    async (_request, reply) => {
      const parts = await Promise.all(probes.map(measure));
      const up = parts.every((part) => part.up);
      return reply.status(up ? 200 : 503).send({
        ok: up,
        data: { status: up ? 'up' : 'degraded', uptime_seconds: Math.round(process.uptime()), parts },
      });
    },
  );
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    house.metrics.pool_waiting.set(house.pool.waitingCount);
    const { rows } = await house.pool.query('select platform.jobs_waiting() as waiting');
    house.metrics.jobs_waiting.set(rows[0].waiting);
    return reply
      .header('content-type', house.metrics.registry.contentType)
      .send(await house.metrics.registry.metrics());
  });
}

async function measure(probe: HealthProbe): Promise<{ name: string; up: boolean; latency_ms: number }> {
  const started = performance.now();
  const up = await Promise.race([
    probe.check().then(
      () => true,
      () => false,
    ),
    new Promise<boolean>((resume) => {
      setTimeout(() => resume(false), 2_000).unref();
    }),
  ]);
  return { name: probe.name, up, latency_ms: Math.round((performance.now() - started) * 10) / 10 };
}
