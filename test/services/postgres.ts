import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { absent, type OutsideSystem, type RunningSystem } from './outside-system.ts';
import { startServer } from './server-process.ts';

const run = promisify(execFile);

/** The oldest PostgreSQL that Hostelry promises to run on: the embedded one is the newest. */
const binaries = () => process.env.HOSTELRY_TEST_POSTGRES || '/usr/lib/postgresql/15/bin';

export const postgres: OutsideSystem = {
  name: 'PostgreSQL 15',
  available: () => existsSync(join(binaries(), 'initdb')),
};

export interface RunningPostgres extends RunningSystem {
  /** The superuser, whom no policy binds. */
  url: string;
  /** Owns the database `hostelry` and is otherwise an ordinary role. */
  owner_url: string;
  /** May sign in to the database `hostelry` and is otherwise an ordinary role. */
  app_url: string;
}

/** Starts a PostgreSQL cluster of its own with an empty database and the two roles that a self-hoster makes. */
export async function startPostgres(options: { port?: number } = {}): Promise<RunningPostgres> {
  if (!postgres.available()) throw absent(postgres);
  const user = await postgresUser();
  const { port, stop } = await startServer(options.port, async (chosen, folder) => {
    if (user.uid !== undefined) await chown(folder, user.uid, user.gid!);
    const cluster = join(folder, 'cluster');
    await run(join(binaries(), 'initdb'), ['-D', cluster, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
      cwd: folder,
      ...user,
    });
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'max_connections=100'];
    return {
      program: join(binaries(), 'postgres'),
      args: ['-D', cluster, '-p', `${chosen}`, ...settings.flatMap((setting) => ['-c', setting])],
      ready: /database system is ready to accept connections/,
      user,
      // Killed, the first process would leave the others to find out.
      end: 'SIGQUIT',
    };
  });
  const urlOf = (role: string, database: string) => `postgres://${role}@127.0.0.1:${port}/${database}`;
  const admin = new pg.Client({ connectionString: urlOf('postgres', 'postgres') });
  await admin.connect();
  await admin.query('create role hostelry_owner login');
  await admin.query('create role hostelry_app login');
  await admin.query('create database hostelry owner hostelry_owner');
  await admin.end();
  return {
    url: urlOf('postgres', 'hostelry'),
    owner_url: urlOf('hostelry_owner', 'hostelry'),
    app_url: urlOf('hostelry_app', 'hostelry'),
    port,
    stop,
  };
}

/** PostgreSQL refuses to run as root, so root lends it to the user that its package made. */
async function postgresUser(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const ids = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  return { uid: await ids('-u'), gid: await ids('-g') };
}
