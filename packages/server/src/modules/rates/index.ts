import type { Module } from '../../platform/module.ts';
import { rateRoutes } from './routes.ts';

export { changeRatePlan } from './commands/change-rate-plan.ts';
export { createRatePlan } from './commands/create-rate-plan.ts';
export { findRatePlan, NIGHTLY_PRICES } from './queries.ts';
export { stayTotal } from './rules.ts';

/** What a night costs. */
export const ratesModule: Module = { name: 'rates', routes: rateRoutes };
