import type { Module } from '../../platform/module.ts';
import { importRoutes } from './routes.ts';

export { BrokenFile } from './hotel-bookings/columns.ts';
export { importHotelBookings, type ImportOptions, type InTenant } from './hotel-bookings/import.ts';
export type { Report } from './queries.ts';

/** Bringing in what other systems knew. */
export const importsModule: Module = { name: 'imports', routes: importRoutes };
