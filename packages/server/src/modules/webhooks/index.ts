import type { Module } from '../../platform/module.ts';

/** Events, signed and sent to the systems of others. */
export const webhooksModule: Module = { name: 'webhooks' };
