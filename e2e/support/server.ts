import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../packages/server/dist/main.js', import.meta.url));
const START_MS = 60_000;
const STOP_MS = 20_000;

export interface TestServer {
  url: string;
  stop(): Promise<void>;
}

/** Starts the built server with the demo house in a folder and on ports of its own; `stop` leaves nothing behind. */
export async function startServer(env: Record<string, string> = {}): Promise<TestServer> {
  if (!existsSync(MAIN))
    throw new Error('The server is not built: run the suite with `npm test`, which builds it first.');
  const data_dir = await mkdtemp(join(tmpdir(), 'hostelry-e2e-'));
  // The embedded database may run as a user of its own, who must get through to its folder.
  await chmod(data_dir, 0o755);
  const { LOG_LEVEL: _, DATABASE_URL: __, ...inherited } = process.env;
  const child = spawn(process.execPath, [MAIN, 'serve'], {
    cwd: data_dir,
    env: {
      ...inherited,
      DATA_DIR: data_dir,
      HOST: '127.0.0.1',
      PORT: String(await freePort()),
      MQTT_PORT: '0',
      DEMO: 'still',
      RATE_LIMIT_DISABLED: 'true',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    await end(child);
    await rm(data_dir, { recursive: true, force: true });
  };
  try {
    return { url: await untilOpen(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Reads what the server prints until it says where it is open; what it printed is the message when it fails. */
function untilOpen(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const fail = (why: string) => reject(new Error(`${why}:\n${printed.slice(-4_000)}`));
    const overdue = setTimeout(() => fail(`The server did not open within ${START_MS / 1_000} s`), START_MS);
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const open = /Hostelry is open at (\S+)/.exec(printed);
      if (!open) return;
      clearTimeout(overdue);
      printed = '';
      resolve(open[1]!);
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(overdue);
      fail(`The server ended with code ${code} before it was open`);
    });
  });
}

/** Asks the server to stop and, should it hang, ends it by force and says so. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  let hung = false;
  const overdue = setTimeout(() => {
    hung = true;
    child.kill('SIGKILL');
  }, STOP_MS);
  await ended;
  clearTimeout(overdue);
  if (hung) throw new Error(`The server did not stop within ${STOP_MS / 1_000} s.`);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
