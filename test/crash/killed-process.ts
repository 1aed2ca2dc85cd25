import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs a script in a process of its own and kills it (−9) some time after its first line of output. Each line
 * acknowledges something that the script had committed when it wrote it; returns the lines that came through whole.
 */
export async function runUntilKilled(script: string, input: object, live_ms: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(input)], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  let timer: NodeJS.Timeout | undefined;
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    timer ??= setTimeout(() => child.kill('SIGKILL'), live_ms);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  clearTimeout(timer);
  if (signal !== 'SIGKILL') throw new Error(`${script} ended by itself (${code ?? signal}):\n${errors}`);
  return output
    .slice(0, output.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean);
}

/** Waits until the database has noticed that a killed process is gone and has rolled back what it left open. */
export async function untilSettled(admin: pg.Pool, application_name: string): Promise<void> {
  for (let look = 0; look < 200; look += 1) {
    const { rows } = await admin.query(
      'select count(*)::int as sessions from pg_stat_activity where application_name = $1',
      [application_name],
    );
    if (rows[0].sessions === 0) return;
    await new Promise((resume) => setTimeout(resume, 25));
  }
  throw new Error('the database still holds sessions of the killed process');
}
