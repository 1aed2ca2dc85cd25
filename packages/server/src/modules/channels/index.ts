import type { Module } from '../../platform/module.ts';

/** Other places that sell the rooms: calendars and online travel agents. */
export const channelsModule: Module = { name: 'channels' };
