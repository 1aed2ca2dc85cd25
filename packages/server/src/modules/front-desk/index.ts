import type { Module } from '../../platform/module.ts';

/** The desk’s day: arrivals, departures, who is in house, the tape chart, checking in. */
export const frontDeskModule: Module = { name: 'front-desk' };
