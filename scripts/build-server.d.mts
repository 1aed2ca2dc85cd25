import type { BuildOptions } from 'esbuild';

/** Bundles the server; `options` go to esbuild as they are. */
export function buildServer(options?: BuildOptions): Promise<void>;

/** Builds again whenever a source changes; `onBuilt` is called after each build that succeeded. */
export function watchServer(onBuilt: () => void): Promise<{ dispose(): Promise<void> }>;
