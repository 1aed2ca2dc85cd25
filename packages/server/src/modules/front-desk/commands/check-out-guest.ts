import type { DeskCheckOut } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { DomainError, expectVersion, found } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { folioOfReservation, issueInvoice, postCharge, takePayment } from '../../folios/index.ts';
import { checkOut, type LockedStay } from '../../reservations/index.ts';

/**
 * The whole check-out as one act: the fee for leaving late, the last payment, the invoice, and the guest is gone; or
 * nothing of it happened, and the desk hears what is still due.
 */
export async function checkOutGuest(
  tx: Tx,
  stay: LockedStay,
  wish: Static<typeof DeskCheckOut>,
): Promise<{ invoice_id: string | null; invoice_number: number | null }> {
  expectVersion(stay.version, wish.version);
  if (wish.late_fee_minor)
    await postCharge(tx, {
      reservation_id: stay.id,
      charge_code: 'LATE_OUT',
      amount_minor: wish.late_fee_minor,
      source: 'front-desk',
    });
  const folio = await folioOfReservation(tx, stay.id);
  if (wish.payment) await takePayment(tx, { folio_id: found(folio).id, ...wish.payment });
  const invoice = wish.invoice && folio ? await invoiceOf(tx, folio.id) : null;
  await checkOut(tx, stay, {});
  return { invoice_id: invoice?.id ?? null, invoice_number: invoice?.number ?? null };
}

/** The invoice of what is on the account; an account with nothing to invoice keeps nobody from leaving. */
async function invoiceOf(tx: Tx, folio_id: string) {
  try {
    return await issueInvoice(tx, { folio_id });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'NOTHING_TO_INVOICE') return null;
    throw error;
  }
}
