import fastify from 'fastify';
import pg from 'pg';
import autocannon from 'autocannon';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { loadHttp } from './http.ts';
import type { BenchHouse, Figure } from './support.ts';

/** List reads beside a bare Fastify that sends one equivalent query without tenants, permissions or schemas. */
export async function benchReads(house: BenchHouse, paths: { what: string; path: string; sql: string; values: unknown[] }[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { what, path, sql, values } of paths) {
    const http = await loadHttp(house, { method: 'GET', path, seconds: 5 });
    if (http.refused > 0) throw new Error(`${path} refused ${http.refused} reads`);
    const ceiling = await bareFastify(house.admin_url, sql, values);
    figures.push({ what, unit: '/s', figure: http.per_second, ceiling, ceiling_is: 'bare Fastify + one query, same rows', limited_by: 'one Node thread and the round trips of the tenant’s transaction' });
  }
  return figures;
}

async function bareFastify(url: string, sql: string, values: unknown[]): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url)], {
    env: { ...process.env, BENCH_URL: url, BENCH_SQL: sql, BENCH_VALUES: JSON.stringify(values) }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>((resume) => child.stdout!.once('data', (chunk: Buffer) => resume(chunk.toString().trim())));
  const result = await autocannon({ url: `http://127.0.0.1:${port}/`, connections: 16, duration: 5 });
  const gone = new Promise((resume) => child.once('exit', resume));
  child.kill('SIGTERM');
  await gone;
  return result['2xx'] / result.duration;
}

/** The bare server is a process of its own, as Hostelry is. */
if (process.env.BENCH_SQL) {
  const pool = new pg.Pool({ connectionString: process.env.BENCH_URL, max: 16 });
  const app = fastify();
  app.get('/', async () => (await pool.query({ name: 'q', text: process.env.BENCH_SQL!, values: JSON.parse(process.env.BENCH_VALUES!) })).rows);
  await app.listen({ port: 0, host: '127.0.0.1' });
  console.log((app.server.address() as { port: number }).port);
}
