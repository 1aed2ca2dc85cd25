import { DomainError } from '../../../platform/errors.ts';
import type { Database, Tx } from '../../../platform/transaction.ts';

/** What a card is asked to pay. */
export interface Due {
  outlet_id: string;
  amount_minor: number;
  currency: string;
}

export interface CapturedOrder {
  id: string;
  outlet_id: string;
  purpose: string;
  subject_id: string;
  amount_minor: number;
  currency: string;
  gateway_payment_id: string;
}

/** Something that can be paid by card. The module it belongs to says what is due, and what happens once it is paid. */
export interface Payable {
  purpose: string;
  /** Whose it is; undefined where it does not exist. */
  tenantOf(database: Database, subject_id: string): Promise<string | undefined>;
  due(tx: Tx, subject_id: string): Promise<Due>;
  /** Books what was paid for and writes the payment into the books; a refusal sends the money back. */
  settle(tx: Tx, order: CapturedOrder): Promise<{ payment_id: string }>;
  /** What who paid is told, from a settled order. */
  tell(tx: Tx, subject_id: string): Promise<Record<string, unknown>>;
}

const payables = new Map<string, Payable>();

/** Lets a higher module be paid by card. */
export function providePayable(payable: Payable): void {
  payables.set(payable.purpose, payable);
}

export function payableFor(purpose: string): Payable {
  const payable = payables.get(purpose);
  if (!payable) throw new DomainError('NOT_FOUND');
  return payable;
}
