import type { Module } from '../../platform/module.ts';

/** Clean rooms: tasks, boards, inspections, outages, maintenance, lost and found. */
export const housekeepingModule: Module = { name: 'housekeeping' };
