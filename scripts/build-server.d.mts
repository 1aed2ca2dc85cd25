import type { BuildOptions } from 'esbuild';

/** Bundles the server; `options` go to esbuild as they are. */
export function buildServer(options?: BuildOptions): Promise<void>;
