import { nameConstraint } from '../../platform/database/constraints.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Module } from '../../platform/module.ts';
import { provideVenues } from '../identity/index.ts';
import { outletsOfBrands, tenantOfOutlet, unknownVenues } from './queries.ts';
import { routes } from './routes.ts';

export { beginClosing, closeDay, lockDay, type LockedDay } from './commands/close-day.ts';
export { createBrand } from './commands/create-brand.ts';
export { createOutlet } from './commands/create-outlet.ts';
export { updateOutlet } from './commands/update-outlet.ts';
export { allOutlets, findOutlet, tenantOfOutlet } from './queries.ts';
export { authorizeAt, tradingOutlet, type TradingOutlet } from './trading.ts';

export { OUTLET_TERMS } from './terms.ts';

nameConstraint(
  'outlets_tenant_id_brand_id_name_key',
  () =>
    new DomainError('DUPLICATE', {
      fields: [{ field: 'name', message: 'is the name of another outlet of this brand' }],
    }),
);
nameConstraint('business_day_open', () => new DomainError('DAY_CLOSED'));
provideVenues({ outletsOfBrands, unknownVenues, tenantOfOutlet });

/** The venues: brands and their outlets, each with its time zone, currency and open business day. */
export const outletsModule: Module = { name: 'outlets', routes };
