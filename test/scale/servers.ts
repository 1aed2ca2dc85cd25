import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildServer } from '../../scripts/build-server.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The server as it is delivered, built into a folder of its own so that nobody else's build is in the way. */
export async function buildForTest(): Promise<{ main: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'hostelry-build-'));
  const links: [string, string][] = [
    ['node_modules', 'node_modules'],
    ['packages/server/migrations', 'server/migrations'],
  ];
  const outdir = join(folder, 'server/dist');
  await buildServer({ outdir });
  if (existsSync(join(ROOT, 'packages/server/node_modules')))
    links.push(['packages/server/node_modules', 'server/node_modules']);
  for (const [target, name] of links) await symlink(join(ROOT, target), join(folder, name));
  return { main: join(outdir, 'main.js'), remove: () => rm(folder, { recursive: true, force: true }) };
}

export interface ServerProcess {
  url: string;
  /** Ends it as a crash would, or as a service manager does; tells how long that took and with which code it left. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<{ code: number | null; ms: number }>;
}

export interface Start {
  main: string;
  role?: string;
  env: Record<string, string>;
}

/** Starts a server process and waits until it serves; rejects with what it said if it ended instead. */
export async function startServerProcess({ main, role = 'all', env }: Start): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'hostelry-server-'));
  const child = spawn(process.execPath, [main, 'serve', '--role', role], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      HOST: '127.0.0.1',
      PORT: '0',
      MQTT_PORT: '0',
      DATA_DIR: folder,
      DEMO: 'off',
      LOG_LEVEL: 'warn',
      RATE_LIMIT_DISABLED: 'true',
      SECRET_KEY: 'the same secret in every server of the house',
      ...env,
    },
  });
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  const exited = once(child, 'exit');
  void exited.then(() => {
    process.removeListener('exit', killAtExit);
    return rm(folder, { recursive: true, force: true });
  });
  let output = '';
  const url = await new Promise<string>((resume, reject) => {
    const read = (chunk: Buffer) => {
      output = (output + String(chunk)).slice(-10_000);
      const found = /open at (http:\S+)/.exec(output)?.[1];
      if (found) resume(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    void exited.then(([code]) => reject(new Error(`the server ended with ${code}: ${output}`)));
  });
  return {
    url,
    end: async (signal) => {
      const asked = performance.now();
      child.kill(signal);
      const [code] = await exited;
      return { code: code as number | null, ms: performance.now() - asked };
    },
  };
}

/** Asks as a well-behaved client does: a server that is too busy at the moment is asked again when it says. */
export async function ask(
  server: ServerProcess,
  token: string | null,
  method: string,
  path: string,
  body?: object,
): Promise<{ status: number; data: any }> {
  for (let attempt = 1; ; attempt += 1) {
    const reply = await fetch(`${server.url}/api/v1${path}`, {
      method,
      body: body && JSON.stringify(body),
      headers: {
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
    });
    const { data } = (await reply.json().catch(() => ({}))) as { data?: unknown };
    const wait_s = Number(reply.headers.get('retry-after'));
    if (reply.status !== 503 || !wait_s || attempt === 5) return { status: reply.status, data };
    await new Promise((resume) => setTimeout(resume, wait_s * 1_000));
  }
}
