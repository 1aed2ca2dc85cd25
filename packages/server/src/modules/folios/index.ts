import { nameConstraint } from '../../platform/database/constraints.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Module } from '../../platform/module.ts';
import { provideCompanyReferences, provideGuestReferences } from '../guests/index.ts';
import { companyAccountReferences, folioReferences } from './references.ts';
import { routes } from './routes.ts';

export { closeFolio, closeFolios, expectSettled } from './commands/close-folios.ts';
export { applyDeposits, movePosting, reversePosting, splitPosting } from './commands/correct-posting.ts';
export { allocatePayment, undoAllocation } from './commands/allocate-payment.ts';
export { creditInvoice, issueInvoice } from './commands/issue-invoice.ts';
export { openFolio, type FolioToOpen } from './commands/open-folio.ts';
export { postCharge, type Charge } from './commands/post-charge.ts';
export { refundToGuest } from './commands/refund-to-guest.ts';
export { routeCharges } from './commands/route-charges.ts';
export { takePayment, type PaymentToTake } from './commands/take-payment.ts';
export { companyAccounts, dayTakings, trialBalanceOf } from './ledgers.ts';
export { provideStays } from './stays.ts';
export { FOLIO_PAPERS } from './ledgers.ts';
export { invoicePdf } from './invoice-pdf.ts';
export { findInvoice } from './invoice-queries.ts';
export { balanceOf, findFolio, folioOfReservation, postingsOf } from './queries.ts';

nameConstraint('postings_reversed_once', () => new DomainError('ALREADY_CORRECTED'));
nameConstraint('invoices_credited_once', () => new DomainError('ALREADY_CORRECTED'));
provideGuestReferences(folioReferences);
provideCompanyReferences(companyAccountReferences);

/** The accounts of guests and companies: postings, payments, invoices, the city ledger. */
export const foliosModule: Module = { name: 'folios', routes };
