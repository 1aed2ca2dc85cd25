// Writes packages/server/src/platform/database/types.ts from the migrated schema, so that every statement
// is checked against the columns that really exist. `--check` fails when the file is stale.
// Run it with `npx tsx scripts/generate-types.ts`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTestCluster } from '../test/support/cluster.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'packages/server/src/platform/database/types.ts');
const check = process.argv.includes('--check');

const cluster = await startTestCluster();
const text = generate(cluster.template_url);
await cluster.stop();

function generate(url: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'hostelry-types-'));
  const out = join(folder, 'types.ts');
  try {
    execFileSync(
      process.execPath,
      [
        join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'),
        '--dialect',
        'postgres',
        '--url',
        url,
        '--out-file',
        out,
        '--exclude-pattern',
        '(graphile_worker|public).*',
        '--default-schema',
        'none',
        '--type-mapping',
        JSON.stringify({
          timestamptz: 'ColumnType<string, Date | string, Date | string>',
          date: 'string',
          numeric: 'string',
          int8: 'number',
          json: 'unknown',
          jsonb: 'unknown',
          xid8: 'string',
          bytea: 'Buffer',
        }),
        '--no-domains',
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    return readFileSync(out, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (!check) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  console.error('The generated row types are stale: run `node scripts/generate-types.mjs` and commit the result.');
  process.exit(1);
}
