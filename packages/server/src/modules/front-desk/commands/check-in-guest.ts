import type { DeskCheckIn } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { expectVersion, found } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { folioOfReservation, postCharge, takePayment } from '../../folios/index.ts';
import { checkIn, type LockedStay } from '../../reservations/index.ts';
import { keepCard } from './keep-card.ts';

/**
 * The whole check-in as one act: the card is kept, the guest let in, the fee for coming early charged and the deposit
 * taken, or nothing of it happened. A payment is taken only for a guest who is in.
 */
export async function checkInGuest(tx: Tx, stay: LockedStay, wish: Static<typeof DeskCheckIn>): Promise<void> {
  expectVersion(stay.version, wish.version);
  if (wish.card) await keepCard(tx, stay, wish.card);
  await checkIn(tx, stay, { ...(wish.room_id ? { room_id: wish.room_id } : {}), force: wish.force ?? false });
  if (wish.early_fee_minor)
    await postCharge(tx, {
      reservation_id: stay.id,
      charge_code: 'EARLY_IN',
      amount_minor: wish.early_fee_minor,
      source: 'front-desk',
    });
  if (wish.payment) {
    const folio = found(await folioOfReservation(tx, stay.id));
    await takePayment(tx, { folio_id: folio.id, ...wish.payment });
  }
}
