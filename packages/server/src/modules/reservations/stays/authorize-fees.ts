import { authorize } from '../../../platform/actor.ts';
import { badField } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import type { FeeWish } from './commands/charge-fee.ts';

/** Who waives a fee may override the house's rules and says why; who gives money back may do that. */
export function authorizeFees(tx: Tx, outlet_id: string, { waive_fee, refund_deposit, reason }: FeeWish): void {
  if (waive_fee) {
    authorize(tx.actor, 'reservations.override', outlet_id);
    if (!reason?.trim()) throw badField('reason', 'says why the fee is waived');
  }
  if (refund_deposit) authorize(tx.actor, 'payments.refund', outlet_id);
}
