// `npm test`: the whole suite against a real PostgreSQL. Arguments go to vitest.
import { buildIfNeeded, installIfNeeded, run } from './prepare.mjs';

installIfNeeded();
await buildIfNeeded();
run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)]);
