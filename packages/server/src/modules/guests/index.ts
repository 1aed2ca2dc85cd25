import { nameConstraint } from '../../platform/database/constraints.ts';
import { badField } from '../../platform/errors.ts';
import type { Module } from '../../platform/module.ts';
import { companyRoutes } from './company-routes.ts';
import { guestRoutes } from './routes.ts';

export { addGuestProfile } from './commands/add-guest-profile.ts';
export { addGuests, type GuestToAdd } from './commands/add-guests.ts';
export { addCompany } from './commands/keep-companies.ts';
export { changeGuest } from './commands/change-guest.ts';
export {
  COMPANY_CARDS,
  COMPANY_TERMS,
  findCompany,
  findGuest,
  GUEST_CARDS,
  type CompanyRow,
  type GuestRow,
} from './queries.ts';
export {
  provideCompanyReferences,
  provideGuestReferences,
  type CompanyReferences,
  type GuestReferences,
} from './references.ts';
export { ERASED_NAME } from './rules.ts';

nameConstraint('guests_blacklist_says_why', () =>
  badField('blacklist_reason', 'must say why the guest is not welcome'),
);

/** The people who stay, and the companies and agents who send them. */
export const guestsModule: Module = { name: 'guests', routes: [...guestRoutes, ...companyRoutes] };
