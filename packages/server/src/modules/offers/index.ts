import { nameConstraint } from '../../platform/database/constraints.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Module } from '../../platform/module.ts';
import { offerTasks } from './jobs.ts';
import { offerRoutes } from './routes.ts';

export { makeQuote } from './commands/make-quote.ts';
export { sweepQuotes, takeQuote } from './commands/take-quote.ts';
export { findQuote, type QuoteDetails } from './queries.ts';
export { searchOffers } from './search.ts';

// Two equal codes are drawn about never; asking again draws another.
nameConstraint('quotes_code_unique', () => new DomainError('BUSY', { retry_after_seconds: 1 }));

/** What can be sold for a stay, and at what price: search and quotes. */
export const offersModule: Module = { name: 'offers', routes: offerRoutes, tasks: offerTasks };
