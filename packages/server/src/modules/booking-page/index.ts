import type { Module } from '../../platform/module.ts';

/** Guests book for themselves. */
export const bookingPageModule: Module = { name: 'booking-page' };
