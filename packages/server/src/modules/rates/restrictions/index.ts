export { expectSellable, refusalsOf, restrictionsBetween, restrictionsOnStay, type AskedStay } from './queries.ts';
export { expectUnrestricted, mostSpecific, type AppliedRestriction, type Refusal } from './rules.ts';
export { restrictionRoutes } from './routes.ts';
export { setRestrictions } from './set-restrictions.ts';
