import { identityModule } from './modules/identity/index.ts';
import { outletsModule } from './modules/outlets/index.ts';
import type { Module } from './platform/module.ts';

/** Every module, lowest rank first. A module calls strictly lower ranks; events go up. */
export const modules: readonly Module[] = [
  identityModule,
  outletsModule,
];
