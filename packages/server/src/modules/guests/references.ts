import type { Tx } from '../../platform/transaction.ts';
import type { GuestRow } from './queries.ts';

/**
 * What another module keeps of guests. Guests rank below those who refer to them and may not touch their tables, so each
 * tells once what it moves when two profiles become one, what it knows of a guest, and what it forgets of one.
 */
export interface GuestReferences {
  name: string;
  /** Lets everything of one guest belong to another. */
  move(tx: Tx, from_id: string, into_id: string): Promise<void>;
  /** Everything the module knows of the guest, for the guest to read. */
  know(tx: Tx, guest: GuestRow): Promise<unknown>;
  /** Why the guest cannot be forgotten now, or null. */
  needs?(tx: Tx, guest: GuestRow): Promise<string | null>;
  /** Takes the person out of the module's rows; figures stay. */
  forget(tx: Tx, guest: GuestRow): Promise<void>;
}

/** The same for companies, which are merged but not erased: they are no persons. */
export interface CompanyReferences {
  name: string;
  move(tx: Tx, from_id: string, into_id: string): Promise<void>;
}

const guests = new Map<string, GuestReferences>();
const companies = new Map<string, CompanyReferences>();

/** Tells guests what a module keeps of them. */
export function provideGuestReferences(references: GuestReferences): void {
  guests.set(references.name, references);
}

/** Tells companies what a module keeps of them. */
export function provideCompanyReferences(references: CompanyReferences): void {
  companies.set(references.name, references);
}

export const guestReferences = (): readonly GuestReferences[] => [...guests.values()];
export const companyReferences = (): readonly CompanyReferences[] => [...companies.values()];
