import { nightsOf } from '../../../../platform/clock.ts';
import { DomainError } from '../../../../platform/errors.ts';
import type { Tx } from '../../../../platform/transaction.ts';
import { vacateRooms } from '../../../rooms/index.ts';
import { lockWinnable } from '../../commands/lock-winnable.ts';
import { priceNights } from '../prices.ts';
import type { LockedStay } from '../queries.ts';
import { movesBetween, type PricedNight, type WantedStay } from '../rules.ts';
import { announceStay, saveNights } from './save-stay.ts';

/** What a channel says of a stay: where, when, at what price, and for whom. */
export interface ChannelWish extends WantedStay {
  guest_name: string | null;
  nights: readonly PricedNight[];
}

export type Followed = 'FOLLOWED' | 'OVERBOOKED' | 'GUEST_HAS_COME';

/** The house's own price for what a channel sold without naming one; 0 where no plan prices it. */
export async function priceForChannel(tx: Tx, wanted: WantedStay): Promise<PricedNight[]> {
  try {
    return (await priceNights(tx, wanted, { override: true })).nights;
  } catch (refusal) {
    if (!(refusal instanceof DomainError)) throw refusal;
    return nightsOf(wanted.start_date, wanted.end_date).map((date) => ({ date, price_minor: 0, tax_minor: 0 }));
  }
}

/**
 * Makes a stay what its channel says it is, whatever the house has left: a night that cannot be won claims nothing and the
 * stay is flagged (R14). A stay that is so already is left alone; one whose guest has come, or gone, is a person's to change.
 */
export async function followChannel(tx: Tx, stay: LockedStay, wish: ChannelWish): Promise<Followed> {
  if (isAsWished(stay, wish)) return 'FOLLOWED';
  if (stay.status === 'IN_HOUSE' || stay.status === 'CHECKED_OUT') return 'GUEST_HAS_COME';
  const after = wish.nights.map((night) => ({ ...night, room_type_id: wish.room_type_id }));
  const lost = await lockWinnable(
    tx,
    movesBetween(
      stay.nights.filter((night) => night.claim === 'SOLD'),
      after,
    ),
  );
  const keeps =
    stay.room_type_id === wish.room_type_id &&
    stay.start_date === wish.start_date &&
    stay.end_date === wish.end_date &&
    stay.room_id !== null;
  if (stay.room_id && !keeps) await vacateRooms(tx, stay.id, stay.start_date);
  await saveNights(
    tx,
    stay,
    after,
    {
      status: 'CONFIRMED',
      room_type_id: wish.room_type_id,
      rate_plan_id: wish.rate_plan_id,
      start_date: wish.start_date,
      end_date: wish.end_date,
      adults: wish.adults,
      children: wish.children,
      room_id: keeps ? stay.room_id : null,
      cancelled_on: null,
      cancel_reason: null,
      ...(wish.guest_name ? { guest_name: wish.guest_name } : {}),
    },
    'SOLD',
    lost,
  );
  announceStay(tx, stay, {
    type: 'reservation.changed',
    action: 'reservations.follow_channel',
    before: {
      status: stay.status,
      start_date: stay.start_date,
      end_date: stay.end_date,
      room_type_id: stay.room_type_id,
    },
    after: {
      status: 'CONFIRMED',
      start_date: wish.start_date,
      end_date: wish.end_date,
      room_type_id: wish.room_type_id,
      is_overbooked: lost.size > 0,
    },
  });
  return lost.size > 0 ? 'OVERBOOKED' : 'FOLLOWED';
}

function isAsWished(stay: LockedStay, wish: ChannelWish): boolean {
  return (
    (stay.status === 'CONFIRMED' || stay.status === 'IN_HOUSE' || stay.status === 'CHECKED_OUT') &&
    stay.room_type_id === wish.room_type_id &&
    stay.rate_plan_id === wish.rate_plan_id &&
    stay.start_date === wish.start_date &&
    stay.end_date === wish.end_date &&
    stay.adults === wish.adults &&
    stay.children === wish.children &&
    (wish.guest_name === null || stay.guest_name === wish.guest_name) &&
    stay.nights.length === wish.nights.length &&
    wish.nights.every((night, index) => {
      const known = stay.nights[index]!;
      return (
        known.date === night.date && known.price_minor === night.price_minor && known.tax_minor === night.tax_minor
      );
    })
  );
}
