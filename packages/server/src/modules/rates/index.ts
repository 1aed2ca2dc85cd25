import type { Module } from '../../platform/module.ts';
import { restrictionRoutes } from './restrictions/index.ts';
import { rateRoutes } from './routes.ts';

export { changeRatePlan } from './commands/change-rate-plan.ts';
export { createRatePlan } from './commands/create-rate-plan.ts';
export { findRatePlan, NIGHTLY_PRICES } from './queries.ts';
export {
  expectSellable,
  expectUnrestricted,
  refusalsOf,
  restrictionsOnStay,
  setRestrictions,
  type AppliedRestriction,
  type AskedStay,
  type Refusal,
} from './restrictions/index.ts';
export { stayTotal } from './rules.ts';

/** What a night costs, and when it may be sold. */
export const ratesModule: Module = { name: 'rates', routes: [...rateRoutes, ...restrictionRoutes] };
