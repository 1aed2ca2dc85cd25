// `npm run dev`: the server restarts and the console reloads as sources change.
import { spawn } from 'node:child_process';
import { watchServer } from './build-server.mjs';
import { installIfNeeded, ROOT } from './prepare.mjs';

installIfNeeded();

const run = (script, args) => spawn(process.execPath, [script, ...args], { cwd: ROOT, stdio: 'inherit' });

/** Told to stop, a server still drains its requests and closes its database, so it is waited for. */
const stopped = (child) =>
  new Promise((resume) => {
    if (child.exitCode !== null || child.signalCode !== null) return resume();
    child.once('exit', resume);
    child.kill('SIGTERM');
  });

const console_ = run('node_modules/vite/bin/vite.js', ['packages/web']);
let server = null;
let turn = Promise.resolve();
const watching = await watchServer(() => {
  turn = turn.then(async () => {
    if (server) await stopped(server);
    server = run('packages/server/dist/main.js', ['serve']);
  });
});

const stop = async () => {
  await watching.dispose();
  await turn;
  await Promise.all([console_, server].filter(Boolean).map(stopped));
  process.exit();
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
