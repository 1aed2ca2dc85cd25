import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runMigrations as migrateJobQueue } from 'graphile-worker';
import pg from 'pg';

const MIGRATION_LOCK = 7_046_112_023;

/**
 * Brings the schema up to date as its owner. Safe when several servers start at once: one takes an
 * advisory lock and works, the others wait and find nothing left to do. Returns the names it applied.
 */
export async function migrate(direct_url: string, directory: string, app_role: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: direct_url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(`
      create schema if not exists platform;
      create table if not exists platform.migrations (
        name text primary key, checksum text not null, applied_at timestamptz not null default now()
      )`);
    const applied = await applyNewFiles(client, directory);
    await migrateJobQueue({ connectionString: direct_url, logger: undefined });
    if (applied.length > 0 || !(await mayUseSchema(client, app_role))) await grantToApp(client, app_role);
    return applied;
  } finally {
    await client.end();
  }
}

async function applyNewFiles(client: pg.Client, directory: string): Promise<string[]> {
  const files = (await readdir(directory)).filter((file) => /^\d{4}_.+\.sql$/.test(file)).sort();
  const known = new Map<string, string>();
  for (const row of (await client.query('select name, checksum from platform.migrations')).rows)
    known.set(row.name, row.checksum);
  const applied: string[] = [];
  for (const file of files) {
    const text = await readFile(join(directory, file), 'utf8');
    const checksum = createHash('sha256').update(text).digest('hex');
    const before = known.get(file);
    if (before === checksum) continue;
    if (before)
      throw new Error(
        `Migration ${file} was changed after it ran here. Migrations are forward-only: restore the file and add a new one.`,
      );
    await client.query('begin');
    try {
      await client.query(text);
      await client.query('insert into platform.migrations (name, checksum) values ($1, $2)', [file, checksum]);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw new Error(`Migration ${file} failed: ${(error as Error).message}`, { cause: error });
    }
    applied.push(file);
  }
  return applied;
}

async function mayUseSchema(client: pg.Client, app_role: string): Promise<boolean> {
  const { rows } = await client.query(`select has_schema_privilege($1, 'platform', 'usage') as granted`, [app_role]);
  return rows[0].granted;
}

/** The server's role may read and write rows and nothing else; it owns no table and changes no schema. */
async function grantToApp(client: pg.Client, app_role: string): Promise<void> {
  const { rows } = await client.query(`
    select nspname from pg_namespace
    where nspname !~ '^pg_' and nspname not in ('information_schema', 'public', 'graphile_worker')`);
  const role = pg.escapeIdentifier(app_role);
  for (const { nspname } of rows) {
    const schema = pg.escapeIdentifier(nspname);
    await client.query(`
      grant usage on schema ${schema} to ${role};
      grant select, insert, update, delete on all tables in schema ${schema} to ${role};
      grant usage on all sequences in schema ${schema} to ${role};
      grant execute on all functions in schema ${schema} to ${role};`);
  }
}
