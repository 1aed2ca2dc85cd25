import type { Module } from '../../platform/module.ts';

/** Groups and their blocks of rooms: allotment, pickup, cutoff, rooming list. */
export const groupsModule: Module = { name: 'groups' };
