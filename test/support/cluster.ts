import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedDatabase } from '../../packages/server/src/platform/database/embedded.ts';
import { migrate } from '../../packages/server/src/platform/database/migrate.ts';

export const MIGRATIONS = fileURLToPath(new URL('../../packages/server/migrations', import.meta.url));

export interface TestCluster {
  admin_url: string;
  /** The migrated template, as its owner. */
  template_url: string;
  stop(): Promise<void>;
}

/** A throw-away PostgreSQL with one migrated database, which every test file clones. */
export async function startTestCluster(): Promise<TestCluster> {
  const directory = mkdtempSync(join(tmpdir(), 'hostelry-test-'));
  chmodSync(directory, 0o755);
  const embedded = await startEmbeddedDatabase(directory, null);
  const admin = new pg.Client({ connectionString: embedded.admin_url });
  await admin.connect();
  // Tests lose nothing in a power cut, so they need not wait for the disk.
  for (const setting of ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off'])
    await admin.query(`alter system set ${setting}`);
  await admin.query('select pg_reload_conf()');
  await admin.end();
  await migrate(embedded.direct_url, MIGRATIONS, 'hostelry_app');
  return {
    admin_url: embedded.admin_url,
    template_url: embedded.direct_url,
    stop: async () => {
      await embedded.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Both roles' URLs of another database on the same server. */
export function urlFor(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}
