// `npm run dev`: the server restarts and the console reloads as sources change.
import { spawn } from 'node:child_process';
import { installIfNeeded, ROOT } from './prepare.mjs';

installIfNeeded();
const children = [
  ['node_modules/tsx/dist/cli.mjs', ['watch', '--clear-screen=false', 'packages/server/src/main.ts', 'serve']],
  ['node_modules/vite/bin/vite.js', ['packages/web']],
].map(([script, args]) => spawn(process.execPath, [script, ...args], { cwd: ROOT, stdio: 'inherit' }));

const stop = () => children.forEach((child) => child.kill('SIGINT'));
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
for (const child of children) child.on('exit', (code) => { stop(); process.exitCode ||= code ?? 0; });
