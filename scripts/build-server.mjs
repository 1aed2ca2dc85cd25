// Bundles our own TypeScript into packages/server/dist; packages from npm stay packages.
import { build, context } from 'esbuild';
import { fileURLToPath } from 'node:url';

const server = fileURLToPath(new URL('../packages/server/', import.meta.url));

const settings = {
  entryPoints: [`${server}src/main.ts`],
  outdir: `${server}dist`,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  sourcemap: true,
  splitting: true,
};

const ourOwnCodeOnly = {
  name: 'our-own-code-only',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@hostelry/') ? undefined : { path, external: true },
    );
  },
};

export async function buildServer(options = {}) {
  await build({ ...settings, plugins: [ourOwnCodeOnly], ...options });
}

/** Builds again whenever a source changes, and says so after each build that succeeded. */
export async function watchServer(onBuilt) {
  const tell = {
    name: 'tell',
    setup: ({ onEnd }) => {
      onEnd(({ errors }) => {
        if (errors.length === 0) onBuilt();
      });
    },
  };
  const watching = await context({ ...settings, plugins: [ourOwnCodeOnly, tell], logLevel: 'warning' });
  await watching.watch();
  return watching;
}
