import type { Module } from '../../platform/module.ts';

/** What is printed: the report pack of a business day. */
export const reportsModule: Module = { name: 'reports' };
