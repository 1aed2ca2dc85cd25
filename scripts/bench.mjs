// `npm run bench`: every figure beside the raw-SQL ceiling of the same run.
import { buildIfNeeded, installIfNeeded, run } from './prepare.mjs';

installIfNeeded();
await buildIfNeeded();
run(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'bench/run.ts', ...process.argv.slice(2)]);
