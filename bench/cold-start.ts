import { execFileSync } from 'node:child_process';
import { percentile, type BenchHouse, type Figure } from './support.ts';

const STARTS = 3;

/** `hostelry serve` with an existing database, from the process to the line that says it is open; PostgreSQL starts inside it. */
export async function benchColdStart(house: BenchHouse): Promise<Figure[]> {
  const times: number[] = [];
  for (let n = 0; n < STARTS; n += 1) times.push(await house.restart());
  const bare: number[] = [];
  for (let n = 0; n < STARTS; n += 1) {
    const started = performance.now();
    execFileSync(process.execPath, [
      '--input-type=module',
      '-e',
      `const f = (await import('fastify')).default(); await import('pg'); await f.listen({ port: 0 }); process.exit(0)`,
    ]);
    bare.push(performance.now() - started);
  }
  return [
    {
      what: 'cold start, installed, PostgreSQL included',
      unit: 'ms',
      figure: percentile(times, 0.5),
      ceiling: percentile(bare, 0.5),
      ceiling_is: 'a process that only imports Fastify and pg and listens',
      less_is_better: true,
      limited_by: 'starting PostgreSQL, loading modules, compiling schemas',
    },
  ];
}
