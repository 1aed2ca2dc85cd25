import type { Module } from '../../platform/module.ts';
import { routes } from './routes.ts';

export { confirmCash } from './commands/confirm-cash.ts';

/** Bills and how they are settled. */
export const checksModule: Module = { name: 'checks', routes };
