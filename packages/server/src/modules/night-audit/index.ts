import type { Module } from '../../platform/module.ts';

/** Closing the business day. */
export const nightAuditModule: Module = { name: 'night-audit' };
