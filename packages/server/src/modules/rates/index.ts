import { nameConstraint } from '../../platform/database/constraints.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Module } from '../../platform/module.ts';
import { restrictionRoutes } from './restrictions/index.ts';
import { gridRoutes } from './grid-routes.ts';
import { rateRoutes } from './routes.ts';
import { termsRoutes } from './terms-routes.ts';

export { changeRatePlan } from './commands/change-rate-plan.ts';
export { claimPromotion, giveBackPromotions } from './commands/claim-promotion.ts';
export { addTerms, type TermsKind } from './commands/keep-terms.ts';
export { setDailyRates } from './commands/set-daily-rates.ts';
export { createRatePlan } from './commands/create-rate-plan.ts';
export {
  priceFactsOf,
  priceFactsOfOutlets,
  taxRulesOf,
  type PlanFacts,
  type PriceFacts,
  type PricedType,
} from './facts.ts';
export { cancellationFee, freeUntil, noShowFee, type CancellationTerms } from './policies.ts';
export { expectPriced, priceInPlan, priceStay, priceType, type PricedStay, type PriceWish } from './price-stay.ts';
export { findRatePlan, PLAN_CARDS, PLAN_NAMES, PLANS_ON_SALE } from './queries.ts';
export {
  expectSellable,
  expectUnrestricted,
  mostSpecific,
  refusalsOf,
  restrictionsBetween,
  restrictionsOnStay,
  setRestrictions,
  type AppliedRestriction,
  type AskedStay,
  type Refusal,
} from './restrictions/index.ts';
export { stayTotal } from './rules.ts';
export { sumTaxes, taxesOn, type Taxable, type TaxedCharge, type TaxPart, type TaxRule } from './taxes.ts';

nameConstraint('rate_plans_no_cycle', () => new DomainError('RATE_CYCLE'));
nameConstraint('promotions_never_overused', () => new DomainError('RULE_VIOLATION', { rule: 'PROMOTION_USED_UP' }));
nameConstraint(
  'taxes_one_at_a_time',
  () =>
    new DomainError('DUPLICATE', {
      fields: [{ field: 'start_date', message: 'overlaps another period of the same tax' }],
    }),
);
nameConstraint(
  'child_prices_one_per_age',
  () => new DomainError('DUPLICATE', { fields: [{ field: 'child_prices', message: 'has two prices for one age' }] }),
);

/** What a night costs, and when it may be sold. */
export const ratesModule: Module = {
  name: 'rates',
  routes: [...rateRoutes, ...gridRoutes, ...termsRoutes, ...restrictionRoutes],
};
