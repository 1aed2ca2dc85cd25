import { found } from '../../../../platform/errors.ts';
import type { Tx } from '../../../../platform/transaction.ts';
import {
  applyDeposits,
  findFolio,
  folioOfReservation,
  openFolio,
  postCharge,
  postingsOf,
  refundToGuest,
  reversePosting,
} from '../../../folios/index.ts';
import type { LockedStay } from '../queries.ts';

const SOURCE = 'stay-fees';

/** What a person decided about the money of a stay that does not happen. */
export interface FeeWish {
  waive_fee?: boolean | undefined;
  refund_deposit?: boolean | undefined;
  reason?: string | undefined;
}

/**
 * Charges what a stay costs that does not happen to its account, once. What was paid before arrival pays for it; with
 * `refund_deposit` the rest is given back, else it stays on the account for the desk to decide. Returns what was charged.
 */
export async function chargeFee(
  tx: Tx,
  stay: LockedStay,
  { charge_code, amount_minor }: { charge_code: 'CANCELLATION' | 'NO_SHOW'; amount_minor: number },
  wish: FeeWish = {},
): Promise<number> {
  const charged_minor = wish.waive_fee ? 0 : amount_minor;
  if (charged_minor > 0) {
    await openFolioOf(tx, stay);
    await postCharge(tx, {
      reservation_id: stay.id,
      charge_code,
      amount_minor: charged_minor,
      source: SOURCE,
      // A stay that is reinstated and given up again owes again: its version tells the two apart.
      source_key: `${SOURCE}:${stay.id}:${stay.version}`,
    });
  }
  if (charged_minor > 0 || wish.refund_deposit) await settleDeposit(tx, stay, wish);
  return charged_minor;
}

/** The account of a stay; opening it again answers the one there is. */
export function openFolioOf(tx: Tx, stay: LockedStay) {
  return openFolio(tx, {
    outlet_id: stay.outlet_id,
    kind: 'GUEST',
    name: stay.guest_name ?? stay.confirmation_code,
    reservation_id: stay.id,
    booking_id: stay.booking_id,
    guest_id: stay.guest_id,
    company_id: stay.company_id,
  });
}

async function settleDeposit(tx: Tx, stay: LockedStay, { refund_deposit, reason }: FeeWish): Promise<void> {
  const folio = await folioOfReservation(tx, stay.id);
  if (!folio || folio.status !== 'OPEN') return;
  await applyDeposits(tx, folio.id);
  if (!refund_deposit) return;
  let credit_minor = 0 - (await findFolio(tx, folio.id)).balance_minor;
  const postings = await postingsOf(tx, folio.id);
  for (const { payment_id } of postings.filter(
    (one) => one.kind === 'PAYMENT' && !one.is_reversed && !one.reversal_of,
  )) {
    if (credit_minor <= 0) return;
    const left_minor = postings
      .filter((one) => one.payment_id === payment_id && !one.is_reversed && !one.reversal_of)
      .reduce((left, one) => left - one.amount_minor, 0);
    const amount_minor = Math.min(credit_minor, left_minor);
    if (amount_minor <= 0) continue;
    const refund = { folio_id: folio.id, payment_id: found(payment_id ?? undefined), amount_minor };
    await refundToGuest(tx, { ...refund, reason: reason ?? 'The stay was cancelled' });
    credit_minor -= amount_minor;
  }
}

/** Takes back what was charged for a stay that happens after all, unless it was invoiced or the account is closed. */
export async function takeFeesBack(tx: Tx, stay: LockedStay): Promise<void> {
  const folio = await folioOfReservation(tx, stay.id);
  if (!folio || folio.status !== 'OPEN') return;
  const fees = (await postingsOf(tx, folio.id)).filter(
    (one) => one.source === SOURCE && !one.is_reversed && !one.reversal_of && !one.invoice_id,
  );
  for (const fee of fees) await reversePosting(tx, fee.id, 'The stay was reinstated');
}
