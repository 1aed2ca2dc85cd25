import type { Module } from '../../platform/module.ts';

/** The accounts of guests and companies: postings, payments, invoices, the city ledger. */
export const foliosModule: Module = { name: 'folios' };
