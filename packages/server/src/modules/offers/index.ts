import type { Module } from '../../platform/module.ts';

/** What can be sold for a stay, and at what price: search and quotes. */
export const offersModule: Module = { name: 'offers' };
