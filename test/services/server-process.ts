import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ServerCommand {
  program: string;
  args: string[];
  /** The line the server prints once it accepts connections. */
  ready: RegExp;
  /** How long it may take to get there: 30 seconds unless told. */
  patience_ms?: number;
  /** Runs it as this user of the machine, for programs that refuse to run as root. */
  user?: { uid?: number; gid?: number };
  /** What makes it end at once, where killing it would leave something behind: SIGKILL unless told. */
  end?: NodeJS.Signals;
}

/** A port of the loopback interface that nothing listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('The probe listened on no port.');
  return address.port;
}

/**
 * Starts a server in a temporary folder of its own and waits until it is ready. Between the choice of a free port and
 * its use another process can take it, so a start on a chosen port is tried three times with new ones.
 */
export async function startServer(
  givenPort: number | undefined,
  prepare: (port: number, folder: string) => Promise<ServerCommand> | ServerCommand,
): Promise<{ port: number; stop(): Promise<void> }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = givenPort ?? (await freePort());
    const folder = await mkdtemp(join(tmpdir(), 'hostelry-service-'));
    try {
      const end = await launch(await prepare(port, folder), folder);
      return {
        port,
        async stop() {
          await end();
          await rm(folder, { recursive: true, force: true });
        },
      };
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      if (givenPort !== undefined || attempt === 3) throw error;
    }
  }
}

async function launch(command: ServerCommand, folder: string): Promise<() => Promise<void>> {
  const child = spawn(command.program, command.args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...command.user,
  });
  // A test process that is asked to end must not leave its servers behind.
  const signal = command.end ?? 'SIGKILL';
  const killAtExit = () => child.kill(signal);
  process.once('exit', killAtExit);
  const end = async () => {
    process.removeListener('exit', killAtExit);
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    // The data is thrown away, so nothing is gained by waiting for an orderly shutdown.
    child.kill(signal);
    await once(child, 'exit');
  };
  try {
    await untilReady(child, command);
  } catch (error) {
    await end();
    throw error;
  }
  return end;
}

function untilReady(child: ChildProcess, command: ServerCommand): Promise<void> {
  const patience = command.patience_ms ?? 30_000;
  let output = '';
  return new Promise((resolve, reject) => {
    const fail = (what: string) => {
      clearTimeout(timer);
      reject(new Error(`${command.program} ${what}. Its last output:\n${output.slice(-2_000)}`));
    };
    const timer = setTimeout(() => fail(`was not ready after ${patience / 1_000} s`), patience);
    const read = (chunk: Buffer) => {
      // Only the tail is kept: a broker logs for as long as it runs, and the pipes must be drained all that time.
      output = (output + chunk.toString()).slice(-20_000);
      if (!command.ready.test(output)) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (error) => fail(`did not start: ${error.message}`));
    child.once('exit', (code, signal) => fail(`ended with ${signal ?? `exit code ${code}`}`));
  });
}
