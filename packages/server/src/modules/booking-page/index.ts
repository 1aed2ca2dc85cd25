import { nameConstraint } from '../../platform/database/constraints.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Module } from '../../platform/module.ts';
import { forgetMonths } from './months.ts';
import { publicRoutes } from './routes/public.ts';
import { settingsRoutes } from './routes/settings.ts';

export { selfServiceLink } from './commands/keep-keys.ts';
export { addExtra, setPage } from './commands/keep-page.ts';

nameConstraint(
  'pages_slug_unique',
  () => new DomainError('DUPLICATE', { fields: [{ field: 'slug', message: 'is the address of another page' }] }),
);
nameConstraint(
  'extras_name_unique',
  () => new DomainError('DUPLICATE', { fields: [{ field: 'name', message: 'is the name of another extra' }] }),
);

/** Guests book for themselves. */
export const bookingPageModule: Module = {
  name: 'booking-page',
  routes: [...publicRoutes, ...settingsRoutes],
  onEvent: forgetMonths,
};
