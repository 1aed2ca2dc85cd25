import type { OverbookingResolution } from '@hostelry/contracts';
import type { Static } from 'typebox';
import type { Tx } from '../../../platform/transaction.ts';
import {
  cancelStay,
  changeStay,
  followChannel,
  lockStay,
  winNights,
  type LockedStay,
} from '../../reservations/index.ts';
import { found } from '../../../platform/errors.ts';

/**
 * Ends an overbooking: by the units that have become free, by another type that has them on every night, or by a
 * cancellation that a person has agreed with the guest. Says how many nights are still without.
 */
export async function resolveOverbooking(
  tx: Tx,
  stay: LockedStay,
  { room_type_id, cancel }: Static<typeof OverbookingResolution>,
): Promise<{ nights_missing: number }> {
  if (cancel) {
    await cancelStay(tx, stay, { reason: 'Overbooked by the channel', waive_fee: true });
    return { nights_missing: 0 };
  }
  if (room_type_id && room_type_id !== stay.room_type_id) {
    await changeStay(tx, stay, { room_type_id, price: 'KEEP', override: true });
    await restorePrices(tx, stay);
    return { nights_missing: 0 };
  }
  return { nights_missing: await winNights(tx, stay) };
}

/** The guest pays what the channel sold, in whatever type they sleep. */
async function restorePrices(tx: Tx, before: LockedStay): Promise<void> {
  const stay = found(await lockStay(tx, before.id));
  const agreed = new Map(before.nights.map((night) => [night.date, night]));
  await followChannel(tx, stay, {
    room_type_id: stay.room_type_id,
    rate_plan_id: stay.rate_plan_id,
    start_date: stay.start_date,
    end_date: stay.end_date,
    adults: stay.adults,
    children: stay.children,
    guest_name: null,
    nights: stay.nights.map(({ date, price_minor, tax_minor }) => ({
      date,
      price_minor: agreed.get(date)?.price_minor ?? price_minor,
      tax_minor: agreed.get(date)?.tax_minor ?? tax_minor,
    })),
  });
}
