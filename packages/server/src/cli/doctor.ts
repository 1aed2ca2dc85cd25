import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Command } from 'commander';
import { openHouse } from '../house.ts';
import { readConfig, type Config } from '../platform/config.ts';
import { createLog } from '../platform/log.ts';

interface Finding {
  what: string;
  ok: boolean;
  detail: string;
}

/** `hostelry doctor`: looks at everything a start needs and says what is wrong and what to do. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check Node, configuration, ports, disk and database')
    .action(async () => {
      const findings: Finding[] = [nodeVersion()];
      const config = await look(
        findings,
        'configuration',
        async () => readConfig(),
        () => 'valid',
      );
      if (config) {
        await look(
          findings,
          'disk',
          () => freeDisk(config),
          (free) => `${free} GB free for ${config.data_dir}`,
        );
        await look(
          findings,
          'port',
          () => findPort(config),
          (detail) => detail,
        );
        await look(
          findings,
          'database',
          () => database(config),
          (detail) => detail,
        );
      }
      for (const { what, ok, detail } of findings) console.log(`${ok ? '✓' : '✗'} ${what.padEnd(14)} ${detail}`);
      if (findings.some((finding) => !finding.ok)) process.exitCode = 1;
    });
}

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  return {
    what: 'Node.js',
    ok,
    detail: ok ? process.versions.node : `${process.versions.node} is too old; install 20.19 or newer`,
  };
}

async function look<T>(
  findings: Finding[],
  what: string,
  check: () => Promise<T>,
  describe: (result: T) => string,
): Promise<T | null> {
  try {
    const result = await check();
    findings.push({ what, ok: true, detail: describe(result) });
    return result;
  } catch (error) {
    findings.push({ what, ok: false, detail: (error as Error).message });
    return null;
  }
}

async function freeDisk(config: Config): Promise<number> {
  const { bavail, bsize } = await statfs(config.data_dir).catch(() => statfs('.'));
  const free = Math.floor((bavail * bsize) / 1e9);
  if (free < 1) throw new Error(`less than 1 GB is free for ${config.data_dir}`);
  return free;
}

/** The port is free, or it is this house that has it: a doctor is also called to a running house. */
export async function findPort({ port, host }: Pick<Config, 'port' | 'host'>): Promise<string> {
  if (await portIsFree(port, host)) return `${port} is free`;
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const answer = await fetch(`http://${reachable}:${port}/api/v1/health`, { signal: AbortSignal.timeout(3_000) }).catch(
    () => null,
  );
  const health = (await answer?.json().catch(() => null)) as { data?: { status?: string } } | null | undefined;
  if (!health?.data?.status) throw new Error(`${port} is taken by another program; set PORT to use another`);
  if (health.data.status !== 'up')
    throw new Error(`a house answers at ${port}, but it is ${health.data.status}; see /api/v1/health`);
  return `a house is open at ${port}`;
}

function portIsFree(port: number, host: string): Promise<boolean> {
  return new Promise((resume) => {
    const probe = createServer();
    probe.once('error', () => resume(false));
    probe.listen(port, host, () => probe.close(() => resume(true)));
  });
}

async function database(config: Config): Promise<string> {
  const house = await openHouse(config, { log: createLog('silent', false) });
  try {
    const { rows } = await house.pool.query(
      `select current_setting('server_version') as version, count(*)::int as migrations from platform.migrations`,
    );
    return `PostgreSQL ${rows[0].version}${house.embedded ? ' (embedded)' : ''}, ${rows[0].migrations} migrations, tenants walled off`;
  } finally {
    await house.stop();
  }
}
