// `npm run check`: what CI runs. Types, lint, boundaries, generated files, then the whole suite.
import { installIfNeeded, run } from './prepare.mjs';

installIfNeeded();
const step = (title, script, args) => {
  console.log(`\n— ${title}`);
  run(process.execPath, [script, ...args]);
};
step('types', 'node_modules/typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json']);
step('types of the console', 'node_modules/typescript/bin/tsc', ['--noEmit', '-p', 'packages/web/tsconfig.json']);
step('types of the browser suite', 'node_modules/typescript/bin/tsc', ['--noEmit', '-p', 'e2e/tsconfig.json']);
step('lint', 'node_modules/oxlint/bin/oxlint', ['--deny-warnings', 'packages', 'test', 'bench', 'e2e', 'scripts']);
step('format', 'node_modules/prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']);
step('boundaries', 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs', [
  '--config',
  '.dependency-cruiser.cjs',
  'packages',
  'test/architecture',
]);
step('generated row types are fresh', 'node_modules/tsx/dist/cli.mjs', ['scripts/generate-types.ts', '--check']);
step('tests', 'scripts/test.mjs', process.argv.slice(2));
