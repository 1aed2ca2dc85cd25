export { expectSellable, refusalsOf, restrictionsOnStay, type AskedStay } from './queries.ts';
export { expectUnrestricted, type AppliedRestriction, type Refusal } from './rules.ts';
export { restrictionRoutes } from './routes.ts';
export { setRestrictions } from './set-restrictions.ts';
