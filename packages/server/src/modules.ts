import type { Module } from './platform/module.ts';

/** Every module, lowest rank first. A module calls strictly lower ranks; events go up. */
export const modules: readonly Module[] = [];
