import { nameConstraint } from '../../platform/database/constraints.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Module } from '../../platform/module.ts';
import { forgetMonths } from './months.ts';
import { provideGuestReferences } from '../guests/index.ts';
import { providePayable } from '../payments/index.ts';
import { pageReferences } from './guest-references.ts';
import { cartPayable } from './payable.ts';
import { chargeExtras } from './reactions.ts';
import { pictureRoutes } from './routes/pictures.ts';
import { publicRoutes } from './routes/public.ts';
import { selfServiceRoutes } from './routes/self-service.ts';
import { settingsRoutes } from './routes/settings.ts';

export { selfServiceLink } from './commands/keep-keys.ts';
export { addPicture } from './commands/keep-pictures.ts';
export { pageOfSlug } from './queries.ts';
export { addExtra, setPage } from './commands/keep-page.ts';

nameConstraint(
  'pages_slug_unique',
  () => new DomainError('DUPLICATE', { fields: [{ field: 'slug', message: 'is the address of another page' }] }),
);
nameConstraint(
  'extras_name_unique',
  () => new DomainError('DUPLICATE', { fields: [{ field: 'name', message: 'is the name of another extra' }] }),
);

providePayable(cartPayable);
provideGuestReferences(pageReferences);

/** Guests book for themselves. */
export const bookingPageModule: Module = {
  name: 'booking-page',
  routes: [...publicRoutes, ...selfServiceRoutes, ...settingsRoutes, ...pictureRoutes],
  reactions: [chargeExtras],
  onEvent: forgetMonths,
};
