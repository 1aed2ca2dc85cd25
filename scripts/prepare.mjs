// What every script does first: install what the lock file names and build what changed, and nothing else.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Hostelry needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Installs from the lock file when it changed since the last time. */
export function installIfNeeded() {
  const stamp = join(ROOT, 'node_modules/.hostelry-installed');
  const wanted = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing what the lock file names (once, about a minute) …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, wanted);
}

/** Builds server and console when their sources changed since the last time. */
export async function buildIfNeeded() {
  await buildWhenChanged(
    'server',
    ['packages/contracts/src', 'packages/server/src', 'scripts/build-server.mjs'],
    async () => {
      const { buildServer } = await import('./build-server.mjs');
      await buildServer();
    },
  );
  await buildWhenChanged(
    'web',
    [
      'packages/contracts/src',
      'packages/web/src',
      'packages/web/public',
      'packages/web/index.html',
      'packages/web/guest.html',
      'packages/web/vite.config.ts',
    ],
    async () => {
      run('npm', ['run', 'build', '--workspace', 'packages/web', '--silent', '--', '--logLevel', 'warn']);
    },
  );
}

async function buildWhenChanged(name, sources, build) {
  const folder = join(ROOT, 'node_modules/.hostelry-build');
  const stamp = join(folder, name);
  const wanted = fingerprint(['package-lock.json', ...sources]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(join(ROOT, `packages/${name}/dist`)))
    return;
  console.log(`Building the ${name === 'web' ? 'console' : name} …`);
  await build();
  mkdirSync(folder, { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Names, sizes and times are enough to notice a change, and take milliseconds to read. */
function fingerprint(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const full = join(ROOT, path);
    if (!existsSync(full)) return;
    const stats = statSync(full);
    if (stats.isDirectory()) for (const name of readdirSync(full).sort()) visit(join(path, name));
    else hash.update(`${path} ${stats.size} ${stats.mtimeMs}\n`);
  };
  paths.forEach(visit);
  return hash.digest('hex');
}

export function run(command, args, options = {}) {
  try {
    execFileSync(command, args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32', ...options });
  } catch (error) {
    process.exit(error.status ?? 1);
  }
}
