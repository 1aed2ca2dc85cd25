import type { Module } from '../../platform/module.ts';
import { routes } from './routes.ts';

/** The figures of the house, each with its definition. */
export const analyticsModule: Module = { name: 'analytics', routes };
