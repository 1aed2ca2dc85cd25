import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** One measured figure beside the ceiling that the same run reached without Hostelry. */
export interface Figure {
  what: string;
  unit: string;
  figure: number;
  ceiling: number | null;
  ceiling_is: string;
  /** For latencies less is better, so the share is ceiling ÷ figure. */
  less_is_better?: boolean;
  limited_by: string;
}

/** The real server as a child process, with its own embedded database in a temporary folder. */
export interface BenchHouse {
  url: string;
  mqtt_port: number | null;
  /** The owner's connection, to fill tables and to measure ceilings. */
  admin_url: string;
  ready_ms: number;
  token: string;
  tenant_id: string;
  api<T = any>(method: string, path: string, body?: unknown): Promise<T>;
  restart(): Promise<number>;
  stop(): Promise<void>;
}

const MAIN = fileURLToPath(new URL('../packages/server/dist/main.js', import.meta.url));
const START_WITHIN_MS = 60_000;

export async function openBenchHouse(): Promise<BenchHouse> {
  const directory = mkdtempSync(join(tmpdir(), 'hostelry-bench-'));
  chmodSync(directory, 0o755);
  let server = await startServer(directory);
  const account = await post(server.url, '/auth/register', {
    tenant_name: 'Bench',
    name: 'Bench Admin',
    email: 'bench@example.com',
    password: 'Bench-password-1',
  });
  const [, , , port] = readFileSync(join(directory, 'postgres/postmaster.pid'), 'utf8').split('\n');
  const password = readFileSync(join(directory, 'postgres.key'), 'utf8').trim();
  return {
    get url() {
      return server.url;
    },
    get mqtt_port() {
      return server.mqtt_port;
    },
    admin_url: `postgres://postgres:${password}@127.0.0.1:${port}/hostelry`,
    ready_ms: server.ready_ms,
    token: account.access,
    tenant_id: account.tenant.id,
    api: (method, path, body) => request(server.url, method, path, body, account.access),
    restart: async () => {
      await stopChild(server.child);
      server = await startServer(directory);
      return server.ready_ms;
    },
    stop: async () => {
      await stopChild(server.child);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function startServer(
  directory: string,
): Promise<{ child: ChildProcess; url: string; mqtt_port: number | null; ready_ms: number }> {
  const started = performance.now();
  const profile = process.env.BENCH_PROFILE ? ['--cpu-prof', '--cpu-prof-dir', process.env.BENCH_PROFILE] : [];
  const child = spawn(process.execPath, [...profile, MAIN, 'serve'], {
    env: {
      ...process.env,
      DATA_DIR: directory,
      PORT: '0',
      MQTT_PORT: '0',
      DEMO: 'off',
      RATE_LIMIT_DISABLED: 'true',
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  const url = await new Promise<string>((resume, refuse) => {
    const overdue = setTimeout(() => {
      child.kill('SIGKILL');
      refuse(new Error(`the server did not start:\n${text}`));
    }, START_WITHIN_MS);
    child.stdout!.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const match = /is open at (\S+)/.exec(text);
      if (!match || !text.includes('Press Ctrl-C')) return;
      clearTimeout(overdue);
      resume(match[1]!);
    });
    child.once('exit', (code) => refuse(new Error(`the server ended with ${code}:\n${text}`)));
  });
  const mqtt = /MQTT to port (\d+)/.exec(text);
  return { child, url, mqtt_port: mqtt ? Number(mqtt[1]) : null, ready_ms: performance.now() - started };
}

async function stopChild(child: ChildProcess): Promise<void> {
  const gone = new Promise((resume) => child.once('exit', resume));
  child.kill('SIGTERM');
  await gone;
}

async function post(url: string, path: string, body: unknown): Promise<any> {
  return request(url, 'POST', path, body, null);
}

async function request(url: string, method: string, path: string, body: unknown, token: string | null): Promise<any> {
  const reply = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await reply.json()) as { ok: boolean; data: unknown };
  if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
  return answer.data;
}

/** Runs `work` on `workers` connections, after a warm-up, for some seconds; gives how often it finished per second. */
export async function perSecond(
  workers: number,
  seconds: number,
  work: (worker: number) => Promise<void>,
): Promise<number> {
  await countFor(workers, Math.min(2, seconds), work);
  return countFor(workers, seconds, work);
}

async function countFor(workers: number, seconds: number, work: (worker: number) => Promise<void>): Promise<number> {
  const end = performance.now() + seconds * 1_000;
  let done = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      while (performance.now() < end) {
        await work(worker);
        done += 1;
      }
    }),
  );
  return done / ((performance.now() - started) / 1_000);
}

/** Connections of a ceiling: the same number as the server's own pool, as the role that policies bind least. */
export async function rawClients(url: string, count: number): Promise<pg.Client[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
}

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
