// Bundles our own TypeScript into packages/server/dist; packages from npm stay packages.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const server = fileURLToPath(new URL('../packages/server/', import.meta.url));

export async function buildServer(options = {}) {
  await build({
    entryPoints: [`${server}src/main.ts`],
    outdir: `${server}dist`,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    sourcemap: true,
    splitting: true,
    plugins: [{
      name: 'our-own-code-only',
      setup: ({ onResolve }) => onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
        kind === 'entry-point' || path.startsWith('@hostelry/') ? undefined : { path, external: true }),
    }],
    ...options,
  });
}
